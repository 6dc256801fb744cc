/** Month end: one account and month at a time, each in one transaction, oldest month first. */
import { monthEnd } from '../../../kernel/index.ts';
import type { Work } from '../../../platform/work.ts';
import { nextChargeDue } from '../../subscriptions/index.ts';
import { newestClosable } from '../domain/month.ts';
import { lockMonthToClose } from '../store/month-end.ts';
import { chargeUsageOf } from './charge-usage.ts';
import { closeMonthOf } from './issue-invoices.ts';

/**
 * Closes the open month of a billing account when it may be closed: what was used in it is charged, and there is an invoice for each seller, buyer and currency, or none
 * when nothing was charged. Returns 1, or 0 when there is nothing to close.
 */
export async function closeOneMonth(work: Work, partnerTenantId: string, invoiceDay: number): Promise<number> {
  const month = await lockMonthToClose(work, partnerTenantId, newestClosable(work.now, invoiceDay));
  if (!month) return 0;
  // A charge of that month still to be written, by us later or by another process now: it belongs on this invoice.
  const pending = await nextChargeDue(work, partnerTenantId);
  if (pending && Temporal.Instant.compare(pending, monthEnd(month)) < 0) return 0;
  await chargeUsageOf(work, partnerTenantId, month);
  await closeMonthOf(work, partnerTenantId, month);
  return 1;
}
