import type { InvitationRow } from '@comptoir/contracts/comptoir/partnerships';
import { useMay } from '../features/account/me.ts';
import { invitationSource, withdrawInvitation } from '../features/partnerships/queries.ts';
import { RowCommands } from '../features/partnerships/row-commands.tsx';
import { stateFilter, StateOfLink } from '../features/partnerships/link-state.tsx';
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
    { id: 'made', header: t('invitations.made'), text: (row) => t.formats.moment(row.madeAt) },
    { id: 'expires', header: t('invitations.expires'), text: (row) => t.formats.day(row.expiresAt) },
    {
      id: 'state',
      header: t('word.state'),
      text: (row) => t(`invitations.state.${row.state}`),
      cell: (row) => <StateOfLink state={row.state} />,
    },
    { id: 'by', header: t('invitations.by'), text: (row) => row.resellerName ?? '' },
    {
      id: 'actions',
      header: t('word.actions'),
      text: () => '',
      cell: (row) =>
        row.state === 'open' ? (
          <RowCommands
            listKey={invitationSource.key}
            commands={[
              {
                label: t('invitations.withdraw'),
                of: row.email ?? t('invitations.byHand'),
                title: t('invitations.withdraw'),
                text: t('invitations.withdraw.text'),
                done: t('invitations.withdrawn'),
                unless: may ? undefined : t('resellers.mayNot'),
                run: () => withdrawInvitation(row.id),
              },
            ]}
          />
        ) : null,
    },
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
