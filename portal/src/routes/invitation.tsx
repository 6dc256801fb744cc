import { Button } from '@fluentui/react-components';
import { acceptUserInvitation as shape, type ReadUserInvitation } from '@comptoir/contracts/comptoir/user-invitations';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { signIn } from '../api/session.ts';
import { NewPasswordFields, noPassword, useSamePassword } from '../features/account/new-password-fields.tsx';
import { LinkFailure, linkToken } from '../features/enrolment/link.tsx';
import { acceptUserInvitation, userInvitationQuery } from '../features/people/queries.ts';
import { paths } from '../paths.ts';
import { TextInput } from '../ui/form/fields.tsx';
import { Form } from '../ui/form/layout.tsx';
import { useForm } from '../ui/form/use-form.ts';
import { Message } from '../ui/message.tsx';
import { Page } from '../ui/page.tsx';
import { Skeleton } from '../ui/states.tsx';
import { useText } from '../ui/text.tsx';

/** Behind the link of an invitation: a name and a password, and the account is made. Opening it makes nothing. Public. */
export function InvitationPage() {
  const t = useText();
  const [token] = useState(linkToken);
  const [made, setMade] = useState('');
  const link = useQuery(userInvitationQuery(token));
  if (made) {
    const enter = (
      <Button appearance="primary" onClick={() => void signIn(paths.home)}>
        {t('action.signIn')}
      </Button>
    );
    return (
      <Page title={t('invitation.accepted')} actions={enter}>
        <Message tone="good">{t('invitation.accepted.text', { name: made })}</Message>
      </Page>
    );
  }
  if (link.error) return <LinkFailure error={link.error} />;
  if (!link.data) return <Skeleton rows={4} />;
  const { organisation, email } = link.data;
  return (
    <Page title={t('invitation.title')} purpose={t('invitation.text', { organisation, email })}>
      <AccountForm token={token} invited={link.data} onMade={setMade} />
    </Page>
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
