/** Billing's due work: charges once renewals are made, month end once both are. */
import { noteDue, type DueKind } from '../../../platform/due.ts';
import type { Work } from '../../../platform/work.ts';
import { chargeKind, nextChargeDue, renewalWork } from '../../subscriptions/index.ts';
import { closesAt } from '../domain/month.ts';
import { openMonth } from '../store/month-end.ts';
import { earliestRatedUsage } from '../store/rated-usage.ts';
import { chargeDueTerms } from './charge.ts';
import { closeOneMonth } from './close.ts';
import { chargesWaitFor, retryDelayed } from './delays.ts';

/** Terms that one transaction charges. */
const batch = 200;
/** For a statement that reads or writes a whole month of an account. */
const monthLimitMs = 10 * 60_000;

/** When an account's next cycle, change or waiting usage is to be charged. */
async function nextChargeOrUsage(work: Work, account: string): Promise<Temporal.Instant | undefined> {
  const [charge, usage] = [await nextChargeDue(work, account), await earliestRatedUsage(work, account)];
  if (!charge || !usage) return charge ?? usage;
  return Temporal.Instant.compare(charge, usage) <= 0 ? charge : usage;
}

/** Months close on day `invoiceDay` (1..8) of the month after (rule G3). */
export function billingWork(invoiceDay: number): readonly DueKind[] {
  const nextClose = async (work: Work, account: string) => {
    const month = await openMonth(work, account);
    return month === undefined ? undefined : closesAt(month, invoiceDay);
  };
  const charges: DueKind = {
    name: chargeKind,
    slots: 2,
    after: [renewalWork.name],
    nextDue: nextChargeOrUsage,
    waitsFor: chargesWaitFor,
    retry: retryDelayed,
    async run(work, account) {
      const charged = await chargeDueTerms(work, account, batch);
      // The first charge of an account opens its first month.
      const closing = await nextClose(work, account);
      if (closing) noteDue(work, monthEnd.name, account, closing);
      return charged;
    },
  };
  const monthEnd: DueKind = {
    name: 'month-end',
    slots: 1,
    after: [renewalWork.name, chargeKind],
    statementLimitMs: monthLimitMs,
    nextDue: nextClose,
    run: (work, account) => closeOneMonth(work, account, invoiceDay),
  };
  return [charges, monthEnd];
}
