/** Why an entry of the menu, and the page behind it, is closed to a person. */
import type { Me } from '@comptoir/contracts/comptoir/account';
import type { Text } from '../../ui/text.tsx';
import { entriesOf, type MenuEntry, type Workspace } from './workspaces.ts';

/** The roles that may; on behalf of a tenant, of whom has one of them, that the page is its own people's. */
export function whyClosed(t: Text, me: Me | undefined, needs: string): string {
  const fitting: readonly string[] = me?.lacking[needs] ?? [];
  if (me?.home && me.roles.some((role) => fitting.includes(role)))
    return t('menu.inPerson', { tenant: me.tenant.name });
  return t('menu.needs', { roles: t.formats.either(fitting.map((role) => t.maybe(`role.${role}`) ?? role)) });
}

/** The entry that leads to a page, or above it; undefined for pages that no menu leads to. */
export function entryAt(workspace: Workspace | undefined, pathname: string): MenuEntry | undefined {
  const above = (workspace ? entriesOf(workspace) : []).filter(
    ({ to }) => pathname === to || pathname.startsWith(`${to}/`),
  );
  return above.toSorted((left, right) => right.to.length - left.to.length)[0];
}
