/** Addresses at which an account is told of what concerns it: registered, changed, given a new secret, removed. The system's work. */
import { randomBytes } from 'node:crypto';
import { isGuid, isSafeUrl, newId } from '../../../kernel/index.ts';
import type { SealedSecrets } from '../../../platform/sealed-secrets.ts';
import type { Work } from '../../../platform/work.ts';
import { abandonDeliveries } from '../../webhooks/index.ts';
import { secretText } from '../domain/signature.ts';
import { typesFor } from '../domain/told.ts';
import type { EventWebhookEvents } from '../events.ts';
import { eventWebhookFault } from '../faults.ts';
import * as store from '../store/endpoints.ts';
import type { EventWebhookTables } from '../tables.ts';

type OwnWork = Work<EventWebhookTables>;

/** As deliveries to registered addresses are called. */
export const eventWebhookKind = 'standard';

const mostEndpoints = 10;
const secretBytes = 32;
/** Both secrets sign for so long, in which the receiver learns the new one. */
const previousHours = 24;

export interface Endpoint {
  readonly id: string;
  readonly url: string;
  readonly description: string;
  readonly events: readonly string[];
  readonly createdAt: Temporal.Instant;
  /** Undefined: it is told. */
  readonly disabledBy: 'owner' | 'receiver' | undefined;
  /** Wall clock: until when the secret before signs too. */
  readonly previousUntil: Temporal.Instant | undefined;
}

export interface EndpointWish {
  readonly url: string;
  readonly description: string;
  readonly events: readonly string[];
}

/** What the service needs beside the work. */
export interface Means {
  readonly secrets: SealedSecrets;
  /** The sandbox: addresses of this very machine too. */
  readonly localToo: boolean;
}

export async function endpointsOf(work: OwnWork): Promise<Endpoint[]> {
  return (await store.selectEndpoints(work, work.account)).map(toEndpoint);
}

/** Faults: EventWebhookNotFound. */
export async function endpointOf(work: OwnWork, id: string): Promise<Endpoint> {
  return toEndpoint(await rowOf(work, id));
}

/** Registers an address. Faults: EventWebhookAddressRefused, EventWebhookAddressTaken, EventWebhookEventUnknown, EventWebhooksFull. */
export async function addEndpoint(
  work: OwnWork,
  wish: EndpointWish,
  means: Means,
): Promise<{ readonly endpoint: Endpoint; readonly secret: string }> {
  requireServed(work, wish, means);
  await store.lockAccount(work, work.account);
  const standing = await store.selectEndpoints(work, work.account);
  requireOnce(standing, wish.url);
  if (standing.length >= mostEndpoints) {
    const message = `An account has ${mostEndpoints} webhooks at most. Remove one first.`;
    throw eventWebhookFault('EventWebhooksFull', message, { values: { most: mostEndpoints } });
  }
  const id = newId();
  const bytes = randomBytes(secretBytes);
  const row: store.EndpointRow = {
    account_tenant_id: work.account,
    id,
    url: wish.url,
    description: wish.description,
    events: [...new Set(wish.events)],
    secret: means.secrets.seal(bytes, aboutOf(id)),
    previous_secret: null,
    previous_until: null,
    created_at: work.now,
    changed_at: work.now,
    disabled_at: null,
    disabled_by: null,
  };
  await store.insertEndpoint(work, row);
  say(work, id, 'EventWebhookAdded', { url: row.url, events: row.events });
  return { endpoint: toEndpoint(row), secret: secretText(bytes) };
}

/** What is absent stays. Faults: as for `addEndpoint`, EventWebhookNotFound. */
export async function changeEndpoint(
  work: OwnWork,
  id: string,
  wish: Partial<EndpointWish> & { readonly enabled?: boolean | undefined },
  means: Means,
): Promise<Endpoint> {
  const row = await rowOf(work, id);
  const { url = row.url, description = row.description, events = row.events, enabled } = wish;
  requireServed(work, { url, description, events }, means);
  if (url !== row.url) {
    await store.lockAccount(work, work.account);
    requireOnce(await store.selectEndpoints(work, work.account), url);
  }
  const disabled =
    enabled === undefined
      ? {}
      : enabled
        ? { disabled_at: null, disabled_by: null }
        : { disabled_at: row.disabled_at ?? work.now, disabled_by: row.disabled_by ?? ('owner' as const) };
  const changed = { url, description, events: [...new Set(events)], ...disabled };
  await store.updateEndpoint(work, [work.account, id], changed);
  if (enabled === false) await abandon(work, id, 'not sent: its webhook was disabled');
  say(work, id, 'EventWebhookChanged', { url, events: changed.events, ...(enabled === undefined ? {} : { enabled }) });
  return toEndpoint({ ...row, ...changed });
}

/** Gives it a new secret; the one before signs too for a day. Faults: EventWebhookNotFound. */
export async function rotateSecret(
  work: OwnWork,
  id: string,
  { secrets }: Means,
): Promise<{ readonly secret: string; readonly previousUntil: Temporal.Instant }> {
  const row = await rowOf(work, id);
  const bytes = randomBytes(secretBytes);
  const previousUntil = Temporal.Now.instant().round('millisecond').add({ hours: previousHours });
  const secret = secrets.seal(bytes, aboutOf(id));
  await store.updateEndpoint(work, [work.account, id], {
    secret,
    previous_secret: row.secret,
    previous_until: previousUntil,
  });
  say(work, id, 'EventWebhookSecretRotated', { previousUntil: previousUntil.toString() });
  return { secret: secretText(bytes), previousUntil };
}

/** What waits for it is not sent any more. Faults: EventWebhookNotFound. */
export async function removeEndpoint(work: OwnWork, id: string): Promise<void> {
  const { url } = await rowOf(work, id);
  await store.deleteEndpoint(work, work.account, id);
  await abandon(work, id, 'not sent: its webhook was removed');
  say(work, id, 'EventWebhookRemoved', { url });
}

const abandon = (work: OwnWork, id: string, reason: string) =>
  abandonDeliveries(work, { account: work.account, kind: eventWebhookKind, endpoint: id }, reason);

/** Types that the acting account may be told of. */
export const typesOf = (work: Pick<Work, 'actor'>) => typesFor(work.actor.parts);

export const aboutOf = (id: string) => `event-webhook ${id}`;

export async function rowOf(work: OwnWork, id: string): Promise<store.EndpointRow> {
  const row = isGuid(id) ? await store.selectEndpoint(work, work.account, id) : undefined;
  if (row) return row;
  throw eventWebhookFault('EventWebhookNotFound', `There is no webhook '${id}'. List them again.`);
}

export function say<Name extends keyof EventWebhookEvents>(
  work: Pick<OwnWork, 'publish' | 'account' | 'actor'>,
  id: string,
  name: Name,
  newValue: EventWebhookEvents[Name],
): void {
  const { account } = work;
  work.publish({ name, aggregateType: 'event webhook', aggregateId: id, partnerTenantId: account, newValue });
}

function requireServed(work: OwnWork, { url, events }: EndpointWish, { localToo }: Means): void {
  if (!isSafeUrl(url, localToo)) {
    const message = 'The address must be https, of a public host, without user name and password.';
    throw eventWebhookFault('EventWebhookAddressRefused', message, { target: 'url' });
  }
  const served = typesOf(work);
  const unknown = events.find((event) => !served.includes(event));
  if (unknown === undefined) return;
  const message = `There is no event ${unknown.slice(0, 100)} for this account. GET /comptoir/v1/webhooks/events names those there are.`;
  throw eventWebhookFault('EventWebhookEventUnknown', message, { target: 'events' });
}

/** However it is written: each notice comes to an address once. */
function requireOnce(standing: readonly store.EndpointRow[], url: string): void {
  const { href } = new URL(url);
  if (!standing.some((row) => new URL(row.url).href === href)) return;
  const message = 'This address is registered already. Change that webhook instead.';
  throw eventWebhookFault('EventWebhookAddressTaken', message, { target: 'url' });
}

function toEndpoint(row: store.EndpointRow): Endpoint {
  const over = !row.previous_until || Temporal.Instant.compare(row.previous_until, Temporal.Now.instant()) <= 0;
  return {
    id: row.id,
    url: row.url,
    description: row.description,
    events: row.events,
    createdAt: row.created_at,
    disabledBy: row.disabled_by ?? undefined,
    previousUntil: over ? undefined : row.previous_until!,
  };
}
