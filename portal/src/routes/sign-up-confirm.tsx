import { Button } from '@fluentui/react-components';
import { confirmSignUp as shape } from '@comptoir/contracts/comptoir/enrolment';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { signIn } from '../api/session.ts';
import { PasswordOfLink } from '../features/account/password-of-link.tsx';
import { confirmSignUp, signUpLinkQuery } from '../features/enrolment/queries.ts';
import { LinkFailure, linkToken } from '../features/enrolment/link.tsx';
import { paths } from '../paths.ts';
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
      <PasswordOfLink
        token={token}
        shape={shape}
        send={confirmSignUp}
        label={t('signUp.password')}
        submit={t('signUp.confirm.submit')}
        onSet={setMade}
      />
    </Page>
  );
}
