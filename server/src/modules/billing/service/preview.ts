/** What a change of a subscription would cost its partner and give back to it: the lines that charging it would write. */
import { decimal, sum, toText, type Decimal } from '../../../kernel/index.ts';
import type { Work } from '../../../platform/work.ts';
import { weighSubscriptionChange, type SubscriptionPatch } from '../../subscriptions/index.ts';
import { termKey } from '../domain/missing-rate.ts';
import type { ChargeType } from '../domain/words.ts';
import { chargesBefore } from '../store/charged-before.ts';
import { firstCyclesWaiting } from '../store/delays.ts';
import { linesOf } from './charge-changes.ts';
import { planPrices } from './plan-prices.ts';

/** Exact amounts as text, before tax where not said otherwise. */
export interface ChangePreview {
  /** `free`: nothing is charged; `later`: what it builds on is not charged yet, so that nobody knows. */
  readonly amounts: 'free' | 'later' | 'known';
  readonly currency?: string;
  /** Given back: zero or less. */
  readonly credit?: string;
  readonly charge?: string;
  /** Both, with tax. */
  readonly total?: string;
  readonly lines: readonly PreviewLine[];
}

export interface PreviewLine {
  readonly chargeType: ChargeType;
  readonly quantity: string;
  /** First and last day of what it is for. */
  readonly from: string;
  readonly to: string;
  readonly effectiveUnitPrice: string;
  readonly subtotal: string;
  readonly taxTotal: string;
  readonly total: string;
}

/** Of the acting partner's own cost, as charging would reckon it at this moment. Faults: those of the change. */
export async function previewChange(
  work: Work,
  customerTenantId: string,
  id: string,
  patch: SubscriptionPatch,
): Promise<ChangePreview> {
  const { charged, waits } = await weighSubscriptionChange(work, customerTenantId, id, () => patch);
  if (!charged) return { amounts: 'free', lines: [] };
  const term = { subscriptionId: charged.subscriptionId, number: charged.termNumber };
  const waiting = await firstCyclesWaiting(work, work.account, [term]);
  const bases =
    waits || waiting.has(termKey(term.subscriptionId, term.number))
      ? []
      : await chargesBefore(work, work.account, [charged]);
  const own = bases.filter((base) => base.buyerTenantId === work.account);
  if (own.length === 0) return { amounts: 'later', lines: [] };
  const plans = await planPrices(work, work.account, own, [charged]);
  const adjustments = own.flatMap((base) => linesOf(base, charged, plans.of.get(base)));
  const lines = adjustments.map(({ periodStart, periodEnd, ...line }): PreviewLine => ({
    chargeType: line.chargeType,
    quantity: line.quantity,
    from: periodStart.toString(),
    to: periodEnd.toString(),
    effectiveUnitPrice: line.effectiveUnitPrice,
    subtotal: line.subtotal,
    taxTotal: line.taxTotal,
    total: line.total,
  }));
  const isCredit = ({ quantity }: PreviewLine) => decimal(quantity).lt(decimal('0'));
  return {
    amounts: 'known',
    currency: own[0]!.currency,
    credit: added(lines.filter(isCredit).map((line) => line.subtotal)),
    charge: added(lines.filter((line) => !isCredit(line)).map((line) => line.subtotal)),
    total: added(lines.map((line) => line.total)),
    lines,
  };
}

const added = (amounts: readonly string[]): string => toText(sum(amounts.map((text): Decimal => decimal(text))));
