/** What billing reads of this module: terms with charges to come, and where charging stands. */
import { catalogueItem, type PurchasableItem } from '../../offers/index.ts';
import type { SoldItem } from '../../../kernel/index.ts';
import type { Work } from '../../../platform/work.ts';
import * as changes from '../store/changes.ts';
import * as store from '../store/subscriptions.ts';
import type { SubscriptionTables } from '../tables.ts';
import { soldNames, type SoldNames } from './sold-names.ts';

/** Kind of due work of an account: its terms with a cycle to charge. Billing does it, once renewals are made. */
export const chargeKind = 'charges';

/** A plan with its list price, as a charge names it. */
export type SoldPlan = Pick<
  SoldItem,
  'availabilityId' | 'skuId' | 'planId' | 'perSeat' | 'productName' | 'skuName' | 'unitPrice'
>;

export interface TermChange {
  readonly at: Temporal.Instant;
  /** From then on. */
  readonly quantity: number;
  /** Undefined: the plan stays. */
  readonly plan: SoldPlan | undefined;
}

/** A commitment term whose next billing cycle is due, with the names as they are now. */
export interface BillableTerm extends SoldItem {
  readonly partnerTenantId: string;
  /** 1 for the first paid term; 0 for the trial before it. */
  readonly number: number;
  readonly startDate: Temporal.PlainDate;
  /** Last day included. */
  readonly endDate: Temporal.PlainDate;
  /** Activation, or midnight of the renewal day. */
  readonly startsAt: Temporal.Instant;
  readonly quantity: number;
  readonly chargedCycles: number;
  readonly nextChargeAt: Temporal.Instant;
  /** First paid day: the anchor of every cycle. */
  readonly subscriptionStart: Temporal.PlainDate;
  /** A trial came before the first paid term. */
  readonly afterTrial: boolean;
  /** Changes of quantity and plan within the term, the oldest first; what else is said of it is as at its start. */
  readonly changes: readonly TermChange[];
  /** When the plan came, where it came within the term. */
  readonly planSince?: Temporal.Instant;
  /** The subscription ended then, or was suspended: no cycle falls due from there on. */
  readonly endedAt: Temporal.Instant | null;
}

/** Terms of a billing account with a cycle due at `asOf`, locked until the work ends. */
export async function termsToCharge(
  work: Work<SubscriptionTables>,
  partnerTenantId: string,
  asOf: Temporal.Instant,
  limit: number,
): Promise<BillableTerm[]> {
  const rows = await store.termsDue(work, partnerTenantId, asOf, limit);
  const changed = await changes.changesInTerms(work, partnerTenantId, rows);
  const namesOf = await soldNames(work as Work, rows);
  const terms: BillableTerm[] = [];
  for (const row of rows) {
    const item = await catalogueItem(work, row.availability_id);
    terms.push({
      ...termFacts(row, item),
      changes: await toChanges(work, changed.get(`${row.subscription_id} ${row.number}`) ?? []),
      ...namesOf(row, item),
    });
  }
  return terms;
}

type TermFacts = Omit<BillableTerm, 'changes' | keyof SoldNames>;

/** What it is for is the term's own item: the subscription may be in another plan by now. */
function termFacts(row: store.TermToCharge, item: PurchasableItem): TermFacts {
  return {
    partnerTenantId: row.partner_tenant_id,
    subscriptionId: row.subscription_id,
    number: row.number,
    startDate: row.start_date,
    endDate: row.end_date,
    startsAt: row.starts_at,
    quantity: row.quantity,
    unitPrice: row.unit_price,
    pricingCurrency: row.pricing_currency,
    term: row.term,
    billingCycle: row.billing_cycle,
    chargedCycles: row.charged_cycles,
    nextChargeAt: row.next_charge_at,
    customerTenantId: row.customer_tenant_id,
    publisherTenantId: row.publisher_tenant_id,
    productId: row.product_id,
    skuId: item.skuId,
    availabilityId: row.availability_id,
    planId: item.planId,
    market: row.market,
    perSeat: item.perSeat,
    orderId: row.order_id,
    alternateOrderId: row.alternate_id,
    orderedAt: row.ordered_at,
    friendlyName: row.friendly_name,
    resellerMpnId: row.reseller_mpn_id,
    resellerTenantId: row.reseller_tenant_id,
    subscriptionStart: row.paid_from,
    afterTrial: row.trial,
    endedAt: row.suspended_at ?? row.ended_at,
  };
}

/** Where charging of a term stands. */
export interface ChargingCursor {
  readonly partnerTenantId: string;
  readonly subscriptionId: string;
  readonly number: number;
  readonly chargedCycles: number;
  /** When the next cycle is due; null: none is left. */
  readonly nextChargeAt: Temporal.Instant | null;
}

/** Moves the cursors of these terms, all in one statement. */
export async function noteCharged(work: Work<SubscriptionTables>, cursors: readonly ChargingCursor[]): Promise<void> {
  await store.advanceCharging(work, cursors);
}

/** Has the next cycle of these terms of an account, which waited, and the changes behind it charged as soon as charging runs again. */
export async function chargeWaitingTerms(
  work: Work<SubscriptionTables>,
  partnerTenantId: string,
  terms: readonly Pick<ChargingCursor, 'subscriptionId' | 'number'>[],
): Promise<void> {
  await store.chargeTermsAt(work, partnerTenantId, terms, work.now);
  const subscriptions = terms.map(({ subscriptionId }) => subscriptionId);
  await changes.chargeWaitingAt(work, partnerTenantId, subscriptions, work.now);
}

/** A change of a subscription that billing has not charged yet. */
export interface ChargeableChange {
  readonly subscriptionId: string;
  /** Counts the changes of the subscription. */
  readonly number: number;
  readonly termNumber: number;
  readonly kind: 'quantity' | 'cancel' | 'plan';
  readonly occurredAt: Temporal.Instant;
  readonly quantityBefore: number;
  /** From then on; 0 when cancelled. */
  readonly quantity: number;
  /** The plan from then on, of a change of plan. */
  readonly plan?: SoldPlan;
}

/** Changes of a billing account to charge at `asOf`, in their order, locked until the work ends. */
export async function changesToCharge(
  work: Work<SubscriptionTables>,
  partnerTenantId: string,
  asOf: Temporal.Instant,
  limit: number,
): Promise<ChargeableChange[]> {
  const rows = await changes.changesDue(work, partnerTenantId, asOf, limit);
  return Promise.all(
    rows.map(async (row) => ({
      subscriptionId: row.subscription_id,
      number: row.number,
      termNumber: row.term_number,
      kind: row.kind,
      occurredAt: row.occurred_at,
      quantityBefore: row.quantity_before,
      quantity: row.quantity,
      ...(row.kind === 'plan'
        ? { plan: await soldPlan(work, { availabilityId: row.availability_id!, unitPrice: row.unit_price! }) }
        : {}),
    })),
  );
}

/** A plan as its charges name it. */
export async function soldPlan(
  work: Work<SubscriptionTables>,
  { availabilityId, unitPrice }: { readonly availabilityId: string; readonly unitPrice: string },
): Promise<SoldPlan> {
  const { skuId, planId, perSeat, offerName, planName } = await catalogueItem(work, availabilityId);
  return { availabilityId, skuId, planId, perSeat, productName: offerName, skuName: planName, unitPrice };
}

function toChanges(work: Work<SubscriptionTables>, rows: readonly changes.ChangeInTerm[]): Promise<TermChange[]> {
  return Promise.all(
    rows.map(async ({ at, quantity, availabilityId, unitPrice }) => {
      const plan =
        availabilityId === null ? undefined : await soldPlan(work, { availabilityId, unitPrice: unitPrice! });
      return { at, quantity, plan };
    }),
  );
}

type ChangeKey = Pick<ChargeableChange, 'subscriptionId' | 'number'>;

/** These changes are charged, or wait until `again` for what they change to be charged first. */
export async function noteChangesCharged(
  work: Work<SubscriptionTables>,
  partnerTenantId: string,
  done: readonly ChangeKey[],
  waiting: readonly ChangeKey[],
  again: Temporal.Instant,
): Promise<void> {
  if (done.length > 0) await changes.chargeChangesAt(work, partnerTenantId, done, null);
  if (waiting.length > 0) await changes.chargeChangesAt(work, partnerTenantId, waiting, again);
}

/** When the next cycle of any term, or the next change, of a billing account is to be charged. */
export async function nextChargeDue(
  work: Work<SubscriptionTables>,
  partnerTenantId: string,
): Promise<Temporal.Instant | undefined> {
  const [cycle, change] = [
    await store.earliestCharge(work, partnerTenantId),
    await changes.earliestChange(work, partnerTenantId),
  ];
  if (!cycle || !change) return cycle ?? change;
  return Temporal.Instant.compare(cycle, change) <= 0 ? cycle : change;
}
