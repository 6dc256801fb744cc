import type { UserDetail } from '@comptoir/contracts/comptoir/people';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useMay, useMe } from '../features/account/me.ts';
import { Licences } from '../features/licences/licences-form.tsx';
import { PersonActions } from '../features/people/person-actions.tsx';
import { PersonForm } from '../features/people/person-form.tsx';
import { userQuery } from '../features/people/queries.ts';
import { RolesForm } from '../features/people/roles-form.tsx';
import { UserStatus } from '../features/people/words.tsx';
import { paths } from '../paths.ts';
import { Facts } from '../ui/facts.tsx';
import { Page } from '../ui/page.tsx';
import { Loaded } from '../ui/states.tsx';
import { useText } from '../ui/text.tsx';

/** One person: names, roles, and what is done with the account. */
export function UserPage() {
  const { userId } = useParams({ from: '/framed/settings/users/$userId' });
  const query = useQuery(userQuery(userId));
  return (
    <Loaded query={query} page>
      {(user) => <User key={`${user.id} ${user.state} ${user.roles.join()}`} user={user} />}
    </Loaded>
  );
}

function User({ user }: { user: UserDetail }) {
  const t = useText();
  const may = useMay('users.manage');
  const isCustomer = useMe().parts.includes('customer');
  const mayNot = may ? undefined : t('users.mayNot');
  const gone = user.state === 'deleted' ? t('users.isDeleted') : undefined;
  return (
    <Page
      title={user.displayName}
      badge={<UserStatus state={user.state} />}
      crumbs={[{ label: t('users.title'), to: paths.users }]}
      actions={<PersonActions user={user} mayNot={mayNot} />}
    >
      <Facts
        facts={[
          [t('users.userName'), user.userPrincipalName],
          [t('users.email'), user.email],
          [t('users.createdAt'), t.formats.day(user.createdAt)],
          [t('users.password'), t(user.mustChangePassword ? 'users.password.toChange' : 'users.password.own')],
          [t('users.secondFactor'), t(user.secondFactor ? 'users.secondFactor.yes' : 'users.secondFactor.no')],
          ...(user.deletedAt ? [[t('users.deletedAt'), t.formats.day(user.deletedAt)] as const] : []),
        ]}
      />
      <RolesForm user={user} mayNot={mayNot ?? gone} />
      {isCustomer ? <Licences user={user} mayNot={mayNot ?? gone} /> : null}
      <PersonForm user={user} mayNot={mayNot ?? gone} />
    </Page>
  );
}
