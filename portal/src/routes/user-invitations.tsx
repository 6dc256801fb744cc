import type { UserInvitationRow } from '@comptoir/contracts/comptoir/user-invitations';
import { useMay } from '../features/account/me.ts';
import { stateFilter, StateOfLink } from '../features/partnerships/link-state.tsx';
import { RowCommands, type RowCommand } from '../features/partnerships/row-commands.tsx';
import { InviteUser } from '../features/people/invite-user.tsx';
import { moveInvitation, userInvitationSource } from '../features/people/queries.ts';
import { PeopleTabs, roleText } from '../features/people/words.tsx';
import { paths } from '../paths.ts';
import { List } from '../ui/list.tsx';
import type { Column } from '../ui/list-rows.ts';
import { Page } from '../ui/page.tsx';
import { useText } from '../ui/text.tsx';

/** Who was invited by mail, and what became of it. */
export function UserInvitationsPage() {
  const t = useText();
  const rolesText = ({ roles }: UserInvitationRow) =>
    roles.map((role) => roleText(t, role)).join(', ') || t('users.noRole');
  const columns: readonly Column<UserInvitationRow>[] = [
    {
      id: 'email',
      header: t('userInvitations.email'),
      text: ({ email }) => email,
      cell: ({ email, displayName }) => (
        <>
          {email}
          {displayName ? <div className="quiet">{displayName}</div> : null}
        </>
      ),
    },
    { id: 'roles', header: t('users.roles'), text: rolesText },
    {
      id: 'state',
      header: t('word.state'),
      text: ({ state }) => t(`invitations.state.${state}`),
      cell: ({ state }) => <StateOfLink state={state} />,
    },
    { id: 'made', header: t('userInvitations.sentAt'), text: ({ madeAt }) => t.formats.moment(madeAt) },
    { id: 'expires', header: t('invitations.expires'), text: ({ expiresAt }) => t.formats.day(expiresAt) },
    {
      id: 'actions',
      header: t('word.actions'),
      text: () => '',
      cell: (row) => <InvitationCommands row={row} />,
    },
  ];
  return (
    <Page
      title={t('userInvitations.title')}
      purpose={t('userInvitations.purpose')}
      actions={<InviteUser />}
      tabs={<PeopleTabs current={paths.userInvitations} />}
    >
      <List
        name={t('userInvitations.title')}
        source={userInvitationSource}
        rowKey={(row) => row.id}
        columns={columns}
        filters={[stateFilter(t, ['open', 'accepted', 'withdrawn', 'expired'])]}
        empty={{
          title: t('userInvitations.empty'),
          text: t('userInvitations.empty.text'),
          action: <InviteUser />,
        }}
      />
    </Page>
  );
}

function InvitationCommands({ row: { id, email, state } }: { row: UserInvitationRow }) {
  const t = useText();
  const unless = useMay('users.manage') ? undefined : t('users.mayNot');
  if (state !== 'open' && state !== 'expired') return null;
  const command = (label: string, text: string, done: string, move: 'resend' | 'withdraw'): RowCommand => {
    const run = () => moveInvitation(id, move);
    return { label, of: email, text, done, unless, run };
  };
  const commands = [
    command(
      t('userInvitations.again'),
      t('userInvitations.again.text', { email }),
      t('userInvitations.again.done'),
      'resend',
    ),
    command(
      t('userInvitations.withdraw'),
      t('userInvitations.withdraw.text', { email }),
      t('userInvitations.withdrawn'),
      'withdraw',
    ),
  ];
  return <RowCommands listKey={userInvitationSource.key} commands={commands} />;
}
