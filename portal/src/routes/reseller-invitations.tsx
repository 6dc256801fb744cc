import type { InvitationRow } from '@comptoir/contracts/comptoir/partnerships';
import { useMay } from '../features/account/me.ts';
import { invitationSource, withdrawInvitation } from '../features/partnerships/queries.ts';
import { timesOfLink, withdrawalOfLink } from '../features/partnerships/link-columns.tsx';
import { stateFilter } from '../features/partnerships/link-state.tsx';
import { paths } from '../paths.ts';
import { List } from '../ui/list.tsx';
import type { Column } from '../ui/list-rows.ts';
import { Page } from '../ui/page.tsx';
import { useText } from '../ui/text.tsx';
import { ResellerTabs } from './indirect-resellers.tsx';

/** Links by which resellers were invited, and what became of each. */
export function ResellerInvitationsPage() {
  const t = useText();
  const may = useMay('partnerships.invite');
  const columns: readonly Column<InvitationRow>[] = [
    { id: 'email', header: t('invite.email'), text: ({ email }) => email ?? t('invitations.byHand') },
    ...timesOfLink(t),
    { id: 'by', header: t('invitations.by'), text: (row) => row.resellerName ?? '' },
    withdrawalOfLink(t, {
      listKey: invitationSource.key,
      unless: may ? undefined : t('resellers.mayNot'),
      run: withdrawInvitation,
    }),
  ];
  return (
    <Page
      title={t('invitations.title')}
      purpose={t('invitations.purpose')}
      tabs={<ResellerTabs current={paths.resellerInvitations} />}
    >
      <List
        name={t('invitations.title')}
        source={invitationSource}
        rowKey={(row) => row.id}
        columns={columns}
        filters={[stateFilter(t)]}
        empty={{ title: t('invitations.empty'), text: t('invitations.empty.text') }}
      />
    </Page>
  );
}
