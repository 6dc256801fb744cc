import type { Webhook, WebhookDelivery } from '@comptoir/contracts/comptoir/webhooks';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { createdColumn, outcomeColumns, stateFilter } from '../features/webhooks/delivery-columns.tsx';
import { WebhookCommands } from '../features/webhooks/own-commands.tsx';
import { ownDeliveries, webhookQuery } from '../features/webhooks/own-queries.ts';
import { EndpointState } from '../features/webhooks/words.tsx';
import { paths } from '../paths.ts';
import { Facts } from '../ui/facts.tsx';
import { TextLink } from '../ui/link.tsx';
import { List } from '../ui/list.tsx';
import type { Column } from '../ui/list-rows.ts';
import { Page, Section } from '../ui/page.tsx';
import { Loaded } from '../ui/states.tsx';
import { useText, type Text } from '../ui/text.tsx';

/** One webhook of the account: what it is told, its secret, and everything that was sent. */
export function WebhookPage() {
  const t = useText();
  const { webhookId } = useParams({ from: '/framed/account/webhooks/$webhookId' });
  const query = useQuery(webhookQuery(webhookId));
  return (
    <Loaded query={query} page>
      {(webhook) => (
        <Page
          title={webhook.description || webhook.url}
          badge={<EndpointState webhook={webhook} />}
          crumbs={[{ label: t('webhooks.title'), to: paths.webhooks }]}
          actions={<WebhookCommands webhook={webhook} />}
        >
          <Facts facts={factsOf(t, webhook)} />
          <Section title={t('webhooks.deliveries')}>
            <Deliveries webhook={webhook} />
          </Section>
        </Page>
      )}
    </Loaded>
  );
}

function factsOf(t: Text, { url, events, previousSecretUntil, createdAt }: Webhook) {
  return [
    [t('webhook.url'), <code key="url">{url}</code>],
    [t('webhooks.events'), events.map((type) => t.maybe(`webhooks.event.${type}`) ?? type).join(', ')],
    [
      t('webhooks.previous'),
      previousSecretUntil ? t('webhooks.previous.until', { at: t.formats.moment(previousSecretUntil) }) : undefined,
    ],
    [t('webhooks.created'), t.formats.day(createdAt)],
  ] as const;
}

function Deliveries({ webhook }: { webhook: Webhook }) {
  const t = useText();
  return (
    <List
      name={t('webhooks.deliveries')}
      source={ownDeliveries(webhook.id)}
      rowKey={({ id }) => id}
      columns={columnsOf(t, webhook)}
      filters={[stateFilter(t)]}
      empty={{ title: t('webhooks.deliveries.empty'), text: t('webhooks.deliveries.empty.text') }}
    />
  );
}

function columnsOf(t: Text, webhook: Webhook): readonly Column<WebhookDelivery>[] {
  const event = (row: WebhookDelivery) => t.maybe(`webhooks.event.${row.event}`) ?? row.event;
  return [
    {
      id: 'event',
      header: t('webhook.event'),
      namesRow: true,
      text: event,
      cell: (row) => <TextLink to={paths.webhookDelivery(webhook.id, row.id)}>{event(row)}</TextLink>,
    },
    createdColumn(t),
    ...outcomeColumns(t),
  ];
}
