import { webhookActions, type PublisherWebhook } from '@comptoir/contracts/comptoir/publisher-webhooks';
import { createdColumn, outcomeColumns, stateFilter } from '../features/webhooks/delivery-columns.tsx';
import { operationsKey, operationSource } from '../features/webhooks/queries.ts';
import { TestWebhook } from '../features/webhooks/test-dialog.tsx';
import { paths } from '../paths.ts';
import { TextLink } from '../ui/link.tsx';
import { List } from '../ui/list.tsx';
import type { Column, Filter } from '../ui/list-rows.ts';
import { Page } from '../ui/page.tsx';
import { Refresh } from '../ui/refresh.tsx';
import { useText, type Text } from '../ui/text.tsx';

/** The publisher's: every webhook that called its site, what came back, and when it is tried again. */
export function OperationsPage() {
  const t = useText();
  const filters: readonly Filter[] = [
    stateFilter(t),
    {
      id: 'event',
      label: t('webhook.event'),
      options: webhookActions.map((value) => ({ value, label: t(`webhook.event.${value}`) })),
    },
  ];
  return (
    <Page
      title={t('menu.operations')}
      purpose={t('operations.purpose')}
      actions={
        <>
          <TestWebhook />
          <Refresh of={operationsKey} />
        </>
      }
    >
      <p>
        {t('operations.usage')} <TextLink to={paths.usage}>{t('menu.usage')}</TextLink>
      </p>
      <List
        name={t('menu.operations')}
        source={operationSource}
        rowKey={({ id }) => id}
        columns={columnsOf(t)}
        filters={filters}
        empty={{ title: t('operations.empty'), text: t('operations.empty.text') }}
      />
    </Page>
  );
}

const eventText = (t: Text, { event, test }: PublisherWebhook) =>
  [t.maybe(`webhook.event.${event}`) ?? event, test ? t('webhook.isTest') : ''].filter(Boolean).join(' – ');

function columnsOf(t: Text): readonly Column<PublisherWebhook>[] {
  return [
    {
      id: 'event',
      header: t('webhook.event'),
      namesRow: true,
      text: (row) => eventText(t, row),
      cell: (row) => <TextLink to={paths.operation(row.id)}>{eventText(t, row)}</TextLink>,
    },
    createdColumn(t),
    {
      id: 'subscription',
      header: t('subscription.name'),
      text: (row) => (row.test ? '–' : row.subscriptionId),
      cell: (row) => (row.test ? '–' : <code>{row.subscriptionId}</code>),
    },
    ...outcomeColumns(t),
  ];
}
