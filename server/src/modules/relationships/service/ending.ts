/** Use cases by which a relationship or the delegated access ends, by either side (rules D7, D15). */
import { isGuid } from '../../../kernel/index.ts';
import type { CountedPage, ListRequest } from '../../../platform/listing.ts';
import type { Work } from '../../../platform/work.ts';
import { customerNotFound, removePartnerOfCustomer } from '../../customers/index.ts';
import type { RelationshipEvents } from '../events.ts';
import { ownPartnerNotFound } from '../faults.ts';
import { lockRelationship, markDelegatedAccessEnded, markRelationshipEnded, type Sides } from '../store/ending.ts';
import { selectOwnPartners, type OwnPartner, type OwnPartnerSort } from '../store/partner-list.ts';

/** "My partners" of the acting customer. Faults: InvalidInput for a foreign position. */
export function ownPartners(
  work: Pick<Work, 'prepared' | 'account'>,
  wanted: ListRequest<OwnPartnerSort>,
): Promise<CountedPage<OwnPartner>> {
  return selectOwnPartners(work, work.account, wanted);
}

/**
 * Holds a relationship of the acting account until the work ends, so that nothing is ordered meanwhile. System only.
 * Faults: CustomerNotFound to a partner, OwnPartnerNotFound to a customer.
 */
export async function holdRelationship(work: Work, sides: Sides): Promise<{ readonly delegatedAccess: boolean }> {
  const known = isGuid(sides.partnerTenantId) && isGuid(sides.customerTenantId);
  const held = known ? await lockRelationship(work, sides) : undefined;
  if (held) return held;
  throw work.account === sides.customerTenantId
    ? ownPartnerNotFound(sides.partnerTenantId)
    : customerNotFound(sides.customerTenantId);
}

/** Ends a relationship that is held and whose conditions were asked for (`releaseCustomer`). System only. */
export async function endRelationship(work: Work, sides: Sides): Promise<void> {
  await markRelationshipEnded(work, sides);
  await removePartnerOfCustomer(work, sides.customerTenantId, sides.partnerTenantId);
  publish(work, 'CustomerRelationshipEnded', sides);
}

/**
 * Takes the delegated administration from a partner; it goes on selling (rule D7). Twice changes nothing. System only.
 * Faults: as `holdRelationship`.
 */
export async function endDelegatedAccess(work: Work, sides: Sides): Promise<void> {
  const { delegatedAccess } = await holdRelationship(work, sides);
  if (!delegatedAccess) return;
  await markDelegatedAccessEnded(work, sides);
  publish(work, 'DelegatedAccessRemoved', sides);
}

function publish(work: Work, name: 'CustomerRelationshipEnded' | 'DelegatedAccessRemoved', sides: Sides): void {
  const newValue: RelationshipEvents[typeof name] = { endedByTenantId: work.account };
  work.publish({ name, aggregateType: 'customer', aggregateId: sides.customerTenantId, ...sides, newValue });
}
