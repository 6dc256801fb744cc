/** Charging: every cycle that is due becomes one charge on each hop, once. */
import type { Work } from '../../../platform/work.ts';
import { termsToCharge } from '../../subscriptions/index.ts';
import { chargeTerms } from './charge-terms.ts';

/** Charges every cycle due of at most `limit` terms of a billing account; returns how many terms it looked after. */
export async function chargeDueTerms(work: Work, partnerTenantId: string, limit: number): Promise<number> {
  const terms = await termsToCharge(work, partnerTenantId, work.now, limit);
  if (terms.length > 0) await chargeTerms(work, partnerTenantId, terms);
  return terms.length;
}
