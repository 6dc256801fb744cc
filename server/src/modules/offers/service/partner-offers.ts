/** Which offers concern a partner, because it may resell them or did. */
import { selectResaleFacts, type Statements } from '../store/catalogue.ts';
import { mayResell } from '../domain/audience.ts';
import { selectSoldOffers } from '../store/sales.ts';
import type { ResaleFacts } from '../domain/types.ts';
import { entryOf, offerVersionOf } from './catalogue.ts';

export interface PartnerOffer {
  /** The live version, or the last one of an offer that is no longer sold. */
  readonly versionId: string;
  /** Whether the partner may resell the offer, or a plan of it, now. */
  readonly admitted: boolean;
}

/** Of the named offers those a partner may resell now, or has sold ever, by offer id. */
export async function offersOfPartner(
  work: Statements,
  partnerTenantId: string,
  offerIds: readonly string[],
): Promise<Map<string, PartnerOffer>> {
  const facts = await selectResaleFacts(work, partnerTenantId, offerIds);
  const sold = new Set(await selectSoldOffers(work, partnerTenantId, offerIds));
  const partnerOffers = new Map<string, PartnerOffer>();
  for (const fact of facts) {
    if (fact.liveVersionId === null) continue;
    const admitted = await mayResellAny(work, fact, fact.liveVersionId);
    if (admitted || sold.has(fact.offerId))
      partnerOffers.set(fact.offerId, { versionId: fact.liveVersionId, admitted });
  }
  return partnerOffers;
}

async function mayResellAny(work: Statements, facts: ResaleFacts, versionId: string): Promise<boolean> {
  if (mayResell(facts).allowed) return true;
  // Only machines and containers have plans that are resold whatever the publisher chose (rule A3).
  if (facts.kind !== 'virtualMachine' && facts.kind !== 'container') return false;
  const { planResale } = entryOf(await offerVersionOf(work, versionId), facts);
  return [...planResale.values()].some((verdict) => verdict.allowed);
}
