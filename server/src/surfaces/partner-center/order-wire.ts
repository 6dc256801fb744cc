/** Carts and orders as Partner Center writes them. Amounts become JSON numbers here and nowhere earlier. */
import type { Cart as WireCart, Order } from '@comptoir/contracts/partner-center/orders';
import { decimal, roundDown, sum, toWireNumber, type Decimal } from '../../kernel/index.ts';
import type { Cart, CartLine, OrderedLine, PlacedOrder } from '../../modules/subscriptions/index.ts';
import { catalogueLinks } from './catalogue-wire.ts';
import { currencySymbol } from './currency.ts';
import { link, resource, wireTime } from './envelope.ts';

export function toWireCart(cart: Cart): WireCart {
  return resource(
    'Cart',
    {
      id: cart.id,
      creationTimestamp: wireTime(cart.createdAt),
      lastModifiedTimestamp: wireTime(cart.modifiedAt),
      expirationTimestamp: wireTime(cart.expiresAt),
      lastModifiedUser: cart.modifiedBy ?? undefined,
      status: cart.status === 'active' ? ('Active' as const) : ('Ordered' as const),
      lineItems: cart.lines.map(toWireCartLine),
    },
    { links: { self: link(`/customers/${cart.customerTenantId}/carts/${cart.id}`) }, etag: cart.etag },
  );
}

function toWireCartLine(line: CartLine, id: number): WireCart['lineItems'][number] {
  return {
    id,
    catalogItemId: line.catalogItemId,
    ...(line.friendlyName ? { friendlyName: line.friendlyName } : {}),
    quantity: line.quantity,
    currencyCode: line.currency,
    ...periodOf(line, line.billingCycle),
    participants: participantsOf(line),
    provisioningContext: {},
    orderGroup: line.orderGroup,
    pricing: toPricing(line, line.currency),
  };
}

function participantsOf({ resellerMpnId, additionalResellerMpnIds: others = [] }: CartLine) {
  const main = resellerMpnId ? [{ key: 'transaction_reseller', value: resellerMpnId }] : [];
  return [...main, ...others.map((value) => ({ key: 'additional_transaction_reseller', value }))];
}

/** A trial lasts a month by itself, is billed in no cycle, and renews to what was bought (wire contract, section 4.2). */
function periodOf({ trial, term }: Pick<OrderedLine, 'trial' | 'term'>, billingCycle: string) {
  if (!trial) return { billingCycle, termDuration: term };
  return { ...trialPeriod, isTrial: true as const, renewsTo: { termDuration: term, billingCycle } };
}

export const trialPeriod = { billingCycle: 'none', termDuration: 'P1M' } as const;

type PricedLine = Pick<OrderedLine, 'unitPrice' | 'margin' | 'quantity' | 'trial'>;

/**
 * List price of one billing cycle for one unit, what the partner pays instead when it has a margin (rule F27), what it
 * pays now, which is nothing for a trial (rule F25), and the extended price of the line, before tax.
 */
function toPricing(line: PricedLine, currency: string): WireCart['lineItems'][number]['pricing'] {
  const unit = toWireNumber(decimal(effective(line)));
  const now = line.trial ? 0 : unit;
  return {
    listPrice: toWireNumber(decimal(line.unitPrice)),
    discountedPrice: unit,
    proratedPrice: now,
    price: now,
    extendedPrice: toWireNumber(extended(line, currency)),
  };
}

function effective({ unitPrice, margin }: PricedLine): string {
  return margin?.effectiveUnitPrice ?? unitPrice;
}

/** Licence amounts: unit rounded down, then times quantity (rule G9). */
function extended(line: PricedLine, currency: string): Decimal {
  if (line.trial) return decimal('0');
  return roundDown(decimal(effective(line)), currency).times(decimal(BigInt(line.quantity)));
}

/** Lines of orders have no cycle of their own. */
function withoutCycle<Period extends { billingCycle: string }>({ billingCycle: _order, ...rest }: Period) {
  return rest;
}

/** An order; prices only when the caller asked for them or just placed it. */
export function toWireOrder(order: PlacedOrder, withPrice: boolean): Order {
  const path = `/customers/${order.customerTenantId}/orders/${order.id}`;
  const total = sum(order.lines.map((line) => extended(line, order.currency)));
  return resource(
    'Order',
    {
      id: order.id,
      alternateId: order.alternateId,
      referenceCustomerId: order.customerTenantId,
      billingCycle: order.lines.every((line) => line.trial) ? trialPeriod.billingCycle : order.billingCycle,
      transactionType: 'UserPurchase',
      currencyCode: order.currency,
      currencySymbol: currencySymbol(order.currency),
      lineItems: order.lines.map((line) => toWireLine(line, order, path, withPrice)),
      creationDate: wireTime(order.createdAt),
      createdBy: order.createdBy,
      status: order.status,
      ...(withPrice ? { totalPrice: toWireNumber(total) } : {}),
      client: {},
    },
    {
      links: {
        self: link(path),
        provisioningStatus: link(`${path}/provisioningstatus`),
      },
    },
  );
}

function toWireLine(
  line: OrderedLine,
  order: PlacedOrder,
  path: string,
  withPrice: boolean,
): Order['lineItems'][number] {
  return {
    lineItemNumber: line.lineNumber,
    offerId: line.catalogItemId,
    subscriptionId: line.subscriptionId,
    friendlyName: line.friendlyName,
    quantity: line.quantity,
    ...withoutCycle(periodOf(line, order.billingCycle)),
    transactionType: 'New',
    ...(line.resellerMpnId ? { partnerIdOnRecord: line.resellerMpnId } : {}),
    ...(line.additionalResellerMpnIds ? { additionalPartnerIdsOnRecord: [...line.additionalResellerMpnIds] } : {}),
    provisioningContext: {},
    ...(withPrice ? { pricing: toPricing(line, order.currency) } : {}),
    links: {
      subscription: link(`/customers/${order.customerTenantId}/subscriptions/${line.subscriptionId}`),
      ...catalogueLinks(line),
      provisioningStatus: link(`${path}/provisioningstatus`),
      activationLinks: link(`${path}/lineitems/${line.lineNumber}/activationlinks`),
    },
  };
}
