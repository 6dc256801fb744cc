/**
 * Who sells what to whom, as it is sold. The usual order asks and writes it without a round trip of its own; only a
 * partner's first sale of an offer takes one more, because it may meet the partner's removal (rule A15).
 */
import type { Work } from '../../../platform/work.ts';
import { selectResaleFacts, selectSaleFacts, type Statements } from '../store/catalogue.ts';
import { insertSales, shareOffers } from '../store/sales.ts';
import type { ResaleFacts, SaleFacts } from '../domain/types.ts';

const byOffer = <Facts extends ResaleFacts>(facts: readonly Facts[]) =>
  new Map(facts.map((fact) => [fact.offerId, fact]));

/** What decides now whether a partner may sell the offers, by offer id; one round trip for any number of them. */
export async function saleFacts(
  work: Statements,
  seller: { readonly partnerTenantId: string; readonly customerTenantId: string },
  offerIds: readonly string[],
): Promise<Map<string, SaleFacts>> {
  return byOffer(await selectSaleFacts(work, seller, offerIds));
}

/** The same without what was sold before. */
export async function resaleFactsOf(
  work: Statements,
  partnerTenantId: string,
  offerIds: readonly string[],
): Promise<Map<string, ResaleFacts>> {
  return byOffer(await selectResaleFacts(work, partnerTenantId, offerIds));
}

/**
 * Announces first sales and answers the facts as they are then: until the work ends nobody takes the partner off these
 * offers, and whoever was doing so is waited for.
 */
export async function announceFirstSales(
  work: Statements,
  partnerTenantId: string,
  offerIds: readonly string[],
): Promise<Map<string, ResaleFacts>> {
  // One round trip: the second statement begins, and sees, when the first has the lock.
  const [, facts] = await Promise.all([
    shareOffers(work, offerIds),
    selectResaleFacts(work, partnerTenantId, offerIds),
  ]);
  return byOffer(facts);
}

/** Records that the acting partner sold offers to a customer; written with the commit, once for ever (AUD-61). */
export function recordSales(work: Work, customerTenantId: string, offerIds: readonly string[]): void {
  if (offerIds.length > 0) insertSales(work, customerTenantId, offerIds);
}
