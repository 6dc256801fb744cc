/** Kysely types of the tables this module owns. */
import type { ColumnType, Generated } from 'kysely';
import type { BillingCycle, Term } from '../../kernel/index.ts';
import type { InstantColumn, JsonColumn } from '../../platform/tables.ts';
import type { SuspendedBy } from './domain/change.ts';
import type { SubscriptionStatus } from './domain/one-per-customer.ts';
import type { CartLine, LineMargin } from './domain/line.ts';
import type { DroppedNextTerm, NextTerm } from './domain/next-term.ts';
import type { HeldChange, OperationAction, OperationEnding, OperationStatus } from './domain/operation.ts';

type DateColumn = ColumnType<Temporal.PlainDate, Temporal.PlainDate, Temporal.PlainDate>;

export type OrderStatus = 'pending' | 'completed' | 'cancelled';

export interface CartTable {
  partner_tenant_id: string;
  id: string;
  customer_tenant_id: string;
  status: 'active' | 'ordered';
  line_items: JsonColumn<readonly CartLine[]>;
  created_at: InstantColumn;
  modified_at: InstantColumn;
  modified_by: string | null;
  /** The person or application that made it; null of some that are older than the column. */
  created_by: string | null;
  expires_at: InstantColumn;
  result: JsonColumn<CheckoutResult> | null;
}

/** What a checkout did: the orders it made and the groups it could not order. */
export interface CheckoutResult {
  readonly orderIds: readonly string[];
  readonly errors: readonly GroupError[];
}

/** Why a group of lines could not be ordered. */
export interface GroupError {
  readonly orderGroup: string;
  readonly code: string;
  readonly message: string;
  /** Places in the cart of the lines that it is about; absent of results that are older. */
  readonly lines?: readonly number[];
  readonly values?: Readonly<Record<string, string | number>>;
}

export interface PurchaseOrderTable {
  partner_tenant_id: string;
  id: string;
  alternate_id: string;
  customer_tenant_id: string;
  cart_id: string | null;
  currency: string;
  billing_cycle: BillingCycle;
  status: OrderStatus;
  lines: JsonColumn<readonly OrderedLine[]>;
  created_at: InstantColumn;
  created_by: string;
  created_by_id: string | null;
}

/** A line as it was ordered; never changes afterwards. */
export interface OrderedLine {
  readonly lineNumber: number;
  readonly catalogItemId: string;
  readonly productId: string;
  readonly skuId: string;
  readonly availabilityId: string;
  /** Country it was sold in: where catalogue links lead. */
  readonly market: string;
  readonly subscriptionId: string;
  readonly friendlyName: string;
  readonly quantity: number;
  readonly term: Term;
  /** List price of one unit and billing cycle. */
  readonly unitPrice: string;
  /** Absent: the partner pays the list price. */
  readonly margin?: LineMargin;
  /** Ordered with a free trial before the first paid term. */
  readonly trial?: boolean;
  readonly resellerMpnId?: string;
  /** The other resellers of the chain (rule C9). */
  readonly additionalResellerMpnIds?: readonly string[];
}

/** Who bought and for whom, as they were at purchase; what the publisher is told (rules F15, H9). */
export interface Parties {
  readonly purchaser: Party;
  readonly beneficiary: Party;
}

export interface Party {
  readonly tenantId: string;
  readonly objectId: string;
  readonly email: string;
}

export interface SubscriptionTable {
  partner_tenant_id: string;
  id: string;
  customer_tenant_id: string;
  publisher_tenant_id: string;
  offer_id: string;
  offer_version_id: string;
  product_id: string;
  sku_id: string;
  availability_id: string;
  plan_id: string;
  order_id: string;
  line_number: number;
  friendly_name: string;
  per_seat: boolean;
  /** Bought with a trial; the first paid day is known from activation on. */
  trial: boolean;
  paid_from: DateColumn | null;
  quantity: number;
  term: Term;
  billing_cycle: BillingCycle;
  market: string;
  pricing_currency: string;
  unit_price: string;
  status: SubscriptionStatus;
  /** PartnerID of the reseller on the record, as it was given. */
  reseller_mpn_id: string | null;
  reseller_tenant_id: string | null;
  parties: JsonColumn<Parties>;
  auto_renew: boolean;
  created_at: InstantColumn;
  activated_at: InstantColumn | null;
  term_start: DateColumn | null;
  term_end: DateColumn | null;
  term_number: number;
  ended_at: InstantColumn | null;
  /** Counts changes from 1 on. */
  version: Generated<number>;
  /** What it becomes at its renewal. */
  next_term: JsonColumn<NextTerm> | null;
  /** What the last renewal could not follow. */
  next_term_dropped: JsonColumn<DroppedNextTerm> | null;
  /** Kept by what ended from there. */
  suspended_at: InstantColumn | null;
  suspended_by: SuspendedBy | null;
  /** The reseller that supports it; null: its partner. */
  support_tenant_id: string | null;
  support_mpn_id: string | null;
}

/** A change of a subscription that costs or gives back money. */
export interface SubscriptionChangeTable {
  partner_tenant_id: string;
  subscription_id: string;
  /** The subscription's version that it made. */
  number: number;
  term_number: number;
  kind: 'quantity' | 'cancel' | 'plan';
  occurred_at: InstantColumn;
  quantity_before: number;
  /** From then on; 0 when cancelled. */
  quantity: number;
  /** When billing looks at it; null: done. */
  charge_at: InstantColumn | null;
  /** Of another plan: what was taken, at which list price. */
  availability_id: string | null;
  unit_price: string | null;
}

/** What a publisher is asked or told about a subscription. */
export interface SubscriptionOperationTable {
  partner_tenant_id: string;
  subscription_id: string;
  id: string;
  publisher_tenant_id: string;
  /** The version whose technical configuration was called. */
  offer_version_id: string;
  action: OperationAction;
  status: OperationStatus;
  /** Azure: the marketplace or the partner; Partner: the publisher's own call. */
  source: 'Azure' | 'Partner';
  change: ColumnType<HeldChange, string, never>;
  /** What stood of it. */
  before: ColumnType<HeldChange, string, never>;
  plan_id: string;
  /** Null when it is not sold per seat. */
  quantity: number | null;
  requested_at: InstantColumn;
  requested_by: string;
  taken_at: InstantColumn | null;
  due_at: InstantColumn | null;
  /** Until when the publisher's word is waited for, where it asks for a step; silence is none. */
  step_until: InstantColumn | null;
  ended_at: InstantColumn | null;
  ending: OperationEnding | null;
  /** The publisher's, of a refusal. */
  reason: string | null;
}

export interface SubscriptionTermTable {
  partner_tenant_id: string;
  subscription_id: string;
  number: number;
  reseller_tenant_id: string | null;
  publisher_tenant_id: string;
  start_date: DateColumn;
  end_date: DateColumn;
  starts_at: InstantColumn;
  quantity: number;
  unit_price: string;
  /** Whose list price that is; null: the one bought. */
  price_availability_id: string | null;
  term: Term;
  billing_cycle: BillingCycle;
  charged_cycles: number;
  next_charge_at: InstantColumn | null;
}

export interface SubscriptionTables {
  cart: CartTable;
  purchase_order: PurchaseOrderTable;
  subscription: SubscriptionTable;
  subscription_term: SubscriptionTermTable;
  subscription_change: SubscriptionChangeTable;
  subscription_operation: SubscriptionOperationTable;
}
