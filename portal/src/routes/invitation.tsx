import { acceptUserInvitation as shape, type ReadUserInvitation } from '@comptoir/contracts/comptoir/user-invitations';
import { LinkPage } from '../features/account/link-page.tsx';
import { NewPasswordFields, noPassword, useSamePassword } from '../features/account/new-password-fields.tsx';
import { acceptUserInvitation, userInvitationQuery } from '../features/people/queries.ts';
import { paths } from '../paths.ts';
import { TextInput } from '../ui/form/fields.tsx';
import { Form } from '../ui/form/layout.tsx';
import { useForm } from '../ui/form/use-form.ts';
import { Page } from '../ui/page.tsx';
import { useText } from '../ui/text.tsx';

/** Behind the link of an invitation: a name and a password, and the account is made. Opening it makes nothing. Public. */
export function InvitationPage() {
  const t = useText();
  const text = (name: string) => t('invitation.accepted.text', { name });
  return (
    <LinkPage query={userInvitationQuery} done={{ title: t('invitation.accepted'), text, to: paths.home }}>
      {(invited, token, onMade) => (
        <Page title={t('invitation.title')} purpose={t('invitation.text', invited)}>
          <AccountForm {...{ token, invited, onMade }} />
        </Page>
      )}
    </LinkPage>
  );
}

function AccountForm(props: { token: string; invited: ReadUserInvitation; onMade: (name: string) => void }) {
  const t = useText();
  const form = useForm({
    shape,
    start: { displayName: props.invited.displayName, ...noPassword },
    body: ({ displayName, password }) => ({ token: props.token, displayName: displayName.trim(), password }),
    check: useSamePassword(),
    send: acceptUserInvitation,
    onSent: ({ userPrincipalName }) => props.onMade(userPrincipalName),
  });
  return (
    <Form form={form} submit={t('invitation.submit')}>
      <TextInput
        form={form}
        name="displayName"
        label={t('users.fullName')}
        required
        maxLength={256}
        autoComplete="name"
      />
      <div className="field-row">
        <NewPasswordFields form={form} label={t('signUp.password')} />
      </div>
    </Form>
  );
}
