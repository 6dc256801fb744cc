/** Orders: one call places an order with all its subscriptions, which then wait for their publishers. */
import { newAlternateId, newId, newOrderId, type Page } from '../../../kernel/index.ts';
import { recordSales } from '../../offers/index.ts';
import { noteMarginUses } from '../../private-offers/index.ts';
import { noteDue } from '../../../platform/due.ts';
import type { Part } from '../../../platform/listing.ts';
import type { Work } from '../../../platform/work.ts';
import { groupLines, type LineRequest } from '../domain/line.ts';
import { setUpRemindedAt } from '../domain/told-times.ts';
import { orderPlaced } from '../events.ts';
import { subscriptionFault } from '../faults.ts';
import {
  insertOrder,
  orderRow,
  orderRows,
  ordersByIds,
  toOrderedLine,
  type NewOrder,
  type OrderRow,
} from '../store/orders.ts';
import type { OrderedLine, OrderStatus, SubscriptionTables } from '../tables.ts';
import { deadlineKind } from './life-mails.ts';
import { decideLines, type DecidedOrder } from './lines.ts';
import { takeTrials } from './trials.ts';

export interface PlacedOrder {
  readonly id: string;
  readonly alternateId: string;
  readonly customerTenantId: string;
  readonly currency: string;
  readonly billingCycle: string;
  readonly status: OrderStatus;
  readonly createdAt: Temporal.Instant;
  readonly createdBy: string;
  readonly lines: readonly OrderedLine[];
}

/**
 * Places one order. Lines must be numbered 0..n-1 and share one currency and billing cycle.
 * Faults: see `SubscriptionFaultCode`; a refused order writes nothing.
 */
export async function placeOrder(
  work: Work<SubscriptionTables>,
  input: { customerTenantId: string; lines: readonly LineRequest[] },
): Promise<PlacedOrder> {
  const decided = await decideLines(work, input.customerTenantId, input.lines, { agreement: true });
  const groups = groupLines(decided.lines);
  const odd = groups.findIndex((group) => group !== groups[0]);
  if (odd >= 0) {
    throw subscriptionFault(
      'TermNotOffered',
      'All lines of one order share one currency and one billing cycle. Use a cart, which makes one order for each.',
      { target: `lineItems[${odd}]` },
    );
  }
  return writeOrder(work, decided);
}

/**
 * Writes a decided order and says so. Shared by `placeOrder` and checkout. Only lines with a margin take a round trip of
 * their own: their use is noted, so that the margin stays. Faults: MarginWithdrawn.
 */
export async function writeOrder(
  work: Work<SubscriptionTables>,
  { lines: decided, selling, newOfferIds, margins }: DecidedOrder,
  cartId?: string,
): Promise<PlacedOrder> {
  const { customerTenantId } = selling;
  const settled = await takeTrials(work, customerTenantId, decided);
  const order: NewOrder = {
    id: newOrderId(),
    alternateId: newAlternateId(),
    partnerTenantId: work.account,
    customerTenantId,
    ...(cartId ? { cartId } : {}),
    parties: {
      purchaser: {
        tenantId: work.account,
        objectId: work.actor.userId ?? work.actor.applicationId ?? '',
        email: work.actor.kind === 'user' ? work.actor.name : '',
      },
      beneficiary: {
        tenantId: customerTenantId,
        objectId: selling.customerContact.objectId,
        email: selling.customerContact.email,
      },
    },
    lines: settled.map((line, lineNumber) => ({ ...line, lineNumber, subscriptionId: newId() })),
  };
  const uses = order.lines.flatMap(({ subscriptionId }, index) => {
    const margin = margins[index];
    return margin ? [{ margin, subscriptionId }] : [];
  });
  await noteMarginUses(work, uses);
  insertOrder(work, order);
  noteDue(work, deadlineKind, order.partnerTenantId, setUpRemindedAt(work.now));
  recordSales(work, customerTenantId, newOfferIds);
  const lines = order.lines.map(toOrderedLine);
  const publishers = new Set(order.lines.map((line) => line.item.publisherTenantId));
  work.publish({
    name: orderPlaced,
    aggregateType: 'order',
    aggregateId: order.id,
    partnerTenantId: order.partnerTenantId,
    customerTenantId,
    ...(publishers.size === 1 ? { publisherTenantId: [...publishers][0]! } : {}),
    // The customer is concerned by this event and never learns the partner's price (rule H9).
    newValue: { alternateId: order.alternateId, lines: lines.map(({ margin: _hidden, ...line }) => line) },
  });
  const { item, billingCycle } = order.lines[0]!;
  return {
    id: order.id,
    alternateId: order.alternateId,
    customerTenantId,
    currency: item.currency,
    billingCycle,
    status: 'pending',
    createdAt: work.now,
    createdBy: work.actor.name,
    lines,
  };
}

export function toPlacedOrder(row: OrderRow): PlacedOrder {
  return {
    id: row.id,
    alternateId: row.alternate_id,
    customerTenantId: row.customer_tenant_id,
    currency: row.currency,
    billingCycle: row.billing_cycle,
    status: row.status,
    createdAt: row.created_at,
    createdBy: row.created_by,
    lines: row.lines,
  };
}

/** An order of the acting partner's customer; Fault OrderNotFound otherwise. */
export async function orderOf(
  work: Work<SubscriptionTables>,
  customerTenantId: string,
  orderId: string,
): Promise<PlacedOrder> {
  const row = await orderRow(work, work.account, customerTenantId, orderId);
  if (!row) throw subscriptionFault('OrderNotFound', `Order '${orderId}' does not exist for this customer.`);
  return toPlacedOrder(row);
}

/** Orders placed for a customer by the acting partner: a page, or all of them. */
export async function ordersOf(
  work: Work<SubscriptionTables>,
  customerTenantId: string,
  filter: { readonly billingCycle?: string | undefined } = {},
  part: Part = {},
): Promise<Page<PlacedOrder>> {
  const page = await orderRows(work, work.account, customerTenantId, filter, part);
  return { ...page, items: page.items.map(toPlacedOrder) };
}

/** Orders of the acting partner, in the order of the ids. */
export async function ordersNamed(work: Work<SubscriptionTables>, ids: readonly string[]): Promise<PlacedOrder[]> {
  const rows = await ordersByIds(work, work.account, ids);
  return rows.toSorted((one, other) => ids.indexOf(one.id) - ids.indexOf(other.id)).map(toPlacedOrder);
}
