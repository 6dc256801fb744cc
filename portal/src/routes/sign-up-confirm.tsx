import { confirmSignUp as shape } from '@comptoir/contracts/comptoir/enrolment';
import { LinkPage } from '../features/account/link-page.tsx';
import { PasswordOfLink } from '../features/account/password-of-link.tsx';
import { confirmSignUp, signUpLinkQuery } from '../features/enrolment/queries.ts';
import { paths } from '../paths.ts';
import { Page } from '../ui/page.tsx';
import { useText } from '../ui/text.tsx';

/** Behind the link of the mail: a password, and the account is made. Opening it makes nothing. Public. */
export function ConfirmSignUpPage() {
  const t = useText();
  const done = {
    title: t('signUp.made'),
    text: (name: string) => t('signUp.made.text', { name }),
    to: paths.enrolment,
  };
  return (
    <LinkPage query={signUpLinkQuery} done={done}>
      {(read, token, onSet) => (
        <Page title={t('signUp.confirm')} purpose={t('signUp.confirm.text', read)}>
          <PasswordOfLink
            {...{ token, shape, onSet }}
            send={confirmSignUp}
            label={t('signUp.password')}
            submit={t('signUp.confirm.submit')}
          />
        </Page>
      )}
    </LinkPage>
  );
}
