/** What owners of webhooks are told: from events of the house to types of our own, and to whom. Pure. */
import type { TenantPart } from '../../../kernel/index.ts';

/** As which an event of the house names an account. */
export const sides = ['partner', 'customer', 'publisher'] as const;
export type Side = (typeof sides)[number];

interface ToldType {
  readonly type: string;
  /** The event of the house. */
  readonly event: string;
  readonly sides: readonly Side[];
  /** What the event is about, as its message calls it. */
  readonly subject: 'orderId' | 'subscriptionId' | 'invoiceId' | 'customerId' | 'offerId' | 'requestId';
}

const everySide = sides;
const subject = 'subscriptionId' as const;

/** The one table of it. */
const toldTypes: readonly ToldType[] = [
  { type: 'order.placed', event: 'OrderPlaced', sides: ['partner', 'customer'], subject: 'orderId' },
  { type: 'subscription.activated', event: 'SubscriptionActivated', sides: everySide, subject },
  { type: 'subscription.changed', event: 'SubscriptionChanged', sides: everySide, subject },
  { type: 'subscription.change_refused', event: 'SubscriptionChangeRefused', sides: ['partner', 'customer'], subject },
  { type: 'subscription.renewed', event: 'SubscriptionRenewed', sides: everySide, subject },
  { type: 'subscription.suspended', event: 'SubscriptionSuspended', sides: everySide, subject },
  { type: 'subscription.reinstated', event: 'SubscriptionReinstated', sides: everySide, subject },
  { type: 'subscription.cancelled', event: 'SubscriptionCancelled', sides: everySide, subject },
  { type: 'subscription.ended', event: 'SubscriptionEnded', sides: everySide, subject },
  { type: 'invoice.issued', event: 'InvoiceIssued', sides: ['partner', 'customer'], subject: 'invoiceId' },
  { type: 'relationship.accepted', event: 'CustomerConnected', sides: ['partner', 'customer'], subject: 'customerId' },
  {
    type: 'relationship.ended',
    event: 'CustomerRelationshipEnded',
    sides: ['partner', 'customer'],
    subject: 'customerId',
  },
  { type: 'offer.published', event: 'OfferPublished', sides: ['publisher'], subject: 'offerId' },
  { type: 'request.approved', event: 'PublisherRequestApproved', sides: ['publisher'], subject: 'requestId' },
  { type: 'request.refused', event: 'PublisherRequestRefused', sides: ['publisher'], subject: 'requestId' },
];

/** What a test says. */
export const testType = 'webhook.test';

/** Names of the events of the house that may be told of. */
export const toldEvents: readonly string[] = toldTypes.map(({ event }) => event);

const sideOf: Readonly<Partial<Record<TenantPart, Side>>> = {
  direct: 'partner',
  provider: 'partner',
  reseller: 'partner',
  customer: 'customer',
  publisher: 'publisher',
};

/** Types that a tenant of these parts may be told of. */
export function typesFor(parts: Iterable<TenantPart>): readonly string[] {
  const mine = new Set([...parts].map((part) => sideOf[part]));
  return toldTypes.filter((told) => told.sides.some((side) => mine.has(side))).map(({ type }) => type);
}

/** An event of the house, as far as it is told. */
export interface HouseEvent {
  readonly name: string;
  readonly aggregateId: string;
  readonly at: Temporal.Instant;
  readonly partnerTenantId: string | null;
  readonly customerTenantId: string | null;
  readonly publisherTenantId: string | null;
}

export interface Message {
  readonly type: string;
  readonly body: string;
}

/** The message of an event to an account that it names as `as`; undefined when it is not told so, or was not asked for. */
export function messageOf(event: HouseEvent, as: readonly Side[], wanted: readonly string[]): Message | undefined {
  const told = toldTypes.find(({ event: name }) => name === event.name);
  if (!told || !wanted.includes(told.type) || !told.sides.some((side) => as.includes(side))) return undefined;
  const data = {
    [told.subject]: event.aggregateId,
    ...(event.partnerTenantId ? { partnerTenantId: event.partnerTenantId } : {}),
    ...(event.customerTenantId ? { customerTenantId: event.customerTenantId } : {}),
  };
  return { type: told.type, body: bodyOf(told.type, event.at, data) };
}

/** Thin: what happened, when, to what; the rest is read by the API, where the reader's rights are asked. */
export function bodyOf(type: string, at: Temporal.Instant, data: object): string {
  return JSON.stringify({ type, timestamp: at.toString({ smallestUnit: 'millisecond' }), data });
}
