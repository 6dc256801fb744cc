/** Use cases on partnerships: who works with whom, and how it ends (rules D3, D14). */
import { isGuid } from '../../../kernel/index.ts';
import type { CountedPage, ListRequest } from '../../../platform/listing.ts';
import type { Work } from '../../../platform/work.ts';
import type { PartnershipEvents } from '../events.ts';
import { partnershipNotFound } from '../faults.ts';
import {
  hasAccess,
  isActive,
  markEnded,
  markEndedWithAll,
  removeAccess,
  selectConnected,
  selectConnectedPartners,
  type ConnectedPartner,
  type ConnectedSort,
  type Pair,
} from '../store/partnerships.ts';

type Statements = Pick<Work, 'prepared'>;

/** Whether the two are partners today. */
export function arePartners(work: Statements, pair: Pair): Promise<boolean> {
  return isActive(work, pair);
}

/** Whether a provider administers the account of its reseller today: it came with the partnership, and may be gone (rule D3). */
export function administersReseller(work: Statements, pair: Pair): Promise<boolean> {
  return hasAccess(work, pair);
}

/** Of these PartnerIDs those of resellers that a provider works with today (rules D3, D10). */
export async function connectedResellers(
  work: Statements,
  providerTenantId: string,
  mpnIds: readonly string[],
): Promise<ReadonlySet<string>> {
  return mpnIds.length === 0 ? new Set() : selectConnected(work, providerTenantId, mpnIds);
}

/** "Indirect resellers": whom the acting provider works with. Faults: InvalidInput for a foreign position. */
export function resellersOf(
  work: Statements & Pick<Work, 'account'>,
  wanted: ListRequest<ConnectedSort>,
): Promise<CountedPage<ConnectedPartner>> {
  return selectConnectedPartners(work, { tenantId: work.account, lists: 'resellers' }, wanted);
}

/** "Indirect providers": whom the acting reseller authorised. Faults: InvalidInput for a foreign position. */
export function providersOf(
  work: Statements & Pick<Work, 'account'>,
  wanted: ListRequest<ConnectedSort>,
): Promise<CountedPage<ConnectedPartner>> {
  return selectConnectedPartners(work, { tenantId: work.account, lists: 'providers' }, wanted);
}

/**
 * Ends the partnership of the acting account with another, by either side: no orders go through it any more; customers and
 * delegated rights of both stay (rule D14). System only. Faults: PartnershipNotFound.
 */
export async function endPartnership(
  work: Work,
  { other, as }: { readonly other: string; readonly as: 'provider' | 'reseller' },
): Promise<void> {
  const pair = pairOf(work.account, other, as);
  if (!isGuid(other) || !(await markEnded(work, pair))) throw partnershipNotFound(other);
  const { providerTenantId, resellerTenantId } = pair;
  const newValue: PartnershipEvents['PartnershipEnded'] = { resellerTenantId, endedByTenantId: work.account };
  publish(work, 'PartnershipEnded', providerTenantId, resellerTenantId, newValue);
}

/** A reseller that becomes a direct partner has no provider any more (rules B1, D1). System only. */
export async function endPartnershipsOfReseller(work: Work, resellerTenantId: string): Promise<void> {
  for (const providerTenantId of await markEndedWithAll(work, resellerTenantId)) {
    const newValue: PartnershipEvents['PartnershipEnded'] = { resellerTenantId, endedByTenantId: resellerTenantId };
    publish(work, 'PartnershipEnded', providerTenantId, resellerTenantId, newValue);
  }
}

/**
 * The acting reseller takes the administrator access away from its provider; the partnership goes on (rule D3). Taking it
 * away twice changes nothing. System only. Faults: PartnershipNotFound.
 */
export async function removeAdministratorAccess(work: Work, providerTenantId: string): Promise<void> {
  const pair = pairOf(work.account, providerTenantId, 'reseller');
  if (!isGuid(providerTenantId) || !(await isActive(work, pair))) throw partnershipNotFound(providerTenantId);
  if (!(await removeAccess(work, pair))) return;
  const { resellerTenantId } = pair;
  const newValue: PartnershipEvents['AdministratorAccessRemoved'] = { resellerTenantId };
  publish(work, 'AdministratorAccessRemoved', providerTenantId, resellerTenantId, newValue);
}

function pairOf(account: string, other: string, as: 'provider' | 'reseller'): Pair {
  return as === 'provider'
    ? { providerTenantId: account, resellerTenantId: other }
    : { providerTenantId: other, resellerTenantId: account };
}

function publish<Name extends keyof PartnershipEvents>(
  work: Work,
  name: Name,
  providerTenantId: string,
  resellerTenantId: string,
  newValue: PartnershipEvents[Name],
): void {
  work.publish({
    name,
    aggregateType: 'partnership',
    aggregateId: resellerTenantId,
    partnerTenantId: providerTenantId,
    newValue,
  });
}
