/** What a subscription becomes at its renewal, as its partner scheduled it (wire contract, section 5.2). Pure. */
import { isSeatCount, seatBounds, type BillingCycle, type Term } from '../../../kernel/index.ts';

/** Another plan of the same offer, term, billing cycle or quantity, from the next term on. */
export interface NextTerm {
  readonly productId: string;
  readonly skuId: string;
  /** Of the version that was live when it was scheduled: its price, or what becomes of it by the rule of renewals. */
  readonly availabilityId: string;
  readonly planId: string;
  readonly term: Term;
  readonly billingCycle: BillingCycle;
  /** Absent: as many as there are then. */
  readonly quantity?: number;
}

/** As it is asked; what is left out stays as it is. */
export interface NextTermRequest {
  readonly productId?: string | undefined;
  readonly skuId?: string | undefined;
  readonly availabilityId?: string | undefined;
  readonly term?: string | undefined;
  readonly billingCycle?: string | undefined;
  readonly quantity?: number | undefined;
}

export const dropReasons = ['notSold', 'audience', 'quantity'] as const;
/** Why a renewal did not follow what was scheduled: the plan is not sold so any more, not to this partner, or not that many. */
export type DropReason = (typeof dropReasons)[number];

/** What was scheduled and could not be done at a renewal, which renewed what stood. */
export interface DroppedNextTerm {
  /** The renewal; ISO-8601. */
  readonly at: string;
  readonly reason: DropReason;
  readonly wanted: NextTerm;
}

/** What of a subscription a renewal may change. */
export interface Renewed {
  readonly skuId: string;
  readonly term: Term;
  readonly billingCycle: BillingCycle;
  readonly quantity: number;
}

/** Whether something asked is what is scheduled already, as clients that send back what they read say it. */
export function isScheduled(asked: NextTermRequest, standing: NextTerm | null): boolean {
  return (
    standing !== null &&
    asked.productId?.toUpperCase() === standing.productId &&
    asked.skuId === standing.skuId &&
    asked.availabilityId?.toUpperCase() === standing.availabilityId &&
    asked.term?.toUpperCase() === standing.term &&
    asked.billingCycle?.toLowerCase() === standing.billingCycle &&
    asked.quantity === standing.quantity
  );
}

/** Whether something else is bought then, so that it has a price of its own. */
export function isOtherProduct(
  standing: Omit<Renewed, 'quantity'>,
  next: Pick<NextTerm, 'skuId' | 'term' | 'billingCycle'>,
): boolean {
  return standing.skuId !== next.skuId || standing.term !== next.term || standing.billingCycle !== next.billingCycle;
}

/** Where a plan stands when a subscription is to be renewed in it. */
export interface OfferedNow {
  /** Sold for that term and billing cycle, in the subscription's market and currency. */
  readonly sold: boolean;
  /** To this partner. */
  readonly toPartner: boolean;
  readonly perSeat: boolean;
  readonly seats: { readonly min: number; readonly max: number };
}

/** Why a renewal cannot follow what is scheduled; undefined when it does. Another quantity alone was decided before. */
export function whyDropped(standing: Renewed, next: NextTerm, offered: OfferedNow | undefined): DropReason | undefined {
  if (!isOtherProduct(standing, next)) return undefined;
  if (!offered?.sold) return 'notSold';
  if (!offered.toPartner) return 'audience';
  const { min, max } = seatBounds(offered);
  return isSeatCount(next.quantity ?? standing.quantity, min, max) ? undefined : 'quantity';
}
