import { PasswordForm } from '../features/account/password-form.tsx';
import { SecondFactors } from '../features/account/second-factors.tsx';
import { SignIns } from '../features/account/sign-ins.tsx';
import { Page } from '../ui/page.tsx';
import { useText } from '../ui/text.tsx';

/** The person's own sign-ins and password. */
export function SecurityPage() {
  const t = useText();
  return (
    <Page title={t('security.title')} purpose={t('security.purpose')}>
      <SignIns />
      <SecondFactors />
      <PasswordForm />
    </Page>
  );
}
