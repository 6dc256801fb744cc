import { useQuery } from '@tanstack/react-query';
import { Navigate } from '@tanstack/react-router';
import { healthQuery, useMe } from '../features/account/me.ts';
import { firstPage, workspacesOf } from '../features/frame/workspaces.ts';
import { paths } from '../paths.ts';
import { Page } from '../ui/page.tsx';
import { EmptyState } from '../ui/states.tsx';
import { useText } from '../ui/text.tsx';

/** The first page that the person may see, or what to do when there is none. */
export function HomePage() {
  const t = useText();
  const me = useMe();
  const health = useQuery(healthQuery);
  const workspaces = workspacesOf(me, health.data?.mode === 'sandbox');
  const first = workspaces.map((workspace) => firstPage(workspace, me)).find((page) => page !== undefined);
  // An applicant has no workspace yet: its first page is its enrolment.
  const enrols = !first && me.permissions.includes('enrolment.manage') && !me.parts.includes('customer');
  if (enrols) return <Navigate to={paths.enrolment} replace />;
  // Who administers a reseller's account works in its settings.
  if (!first && me.home && me.permissions.includes('users.read')) return <Navigate to={paths.users} replace />;
  if (first) return <Navigate to={first} replace />;
  return (
    <Page title={t('home.title', { name: me.user.displayName })}>
      <EmptyState
        title={t('home.none')}
        text={t(workspaces.length === 0 ? 'home.none.workspace' : 'home.none.text', { tenant: me.tenant.name })}
      />
    </Page>
  );
}
