/** A record of an account's activity, made of its event (wire contract, section 9.3). */
import type { OrderedLine } from '../../subscriptions/index.ts';
import { toldOf, type Told } from './told.ts';

/** The event as it is kept. */
export interface EventRow {
  readonly id: string;
  readonly name: string;
  readonly at: Temporal.Instant;
  readonly aggregateId: string;
  readonly partnerTenantId: string;
  readonly customerTenantId: string | null;
  readonly publisherTenantId: string | null;
  /** The own tenant of who acted. */
  readonly actorTenantId: string;
  readonly actorName: string;
  readonly actorUserId: string | null;
  readonly actorApplicationId: string | null;
  /** The tenant that was acted for, when it is another one. */
  readonly onBehalfTenantId: string | null;
  readonly correlationId: string;
  readonly oldValue: unknown;
  readonly newValue: unknown;
}

export interface AuditRecord extends EventRow, Told {
  /** `{partner}_{customer}_{resource}_{operation}_{event}`. */
  readonly recordId: string;
  readonly customizedData: readonly { readonly key: string; readonly value: string }[];
}

const nobodysId = '00000000-0000-0000-0000-000000000000';

/**
 * What of an event is shown to its account. Of a refused attempt, what was tried and why not: the ids that it named may be
 * another's, whoever typed them.
 */
export function shown<Row extends EventRow>(event: Row): Row {
  const { newValue } = event;
  // Its publisher refused this one: nobody typed anything.
  const isAttempt = event.name.endsWith('Refused') && event.name !== 'SubscriptionChangeRefused';
  if (!isAttempt || typeof newValue !== 'object' || newValue === null) return event;
  const { method, route, code, rule } = newValue as Readonly<Record<string, unknown>>;
  return { ...event, newValue: { method, route, code, rule } };
}

/** Who asked for what an event tells, where somebody else answered. */
export type Asker = Pick<
  EventRow,
  'actorTenantId' | 'actorName' | 'actorUserId' | 'actorApplicationId' | 'onBehalfTenantId' | 'correlationId'
>;

/** The operation by whose answer something was made or not; undefined for what nobody was asked about. */
export function operationOf({ newValue }: Pick<EventRow, 'newValue'>): string | undefined {
  const id = (newValue as { readonly operationId?: unknown } | null)?.operationId;
  return typeof id === 'string' ? id : undefined;
}

/** The record of an event; undefined for one that is not told. */
export function toRecord(given: EventRow): AuditRecord | undefined {
  const event = shown(given);
  const told = toldOf(event.name, event.customerTenantId !== null);
  if (!told) return undefined;
  const recordId = recordIdOf(event, told);
  return { ...event, ...told, recordId, customizedData: customizedData(event) };
}

type Named = Pick<EventRow, 'id' | 'partnerTenantId' | 'customerTenantId'>;

/** Where records call the moment in ticks, this one says the event: two may happen at one moment. */
const recordIdOf = ({ id, partnerTenantId, customerTenantId }: Named, { resource, operation }: Told) =>
  [partnerTenantId, customerTenantId ?? nobodysId, resource, operation, id].join('_');

/** The id of the record that an event of that name will be; undefined when it is not told. */
export function recordIdOfEvent(event: Named & { readonly name: string }): string | undefined {
  const told = toldOf(event.name, event.customerTenantId !== null);
  return told && recordIdOf(event, told);
}

const shape = /_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i;

/** The event that a record's id names; undefined for what is no such id. */
export function eventIdOf(recordId: string): string | undefined {
  return shape.exec(recordId)?.[1]?.toLowerCase();
}

type Pairs = (readonly [key: string, value: string | undefined])[];

/** What the contract documents of each operation beside its values. */
function customizedData({ name, aggregateId, newValue }: EventRow): AuditRecord['customizedData'] {
  const pairs = pairsOf(name, aggregateId, (newValue ?? {}) as Readonly<Record<string, unknown>>);
  return pairs.flatMap(([key, value]) => (value === undefined ? [] : [{ key, value }]));
}

function pairsOf(name: string, aggregateId: string, value: Readonly<Record<string, unknown>>): Pairs {
  switch (name) {
    case 'OrderPlaced':
      return orderPairs(aggregateId, value as unknown as PlacedValue);
    case 'CustomerCreated':
      return [
        ['PrimaryDomainName', value['domain'] as string],
        ['Relationship', 'Reseller'],
      ];
    case 'UserLicencesChanged':
      return [
        ['CustomerUserId', aggregateId],
        ['AddedLicenseSkuId', (value['licences'] as readonly string[]).join(',')],
      ];
    case 'InvoiceIssued':
      return [['InvoiceId', value['id'] as string]];
    default:
      return name.startsWith('Subscription') ? [['SubscriptionId', aggregateId]] : [];
  }
}

interface PlacedValue {
  readonly alternateId: string;
  readonly lines: readonly Pick<
    OrderedLine,
    'catalogItemId' | 'subscriptionId' | 'friendlyName' | 'quantity' | 'resellerMpnId'
  >[];
}

function orderPairs(orderId: string, { alternateId, lines }: PlacedValue): Pairs {
  return [
    ['OrderId', orderId],
    ['AlternateId', alternateId],
    ...lines.flatMap((line, index): Pairs => [
      [`OfferId-${index}`, line.catalogItemId],
      [`SubscriptionId-${index}`, line.subscriptionId],
      [`SubscriptionName-${index}`, line.friendlyName],
      [`Quantity-${index}`, String(line.quantity)],
      [`PartnerOnRecord-${index}`, line.resellerMpnId],
    ]),
  ];
}
