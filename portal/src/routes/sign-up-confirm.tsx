import { Button } from '@fluentui/react-components';
import { confirmSignUp as shape } from '@comptoir/contracts/comptoir/enrolment';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { signIn } from '../api/session.ts';
import { NewPasswordFields, noPassword, useSamePassword } from '../features/account/new-password-fields.tsx';
import { confirmSignUp, signUpLinkQuery } from '../features/enrolment/queries.ts';
import { LinkFailure, linkToken } from '../features/enrolment/link.tsx';
import { paths } from '../paths.ts';
import { Form } from '../ui/form/layout.tsx';
import { useForm } from '../ui/form/use-form.ts';
import { Message } from '../ui/message.tsx';
import { Page } from '../ui/page.tsx';
import { Skeleton } from '../ui/states.tsx';
import { useText } from '../ui/text.tsx';

/** Behind the link of the mail: a password, and the account is made. Opening it makes nothing. Public. */
export function ConfirmSignUpPage() {
  const t = useText();
  const [token] = useState(linkToken);
  const [made, setMade] = useState('');
  const link = useQuery(signUpLinkQuery(token));
  if (made) {
    const enter = (
      <Button appearance="primary" onClick={() => void signIn(paths.enrolment)}>
        {t('action.signIn')}
      </Button>
    );
    return (
      <Page title={t('signUp.made')} actions={enter}>
        <Message tone="good">{t('signUp.made.text', { name: made })}</Message>
      </Page>
    );
  }
  if (link.error) return <LinkFailure error={link.error} />;
  if (!link.data) return <Skeleton rows={4} />;
  return (
    <Page title={t('signUp.confirm')} purpose={t('signUp.confirm.text', link.data)}>
      <Password token={token} onMade={setMade} />
    </Page>
  );
}

function Password(props: { token: string; onMade: (name: string) => void }) {
  const t = useText();
  const form = useForm({
    shape,
    start: { ...noPassword },
    body: ({ password }) => ({ token: props.token, password }),
    check: useSamePassword(),
    send: confirmSignUp,
    onSent: ({ userPrincipalName }) => props.onMade(userPrincipalName),
  });
  return (
    <Form form={form} submit={t('signUp.confirm.submit')}>
      <div className="field-row">
        <NewPasswordFields form={form} label={t('signUp.password')} />
      </div>
    </Form>
  );
}
