/** Carts: lines decided and priced when put in, decided again at checkout, one order for each group of lines. */
import { createHash } from 'node:crypto';
import { decimal, Fault, isFault, isGuid, newId } from '../../../kernel/index.ts';
import type { Sweep } from '../../../platform/sweeps.ts';
import type { Work } from '../../../platform/work.ts';
import { customerNames } from '../../relationships/index.ts';
import { groupLines, resellersOf, type CartLine, type DecidedLine, type LineRequest } from '../domain/line.ts';
import { subscriptionFault } from '../faults.ts';
import {
  callerOf,
  cartRow,
  deleteCart,
  deleteCartsOver,
  firstCartEnd,
  insertCart,
  markOrdered,
  openCartsOfCaller,
  replaceCartLines,
  type CartRow,
  type OpenCart,
} from '../store/carts.ts';
import type { GroupError, OrderedLine, SubscriptionTables } from '../tables.ts';
import { decideLines } from './lines.ts';
import { ordersNamed, writeOrder, type PlacedOrder } from './order.ts';

/** A cart lives seven days (wire contract, section 11 row 24). */
const cartDays = 7;
/** Who opens one that ran out is told so for so long; then it is gone. */
const toldDays = 30;
const sweepBatch = 500;
/** More than anybody fills at once. */
const mostListed = 100;

export interface Cart {
  readonly id: string;
  readonly customerTenantId: string;
  readonly status: 'active' | 'ordered';
  readonly createdAt: Temporal.Instant;
  readonly modifiedAt: Temporal.Instant;
  readonly modifiedBy: string | null;
  readonly expiresAt: Temporal.Instant;
  readonly lines: readonly CartLine[];
  /** Of its lines as they are read: another one, and they are no longer what was read. */
  readonly etag: string;
}

export interface Checkout {
  readonly orders: readonly PlacedOrder[];
  readonly errors: readonly GroupError[];
}

export async function createCart(
  work: Work<SubscriptionTables>,
  input: { customerTenantId: string; lines: readonly LineRequest[] },
): Promise<Cart> {
  const lines = await decideCartLines(work, input.customerTenantId, input.lines);
  const expiresAt = work.now.add({ hours: cartDays * 24 });
  return toCart(
    await insertCart(work, {
      id: newId(),
      partnerTenantId: work.account,
      customerTenantId: input.customerTenantId,
      lines,
      expiresAt,
    }),
  );
}

/** Replaces all lines of an open cart; `etag` is the one they were read with. Fault: CartChanged. */
export async function updateCart(
  work: Work<SubscriptionTables>,
  input: { customerTenantId: string; cartId: string; lines: readonly LineRequest[]; etag?: string | undefined },
): Promise<Cart> {
  const row = await requireCart(work, input.customerTenantId, input.cartId, true);
  if (row.status === 'ordered') throw alreadyOrdered();
  requireUnchanged(row, input.etag);
  return toCart(await replaceCartLines(work, row, await decideCartLines(work, input.customerTenantId, input.lines)));
}

export async function cartOf(work: Work<SubscriptionTables>, customerTenantId: string, cartId: string): Promise<Cart> {
  return toCart(await requireCart(work, customerTenantId, cartId, false));
}

export interface ListedCart extends OpenCart {
  readonly customerName: string;
}

/** The caller's own open carts, the last changed first; without those of customers it no longer sells to. */
export async function openCarts(work: Work<SubscriptionTables>): Promise<ListedCart[]> {
  const carts = await openCartsOfCaller(work, mostListed);
  const names = await customerNames(work, [...new Set(carts.map(({ customerTenantId }) => customerTenantId))]);
  return carts.flatMap((cart) => {
    const customerName = names.get(cart.customerTenantId);
    return customerName === undefined ? [] : [{ ...cart, customerName }];
  });
}

/** Drops an open cart. Faults: CartNotFound, CartAlreadyOrdered. */
export async function dropCart(
  work: Work<SubscriptionTables>,
  input: { readonly customerTenantId: string; readonly cartId: string },
): Promise<void> {
  const row = await requireCart(work, input.customerTenantId, input.cartId, true);
  if (row.status === 'ordered') throw alreadyOrdered();
  await deleteCart(work, row);
}

/** Removes open carts that ran out. */
export const cartSweep: Sweep = {
  name: 'carts',
  nextDue: async (work) => (await firstCartEnd(work))?.add({ hours: toldDays * 24 }),
  run: (work) => deleteCartsOver(work, work.now.subtract({ hours: toldDays * 24 }), sweepBatch),
};

/**
 * Orders a cart: one order for each group of lines. A group that is refused is reported and the others go on; when none
 * can be ordered the cart stays open, with the first refusal as the fault. Checking out twice gives the first result.
 * What the cart shows is what is bought: when a price is another one by now, nothing is ordered (CartPricesChanged).
 * `etag` names what was reviewed: when the cart is another one by now, nothing is ordered (CartChanged), and when somebody
 * else has ordered it this is said (CartAlreadyOrdered).
 */
export async function checkout(
  work: Work<SubscriptionTables>,
  customerTenantId: string,
  cartId: string,
  etag?: string,
): Promise<Checkout> {
  const row = await requireCart(work, customerTenantId, cartId, true);
  requireUnchanged(row, etag);
  // Who says what was reviewed is told that a colleague was first; without, a second checkout answers as the first did.
  if (row.result && etag !== undefined && row.modified_by !== callerOf(work)) throw alreadyOrdered();
  if (row.result) return { orders: await ordersNamed(work, row.result.orderIds), errors: row.result.errors };
  const orders: PlacedOrder[] = [];
  const errors: GroupError[] = [];
  let firstRefusal: unknown;
  for (const [orderGroup, lines] of Map.groupBy([...row.line_items.entries()], ([, line]) => line.orderGroup)) {
    try {
      const requests = lines.map(([, line]) => toRequest(line));
      const decided = await decideLines(work, customerTenantId, requests, { agreement: true });
      const order = await writeOrder(work, decided, row.id);
      requireShownPrices(lines, order.lines);
      orders.push(order);
    } catch (error) {
      // A margin withdrawn at this very moment, or another price, takes the transaction with it: nothing is ordered.
      if (!isFault(error) || ofWholeCart.has(error.code)) throw error;
      const places = lines.map(([place]) => place);
      const refused = ofCart(error, places);
      firstRefusal ??= refused;
      errors.push(toGroupError(orderGroup, refused, places));
    }
  }
  if (orders.length === 0) throw firstRefusal;
  await markOrdered(work, row, { orderIds: orders.map((order) => order.id), errors });
  return { orders, errors };
}

const ofWholeCart: ReadonlySet<string> = new Set(['MarginWithdrawn', 'CartPricesChanged']);

/** Nobody buys at another price than the cart shows: margins come and go, and a trial is had once. */
function requireShownPrices(
  shown: readonly (readonly [place: number, CartLine])[],
  bought: readonly OrderedLine[],
): void {
  const changed = shown.find(([, line], index) => !samePrice(line, bought[index]!));
  if (!changed) return;
  throw subscriptionFault(
    'CartPricesChanged',
    'Prices have changed since the cart was priced, and nothing was ordered. Send its lines again (PUT), check the prices and check out again.',
    { target: `lineItems[${changed[0]}]` },
  );
}

type PricedLine = Pick<CartLine, 'unitPrice' | 'margin' | 'trial'>;

function samePrice(shown: PricedLine, bought: PricedLine): boolean {
  const paid = ({ unitPrice, margin }: PricedLine) => decimal(margin?.effectiveUnitPrice ?? unitPrice);
  const listed = decimal(shown.unitPrice).eq(decimal(bought.unitPrice));
  return listed && paid(shown).eq(paid(bought)) && Boolean(shown.trial) === Boolean(bought.trial);
}

const lineNamed = /^lineItems\[(\d+)\]/;

/** The refusal with its line named as it stands in the cart, and not in its group. */
function ofCart({ code, kind, details }: Fault, places: readonly number[]): Fault {
  const { target } = details;
  if (target === undefined) return new Fault(code, kind, details);
  const named = target.replace(lineNamed, (whole, line) => `lineItems[${places[Number(line)] ?? whole}]`);
  return new Fault(code, kind, { ...details, target: named });
}

function toGroupError(orderGroup: string, { code, details }: Fault, places: readonly number[]): GroupError {
  const { message, target = '', values } = details;
  const line = lineNamed.exec(target)?.[1];
  // What is about no line is about all of the group.
  return {
    orderGroup,
    code,
    message,
    lines: line === undefined ? places : [Number(line)],
    ...(values ? { values } : {}),
  };
}

async function decideCartLines(
  work: Work<SubscriptionTables>,
  customerTenantId: string,
  requests: readonly LineRequest[],
): Promise<CartLine[]> {
  const { lines: decided } = await decideLines(work, customerTenantId, requests, { agreement: false });
  const groups = groupLines(decided);
  return decided.map((line, index) => toCartLine(line, groups[index]!, requests[index]!));
}

function toCartLine(line: DecidedLine, orderGroup: string, request: LineRequest): CartLine {
  return {
    catalogItemId: line.catalogItemId,
    quantity: line.quantity,
    term: line.term,
    billingCycle: line.billingCycle,
    currency: line.item.currency,
    unitPrice: line.unitPrice,
    ...(line.margin ? { margin: line.margin } : {}),
    ...(line.trial ? { trial: true } : {}),
    orderGroup,
    ...(request.friendlyName ? { friendlyName: request.friendlyName } : {}),
    ...resellersOf(line),
  };
}

function toRequest(line: CartLine): LineRequest {
  return {
    catalogItemId: line.catalogItemId,
    quantity: line.quantity,
    term: line.term,
    billingCycle: line.billingCycle,
    currency: line.currency,
    ...(line.friendlyName ? { friendlyName: line.friendlyName } : {}),
    ...resellersOf(line),
  };
}

const alreadyOrdered = () =>
  subscriptionFault('CartAlreadyOrdered', 'This cart has already been ordered. Create a new one.');

const etagOf = ({ line_items }: CartRow): string =>
  createHash('sha256').update(JSON.stringify(line_items)).digest('base64url');

function requireUnchanged(row: CartRow, etag: string | undefined): void {
  if (etag === undefined || etag === etagOf(row)) return;
  throw subscriptionFault(
    'CartChanged',
    'The cart is not the one you read: somebody changed it. Read it again and send its etag (attributes.etag) as If-Match.',
    { target: 'If-Match' },
  );
}

async function requireCart(
  work: Work<SubscriptionTables>,
  customerTenantId: string,
  cartId: string,
  lock: boolean,
): Promise<CartRow> {
  const row =
    isGuid(cartId) && isGuid(customerTenantId)
      ? await cartRow(work, work.account, customerTenantId, cartId, lock)
      : undefined;
  const over = row?.status === 'active' && Temporal.Instant.compare(row.expires_at, work.now) <= 0;
  if (!row || over)
    throw subscriptionFault(
      'CartNotFound',
      over
        ? `This cart expired after ${cartDays} days. Make a new one.`
        : `Cart '${cartId}' does not exist for this customer.`,
    );
  return row;
}

function toCart(row: CartRow): Cart {
  return {
    id: row.id,
    customerTenantId: row.customer_tenant_id,
    status: row.status,
    createdAt: row.created_at,
    modifiedAt: row.modified_at,
    modifiedBy: row.modified_by,
    expiresAt: row.expires_at,
    lines: row.line_items,
    etag: etagOf(row),
  };
}
