/** What happened to a subscription: when, what, by whom. */
import { subscriptionHistory } from '@comptoir/contracts/comptoir/activity';
import { List } from '../../ui/list.tsx';
import { Section } from '../../ui/page.tsx';
import { useText } from '../../ui/text.tsx';
import { historyColumns } from '../activity/columns.tsx';
import { subscriptionSource } from './queries.ts';

export function SubscriptionHistory({ customerId, id, etag }: { customerId: string; id: string; etag: string }) {
  const t = useText();
  return (
    <Section title={t('history.title')} purpose={t('history.purpose')}>
      <List
        name={t('history.title')}
        source={{
          path: `${subscriptionSource(customerId).path}/${encodeURIComponent(id)}/history`,
          list: subscriptionHistory,
          // Each change has its line.
          key: ['customers', customerId, 'subscriptions', id, 'history', etag],
        }}
        rowKey={(item) => item.id}
        columns={historyColumns(t)}
        empty={{ title: t('history.empty'), text: t('history.empty.text') }}
      />
    </Section>
  );
}
