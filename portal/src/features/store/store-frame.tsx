/** The frame of the store, without sign-in: brand, its two pages, language, and the way in for those who have one. */
import { PersonCircleRegular } from '@fluentui/react-icons/svg/person-circle';
import { useQuery } from '@tanstack/react-query';
import { Outlet, useLocation } from '@tanstack/react-router';
import { currentUser } from '../../api/session.ts';
import { paths, signInDoor } from '../../paths.ts';
import { TextLink } from '../../ui/link.tsx';
import { useText } from '../../ui/text.tsx';
import { LanguageMenu } from '../frame/language-menu.tsx';

export function StoreFrame() {
  const t = useText();
  const pathname = useLocation({ select: (location) => location.pathname });
  const here = useLocation({ select: (location) => location.href });
  const signedIn = useQuery({ queryKey: ['signedIn'], queryFn: async () => (await currentUser()) !== undefined }).data;
  const onPartners = pathname === paths.storePartners;
  const onStore = !onPartners && pathname.startsWith(paths.store);
  return (
    <div className="frame">
      <a className="skip" href="#content">
        {t('frame.skip')}
      </a>
      <header className="top">
        <TextLink to={paths.store} className="brand">
          <img src="/icon.svg" alt="" width="24" height="24" />
          <span>Comptoir</span>
        </TextLink>
        <nav aria-label={t('store.title')} className="top-nav">
          <TextLink to={paths.store} className="top-link wide-only" current={onStore}>
            {t('store.nav')}
          </TextLink>
          <TextLink to={paths.storePartners} className="top-link" current={onPartners}>
            {t('partners.find')}
          </TextLink>
          <TextLink to={paths.welcome} className="top-link wide-only" current={pathname === paths.welcome}>
            {t('welcome.nav')}
          </TextLink>
        </nav>
        <span className="spring" />
        <LanguageMenu />
        {signedIn ? (
          <DoorLink to={paths.home} label={t('store.workspace')} />
        ) : (
          <DoorLink to={signInDoor(here)} label={t('action.signIn')} />
        )}
      </header>
      <main id="content" className="content store" tabIndex={-1}>
        <Outlet />
      </main>
    </div>
  );
}

/** The way in; a picture where there is no room for words. */
function DoorLink({ to, label }: { to: string; label: string }) {
  return (
    <TextLink to={to} className="top-link">
      <PersonCircleRegular aria-hidden fontSize={20} />
      <span className="wide-only">{label}</span>
      <span className="narrow-only sr-only">{label}</span>
    </TextLink>
  );
}
