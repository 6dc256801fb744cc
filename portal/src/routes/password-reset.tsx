import { confirmPasswordReset as shape } from '@comptoir/contracts/comptoir/password-reset';
import { LinkPage } from '../features/account/link-page.tsx';
import { PasswordOfLink } from '../features/account/password-of-link.tsx';
import { confirmPasswordReset, passwordResetQuery } from '../features/account/queries.ts';
import { paths } from '../paths.ts';
import { Page } from '../ui/page.tsx';
import { useText } from '../ui/text.tsx';

/** Behind the link of a forgotten password. Opening it changes nothing. Public. */
export function PasswordResetPage() {
  const t = useText();
  const done = { title: t('reset.changed'), text: (name: string) => t('reset.changed.text', { name }), to: paths.home };
  return (
    <LinkPage query={passwordResetQuery} done={done}>
      {(read, token, onSet) => (
        <Page title={t('reset.title')} purpose={t('reset.text', { name: read.userPrincipalName })}>
          <PasswordOfLink
            {...{ token, shape, onSet }}
            send={confirmPasswordReset}
            label={t('password.new')}
            submit={t('reset.submit')}
          />
        </Page>
      )}
    </LinkPage>
  );
}
