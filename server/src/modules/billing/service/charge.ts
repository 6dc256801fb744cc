/** Charging: every cycle that is due becomes one charge on each hop, once, and every change what it costs or gives back. */
import type { Work } from '../../../platform/work.ts';
import { termsToCharge } from '../../subscriptions/index.ts';
import { chargeDueChanges } from './charge-changes.ts';
import { chargeWaitingUsage } from './charge-usage.ts';
import { chargeTerms } from './charge-terms.ts';

/**
 * Charges every cycle due of at most `limit` terms of a billing account, then as many changes, which build on what their
 * cycle was charged at, and usage that waited for an exchange rate; returns how many of them it looked after.
 */
export async function chargeDueTerms(work: Work, partnerTenantId: string, limit: number): Promise<number> {
  const terms = await termsToCharge(work, partnerTenantId, work.now, limit);
  if (terms.length > 0) await chargeTerms(work, partnerTenantId, terms);
  if (terms.length === limit) return limit;
  const changes = await chargeDueChanges(work, partnerTenantId, limit);
  return terms.length + changes + (await chargeWaitingUsage(work, partnerTenantId, limit));
}
