/** The signed-in frame: top bar, sandbox strip, left menu, page. */
import { useQuery } from '@tanstack/react-query';
import { Outlet, useLocation, useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { useEnded } from '../../api/ended.ts';
import { currentUser, takeOverSession } from '../../api/session.ts';
import { signInDoor } from '../../paths.ts';
import { ErrorState, Forbidden, Skeleton } from '../../ui/states.tsx';
import { useText } from '../../ui/text.tsx';
import { healthQuery, meQuery } from '../account/me.ts';
import { entryAt, whyClosed } from './closed.ts';
import { OnBehalfStrip } from './on-behalf-strip.tsx';
import { SandboxStrip } from './sandbox-strip.tsx';
import { SideMenu } from './side-menu.tsx';
import { TopBar } from './top-bar.tsx';
import { workspaceAt, workspacesOf } from './workspaces.ts';

/** Comes with the dialogs of the pages. */
const SessionEnded = lazy(() => import('./session-ended.tsx').then((module) => ({ default: module.SessionEnded })));

export function Frame() {
  const t = useText();
  const signedIn = useSignedIn();
  const ended = useEnded();
  const me = useQuery({ ...meQuery, enabled: signedIn });
  const health = useQuery(healthQuery);
  const pathname = useLocation({ select: (location) => location.pathname });
  const drawer = useRef<HTMLDialogElement>(null);
  useEffect(() => drawer.current?.close(), [pathname]);
  const sandbox = health.data?.mode === 'sandbox';
  const workspaces = me.data ? workspacesOf(me.data, sandbox) : [];
  const current = workspaceAt(pathname, workspaces);
  // On behalf of a customer the page would answer with a role that one has there: its own people's pages say so themselves.
  const entry = me.data?.home ? entryAt(current, pathname) : undefined;
  const closed = entry && !me.data?.permissions.includes(entry.needs) ? entry : undefined;
  return (
    <div className="frame">
      <a className="skip" href="#content">
        {t('frame.skip')}
      </a>
      <TopBar me={me.data} workspaces={workspaces} current={current} onMenu={() => drawer.current?.showModal()} />
      {me.data ? <OnBehalfStrip me={me.data} /> : null}
      {sandbox ? <SandboxStrip now={health.data?.now} /> : null}
      <div className="columns">
        <div className="side">{current ? <SideMenu workspace={current} pathname={pathname} /> : null}</div>
        <dialog ref={drawer} className="drawer" aria-label={t('frame.menu')}>
          {current ? (
            <SideMenu workspace={current} pathname={pathname} onClose={() => drawer.current?.close()} />
          ) : null}
        </dialog>
        <main id="content" className="content" tabIndex={-1}>
          {me.data && health.data ? (
            closed ? (
              <Forbidden title={t(closed.label)} text={whyClosed(t, me.data, closed.needs)} />
            ) : (
              <Outlet />
            )
          ) : me.error || health.error ? (
            <ErrorState
              page
              error={me.error ?? health.error}
              onRetry={() => void Promise.all([me.refetch(), health.refetch()])}
            />
          ) : (
            <Skeleton rows={8} />
          )}
        </main>
      </div>
      {ended ? (
        <Suspense>
          <SessionEnded />
        </Suspense>
      ) : null}
    </div>
  );
}

/** Whether there is a session; without one the person goes to sign in and comes back here. */
function useSignedIn(): boolean {
  const [signedIn, setSignedIn] = useState(false);
  const navigate = useNavigate();
  const href = useLocation({ select: (location) => location.href });
  const first = useRef(href);
  useEffect(() => {
    void currentUser().then(async (user) => {
      if (user) return setSignedIn(true);
      if (await takeOverSession(first.current)) return undefined;
      return navigate({ href: signInDoor(first.current), replace: true });
    });
  }, [navigate]);
  return signedIn;
}
