import { Button } from '@fluentui/react-components';
import { confirmPasswordReset as shape } from '@comptoir/contracts/comptoir/password-reset';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { signIn } from '../api/session.ts';
import { PasswordOfLink } from '../features/account/password-of-link.tsx';
import { confirmPasswordReset, passwordResetQuery } from '../features/account/queries.ts';
import { LinkFailure, linkToken } from '../features/enrolment/link.tsx';
import { paths } from '../paths.ts';
import { Message } from '../ui/message.tsx';
import { Page } from '../ui/page.tsx';
import { Skeleton } from '../ui/states.tsx';
import { useText } from '../ui/text.tsx';

/** Behind the link of a forgotten password. Opening it changes nothing. Public. */
export function PasswordResetPage() {
  const t = useText();
  const [token] = useState(linkToken);
  const [changed, setChanged] = useState('');
  const link = useQuery(passwordResetQuery(token));
  if (changed) {
    const enter = (
      <Button appearance="primary" onClick={() => void signIn(paths.home)}>
        {t('action.signIn')}
      </Button>
    );
    return (
      <Page title={t('reset.changed')} actions={enter}>
        <Message tone="good">{t('reset.changed.text', { name: changed })}</Message>
      </Page>
    );
  }
  if (link.error) return <LinkFailure error={link.error} />;
  if (!link.data) return <Skeleton rows={4} />;
  return (
    <Page title={t('reset.title')} purpose={t('reset.text', { name: link.data.userPrincipalName })}>
      <PasswordOfLink
        token={token}
        shape={shape}
        send={confirmPasswordReset}
        label={t('password.new')}
        submit={t('reset.submit')}
        onSet={setChanged}
      />
    </Page>
  );
}
