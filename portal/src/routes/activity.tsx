import { activityKinds, activityList } from '@comptoir/contracts/comptoir/activity';
import { useQuery } from '@tanstack/react-query';
import { healthQuery } from '../features/account/me.ts';
import { activityColumns } from '../features/activity/columns.tsx';
import { List } from '../ui/list.tsx';
import type { Filter } from '../ui/list-rows.ts';
import { Page } from '../ui/page.tsx';
import { Refresh } from '../ui/refresh.tsx';
import { useText, type Text } from '../ui/text.tsx';

const source = { path: '/comptoir/v1/activity', list: activityList, key: ['activity'] };

/** What was done in the partner's account: when, what, by whom, for which customer. */
export function ActivityPage() {
  const t = useText();
  const { data: health } = useQuery(healthQuery);
  return (
    <Page title={t('activity.title')} purpose={t('activity.purpose')} actions={<Refresh of={source.key} />}>
      <List
        name={t('activity.title')}
        source={source}
        rowKey={(item) => item.id}
        columns={activityColumns(t)}
        filters={[kinds(t), ...(health ? [periods(t, health.now)] : [])]}
        empty={{ title: t('activity.empty'), text: t('activity.empty.text') }}
      />
    </Page>
  );
}

const kinds = (t: Text): Filter => ({
  id: 'kind',
  label: t('activity.kind'),
  options: activityKinds.map((value) => ({ value, label: t(`activity.kind.${value}`) })),
});

const dayMs = 24 * 60 * 60 * 1000;

/** Since when; the days are those of business time. */
const periods = (t: Text, now: string): Filter => ({
  id: 'from',
  label: t('activity.period'),
  options: [1, 7, 30, 90, 365].map((days) => ({
    value: new Date(new Date(now).getTime() - (days - 1) * dayMs).toISOString().slice(0, 10),
    label: days === 1 ? t('activity.today') : t('activity.days', { days }),
  })),
});
