import type { RelationshipRequestRow } from '@comptoir/contracts/comptoir/relationships';
import { useMay } from '../features/account/me.ts';
import { CustomerTabs } from '../features/partnerships/customer-tabs.tsx';
import { stateFilter, StateOfLink } from '../features/partnerships/link-state.tsx';
import { requestSource, withdrawRequest } from '../features/partnerships/queries.ts';
import { RequestRelationship } from '../features/partnerships/request-relationship.tsx';
import { RowCommands } from '../features/partnerships/row-commands.tsx';
import { paths } from '../paths.ts';
import { List } from '../ui/list.tsx';
import type { Column } from '../ui/list-rows.ts';
import { Page } from '../ui/page.tsx';
import { useText } from '../ui/text.tsx';

/** What customers were asked for, and what became of each request. */
export function RelationshipRequestsPage() {
  const t = useText();
  const columns: readonly Column<RelationshipRequestRow>[] = [
    { id: 'email', header: t('request.email'), text: ({ email }) => email ?? t('invitations.byHand') },
    {
      id: 'asks',
      header: t('request.asks'),
      text: (row) =>
        [
          t('request.asks.reseller'),
          ...(row.providerName ? [t('request.asks.provider', { provider: row.providerName })] : []),
          ...(row.delegatedAccess ? [t('request.asks.delegated')] : []),
        ].join(' · '),
    },
    { id: 'made', header: t('invitations.made'), text: (row) => t.formats.moment(row.madeAt) },
    { id: 'expires', header: t('invitations.expires'), text: (row) => t.formats.day(row.expiresAt) },
    {
      id: 'state',
      header: t('word.state'),
      text: (row) => t(`invitations.state.${row.state}`),
      cell: (row) => <StateOfLink state={row.state} />,
    },
    {
      id: 'actions',
      header: t('word.actions'),
      text: () => '',
      cell: (row) => (row.state === 'open' ? <Withdraw row={row} /> : null),
    },
  ];
  return (
    <Page
      title={t('request.list')}
      purpose={t('request.list.purpose')}
      actions={<RequestRelationship />}
      tabs={<CustomerTabs current={paths.relationshipRequests} />}
    >
      <List
        name={t('request.list')}
        source={requestSource}
        rowKey={(row) => row.id}
        columns={columns}
        filters={[stateFilter(t)]}
        empty={{ title: t('request.empty'), text: t('request.empty.text') }}
      />
    </Page>
  );
}

function Withdraw({ row }: { row: RelationshipRequestRow }) {
  const t = useText();
  const may = useMay('relationships.request');
  return (
    <RowCommands
      listKey={requestSource.key}
      commands={[
        {
          label: t('invitations.withdraw'),
          of: row.email ?? t('invitations.byHand'),
          title: t('invitations.withdraw'),
          text: t('invitations.withdraw.text'),
          done: t('invitations.withdrawn'),
          unless: may ? undefined : t('request.mayNot'),
          run: () => withdrawRequest(row.id),
        },
      ]}
    />
  );
}
