import { addUserRequest, type AddedUser } from '@comptoir/contracts/comptoir/people';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useMe } from '../features/account/me.ts';
import { PasswordTold } from '../features/people/password-told.tsx';
import { useLanguages } from '../features/people/person-form.tsx';
import { addUser, peopleKey } from '../features/people/queries.ts';
import { RoleBoxes, rolesOf, tickedOf, type Ticked } from '../features/people/roles-form.tsx';
import { paths } from '../paths.ts';
import { SelectInput, TextInput } from '../ui/form/fields.tsx';
import { Form } from '../ui/form/layout.tsx';
import { filled } from '../ui/form/problems.ts';
import { useForm } from '../ui/form/use-form.ts';
import { LinkButton } from '../ui/link.tsx';
import { Page, Section } from '../ui/page.tsx';
import { useText } from '../ui/text.tsx';

/** A new user. The password is made by the server, told once here, and changed at the first sign-in. */
export function NewUserPage() {
  const t = useText();
  const [added, setAdded] = useState<AddedUser>();
  return (
    <Page
      title={t(added ? 'users.added' : 'users.add')}
      purpose={added ? undefined : t('users.add.purpose')}
      crumbs={[{ label: t('users.title'), to: paths.users }]}
    >
      {added ? <Added added={added} /> : <UserForm onAdded={setAdded} />}
    </Page>
  );
}

function UserForm({ onAdded }: { onAdded: (added: AddedUser) => void }) {
  const t = useText();
  const me = useMe();
  const queries = useQueryClient();
  const start = { displayName: '', userName: '', email: '', language: '', roles: tickedOf([]) as Ticked };
  const form = useForm({
    shape: addUserRequest,
    start,
    body: ({ userName, roles, ...values }) => ({
      ...(filled(values) as object),
      userPrincipalName: userName.trim() === '' ? '' : `${userName.trim()}@${me.tenant.domain}`,
      roles: rolesOf(roles),
    }),
    fieldOf: (path) => (path === 'userPrincipalName' ? 'userName' : undefined),
    words: { email: t('form.wrong.email') },
    refusedAt: { UserNameTaken: 'userName', UserNameForeign: 'userName' },
    send: addUser,
    onSent: async (added) => {
      onAdded(added);
      await queries.invalidateQueries({ queryKey: peopleKey });
    },
  });
  const domain = t('users.userName.hint', { domain: me.tenant.domain });
  return (
    <Form form={form} submit={t('users.add.submit')} cancelTo={paths.users}>
      <div className="field-row contact-row">
        <TextInput form={form} name="displayName" label={t('users.fullName')} required maxLength={256} />
        <TextInput form={form} name="userName" label={t('users.userName')} hint={domain} required maxLength={64} />
        <TextInput form={form} name="email" type="email" label={t('users.email')} required maxLength={254} />
        <SelectInput
          form={form}
          name="language"
          label={t('users.language')}
          options={useLanguages()}
          none={t('users.language.none')}
        />
      </div>
      <RoleBoxes form={form} roles={me.rolesHere} nameOf={(role) => `roles.${role}`} />
    </Form>
  );
}

function Added({ added }: { added: AddedUser }) {
  const t = useText();
  const { user, password } = added;
  return (
    <div className="stack">
      <Section title={user.displayName}>
        <PasswordTold told={{ ...user, password }} />
      </Section>
      <div className="commands">
        <LinkButton appearance="primary" to={paths.user(user.id)}>
          {t('users.open')}
        </LinkButton>
        <LinkButton to={paths.users}>{t('users.title')}</LinkButton>
      </div>
    </div>
  );
}
