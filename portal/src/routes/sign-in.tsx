import { Button } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useLocation } from '@tanstack/react-router';
import { useEffect } from 'react';
import { signIn } from '../api/session.ts';
import { healthQuery } from '../features/account/me.ts';
import { LanguageMenu } from '../features/frame/language-menu.tsx';
import { paths } from '../paths.ts';
import { TextLink } from '../ui/link.tsx';
import { useText } from '../ui/text.tsx';

/** With what stands behind `#`, as `signInDoor` wrote it. */
const returnToOf = ({ returnTo = '/' }: { readonly returnTo?: string | undefined }, hash: string) =>
  `${returnTo}${hash ? `#${hash}` : ''}`;

/** The door: one button. Who is who is the authority's matter; in the sandbox its page lists the people. */
export function SignInPage() {
  const t = useText();
  const returnTo = useLocation({ select: ({ search, hash }) => returnToOf(search, hash) });
  const sandbox = useQuery(healthQuery).data?.mode === 'sandbox';
  useEffect(() => {
    document.title = `${t('signIn.title')} – Comptoir`;
  }, [t]);
  return (
    <div className="doorstep">
      <header className="top">
        <span className="brand">
          <img src="/icon.svg" alt="" width="24" height="24" />
          <span>Comptoir</span>
        </span>
        <span className="spring" />
        <LanguageMenu />
      </header>
      <main className="doorstep-sheet">
        <h1>{t('signIn.title')}</h1>
        <p>{t('signIn.purpose')}</p>
        <Button appearance="primary" size="large" onClick={() => void signIn(returnTo)}>
          {t('action.signIn')}
        </Button>
        <p className="quiet" aria-live="polite">
          {sandbox ? t('signIn.sandbox') : '\u00a0'}
        </p>
        <p>
          <TextLink to={paths.forgottenPassword}>{t('signIn.forgotten')}</TextLink>
        </p>
        <p>
          <TextLink to={paths.welcome}>{t('signIn.enrol')}</TextLink>
        </p>
        <p>
          <TextLink to={paths.store}>{t('signIn.store')}</TextLink>
        </p>
      </main>
    </div>
  );
}
