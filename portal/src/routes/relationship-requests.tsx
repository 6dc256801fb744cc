import type { RelationshipRequestRow } from '@comptoir/contracts/comptoir/relationships';
import { useMay } from '../features/account/me.ts';
import { CustomerTabs } from '../features/partnerships/customer-tabs.tsx';
import { timesOfLink, withdrawalOfLink } from '../features/partnerships/link-columns.tsx';
import { stateFilter } from '../features/partnerships/link-state.tsx';
import { requestSource, withdrawRequest } from '../features/partnerships/queries.ts';
import { RequestRelationship } from '../features/partnerships/request-relationship.tsx';
import { paths } from '../paths.ts';
import { List } from '../ui/list.tsx';
import type { Column } from '../ui/list-rows.ts';
import { Page } from '../ui/page.tsx';
import { useText } from '../ui/text.tsx';

/** What customers were asked for, and what became of each request. */
export function RelationshipRequestsPage() {
  const t = useText();
  const may = useMay('relationships.request');
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
    ...timesOfLink(t),
    withdrawalOfLink(t, {
      listKey: requestSource.key,
      unless: may ? undefined : t('request.mayNot'),
      run: withdrawRequest,
    }),
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
