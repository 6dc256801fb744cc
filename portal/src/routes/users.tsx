import type { UserRow } from '@comptoir/contracts/comptoir/people';
import { useMay } from '../features/account/me.ts';
import { userSource } from '../features/people/queries.ts';
import { InviteUser } from '../features/people/invite-user.tsx';
import { agentRoles, directoryRoles, PeopleTabs, roleText, UserStatus } from '../features/people/words.tsx';
import { paths } from '../paths.ts';
import { ActionButton } from '../ui/action-button.tsx';
import { LinkButton, TextLink } from '../ui/link.tsx';
import { List } from '../ui/list.tsx';
import type { Column } from '../ui/list-rows.ts';
import { Page } from '../ui/page.tsx';
import { useText } from '../ui/text.tsx';

/** People of the organisation, and their roles. */
export function UsersPage() {
  const t = useText();
  const rolesText = (user: UserRow) => user.roles.map((role) => roleText(t, role)).join(', ') || t('users.noRole');
  const columns: readonly Column<UserRow>[] = [
    {
      id: 'name',
      header: t('users.displayName'),
      text: (user) => user.displayName,
      cell: (user) => <TextLink to={paths.user(user.id)}>{user.displayName}</TextLink>,
    },
    { id: 'userName', header: t('users.userName'), text: (user) => user.userPrincipalName },
    { id: 'roles', header: t('users.roles'), text: rolesText },
    {
      id: 'state',
      header: t('word.state'),
      text: (user) => t(`users.state.${user.state}`),
      cell: (user) => <UserStatus state={user.state} />,
    },
    { id: 'createdAt', header: t('users.createdAt'), text: (user) => t.formats.day(user.createdAt) },
  ];
  const states = (['active', 'disabled', 'deleted'] as const).map((value) => ({
    value,
    label: t(`users.state.${value}`),
  }));
  const roles = [...directoryRoles, ...agentRoles].map((value) => ({ value, label: roleText(t, value) }));
  const add = (
    <>
      <InviteUser />
      <AddUser />
    </>
  );
  return (
    <Page
      title={t('users.title')}
      purpose={t('users.purpose')}
      actions={add}
      tabs={<PeopleTabs current={paths.users} />}
    >
      <List
        name={t('users.tab')}
        source={userSource}
        rowKey={(user) => user.id}
        columns={columns}
        filters={[
          { id: 'state', label: t('word.state'), options: states },
          { id: 'role', label: t('users.role'), options: roles },
        ]}
        empty={{ title: t('users.empty'), text: t('users.empty.text'), action: add }}
      />
    </Page>
  );
}

function AddUser() {
  const t = useText();
  if (!useMay('users.manage')) return <ActionButton unless={t('users.mayNot')}>{t('users.add')}</ActionButton>;
  return (
    <LinkButton appearance="primary" to={paths.newUser}>
      {t('users.add')}
    </LinkButton>
  );
}
