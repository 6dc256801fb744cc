/** Which offers concern a partner, because it may resell them or did. */
import { mayResell, mayResellPlan } from '../../../programme/resale.ts';
import { selectResaleFacts, type Statements } from '../store/catalogue.ts';
import { selectSoldOffers } from '../store/sales.ts';
import type { OfferVersion, ResaleFacts } from '../domain/types.ts';
import { offerVersionsOf } from './catalogue.ts';

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
  const versions = await offerVersionsOf(
    work,
    facts.flatMap((fact) => fact.liveVersionId ?? []),
  );
  const partnerOffers = new Map<string, PartnerOffer>();
  for (const fact of facts) {
    const version = fact.liveVersionId === null ? undefined : versions.get(fact.liveVersionId);
    if (!version) continue;
    const admitted = mayResellAny(version, fact);
    if (admitted || sold.has(fact.offerId)) {
      partnerOffers.set(fact.offerId, { versionId: version.versionId, admitted });
    }
  }
  return partnerOffers;
}

/** By the publisher's choice for the offer, or because of what a plan is (rule A3). */
function mayResellAny({ kind, document }: OfferVersion, facts: ResaleFacts): boolean {
  return mayResell(facts).allowed || document.plans.some((plan) => mayResellPlan(facts, kind, plan).allowed);
}
