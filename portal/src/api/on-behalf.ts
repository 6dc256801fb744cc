/** The customer on whose behalf this tab works: kept by the tab, named by every call, and gone with it (decision 0070). */
import { CallError } from '@comptoir/contracts/call';

const key = 'comptoir.onBehalfOf';
/** The page that led in. */
const backKey = 'comptoir.onBehalfOf.back';

const onBehalfOf = (): string | undefined => sessionStorage.getItem(key) ?? undefined;

/** What calls say of it. */
export function onBehalfHeaders(): Readonly<Record<string, string>> {
  const customer = onBehalfOf();
  return customer ? { 'comptoir-on-behalf-of': customer } : {};
}

/** Everything is read anew: nothing of the partner's stays on the page. */
export function enterOnBehalf(customerTenantId: string, backTo: string): void {
  sessionStorage.setItem(key, customerTenantId);
  sessionStorage.setItem(backKey, backTo);
  location.assign('/');
}

export function leaveOnBehalf(): void {
  const backTo = sessionStorage.getItem(backKey) ?? '/';
  sessionStorage.removeItem(key);
  sessionStorage.removeItem(backKey);
  location.assign(backTo);
}

/** What says that one is no longer in there. */
const endings: readonly string[] = ['DelegationMissing', 'DelegationSecondFactorNeeded'];

/** The customer ended it, asks for a second factor meanwhile, or a group lost the roles: back to one's own. */
export function leaveWhenEnded(error: unknown): void {
  if (error instanceof CallError && endings.includes(error.code) && onBehalfOf()) leaveOnBehalf();
}
