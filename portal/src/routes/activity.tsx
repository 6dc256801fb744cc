import { activityKinds, activityList, type ActivityItem } from '@comptoir/contracts/comptoir/activity';
import { useQuery } from '@tanstack/react-query';
import { healthQuery } from '../features/account/me.ts';
import { eventWords } from '../features/activity/words.ts';
import { paths } from '../paths.ts';
import { Facts } from '../ui/facts.tsx';
import { TextLink } from '../ui/link.tsx';
import { List } from '../ui/list.tsx';
import type { Column, Filter } from '../ui/list-rows.ts';
import { Page } from '../ui/page.tsx';
import { Refresh } from '../ui/refresh.tsx';
import { Status } from '../ui/status.tsx';
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
        columns={columnsOf(t)}
        filters={[kinds(t), ...(health ? [periods(t, health.now)] : [])]}
        empty={{ title: t('activity.empty'), text: t('activity.empty.text') }}
      />
    </Page>
  );
}

const nameOf = (t: Text, event: string) => {
  const [en, fr] = eventWords[event] ?? [event, event];
  return t.language === 'fr' ? fr : en;
};

function columnsOf(t: Text): readonly Column<ActivityItem>[] {
  return [
    { id: 'at', header: t('activity.at'), text: (item) => t.formats.moment(item.at) },
    {
      id: 'event',
      header: t('activity.event'),
      text: (item) => nameOf(t, item.event),
      cell: (item) =>
        item.event.endsWith('Refused') ? <Status tone="bad">{nameOf(t, item.event)}</Status> : nameOf(t, item.event),
      namesRow: true,
      opens: (item) => <Details item={item} />,
    },
    { id: 'actor', header: t('activity.actor'), text: whoOf, cell: (item) => <Who item={item} /> },
    {
      id: 'customer',
      header: t('activity.customer'),
      text: ({ customer }) => customer?.name ?? '–',
      cell: ({ customer }) => (customer ? <TextLink to={paths.customer(customer.id)}>{customer.name}</TextLink> : '–'),
    },
  ];
}

const whoOf = ({ actor, actorCompany, onBehalfOf }: ActivityItem) =>
  [actor, actorCompany?.name, onBehalfOf?.name].filter(Boolean).join(', ');

/** Both names where somebody acted for another company. */
function Who({ item: { actor, actorCompany, onBehalfOf } }: { item: ActivityItem }) {
  const t = useText();
  return (
    <>
      {actor === 'system' ? t('activity.system') : actor}
      {actorCompany ? <div className="quiet">{actorCompany.name}</div> : null}
      {onBehalfOf ? <div className="quiet">{t('activity.onBehalfOf', { name: onBehalfOf.name })}</div> : null}
    </>
  );
}

/** The members that the event names, as they stood and as they stand. */
function Details({ item: { oldValue = {}, newValue = {}, aboutId, correlationId } }: { item: ActivityItem }) {
  const t = useText();
  const names = [...new Set([...Object.keys(oldValue), ...Object.keys(newValue)])];
  return (
    <Facts
      facts={[
        ...names.map((name) => [name, valueText(t, oldValue[name], newValue[name])] as const),
        [t('activity.about'), aboutId],
        [t('activity.correlation'), correlationId],
      ]}
    />
  );
}

const textOf = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));

function valueText(t: Text, before: unknown, now: unknown): string {
  if (before === undefined || before === null) return textOf(now ?? '–');
  return t('activity.change', { before: textOf(before), now: textOf(now ?? '–') });
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
