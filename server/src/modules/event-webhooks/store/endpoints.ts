/** SQL of registered addresses and of how far their owners have been told. The first argument is the open work. System only. */
import type { Selectable, Updateable } from 'kysely';
import type { Work } from '../../../platform/work.ts';
import type { HouseEvent, Side } from '../domain/told.ts';
import type { EventWebhookTable, EventWebhookTables } from '../tables.ts';

type OwnWork = Work<EventWebhookTables>;
type Statements = Pick<Work, 'prepared'>;
export type EndpointRow = Selectable<EventWebhookTable>;

export async function selectEndpoints(work: OwnWork, account: string): Promise<EndpointRow[]> {
  return work.db
    .selectFrom('event_webhook')
    .selectAll()
    .where('account_tenant_id', '=', account)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
}

export async function selectEndpoint(work: Statements, account: string, id: string): Promise<EndpointRow | undefined> {
  const text = 'select * from event_webhook where account_tenant_id = $1 and id = $2';
  return (await work.prepared<EndpointRow>('event-webhook', text, [account, id]))[0];
}

/** One registration of an account at a time, so that they are counted. */
export async function lockAccount(work: Statements, account: string): Promise<void> {
  await work.prepared('lock-tenant-webhooks', 'select from tenant where id = $1 for no key update', [account]);
}

export async function insertEndpoint(work: OwnWork, row: EndpointRow): Promise<void> {
  await work.db.insertInto('event_webhook').values(row).execute();
}

export async function updateEndpoint(
  work: OwnWork,
  [account, id]: readonly [string, string],
  changed: Updateable<EventWebhookTable>,
): Promise<void> {
  await work.db
    .updateTable('event_webhook')
    .set({ ...changed, changed_at: work.now })
    .where('account_tenant_id', '=', account)
    .where('id', '=', id)
    .execute();
}

export async function deleteEndpoint(work: OwnWork, account: string, id: string): Promise<void> {
  await work.db.deleteFrom('event_webhook').where('account_tenant_id', '=', account).where('id', '=', id).execute();
}

/** An event and an address that may be told of it. */
export interface EventToTell extends HouseEvent {
  readonly seq: number;
  readonly id: string;
  readonly account: string;
  readonly endpointId: string;
  readonly url: string;
  readonly events: readonly string[];
  /** As which the event names the account. */
  readonly as: readonly Side[];
}

export interface EventsAsked {
  readonly names: readonly string[];
  /** What is sealed up to there is complete, so that none is passed over. */
  readonly until: number;
  /** Of events; each may have several addresses. */
  readonly limit: number;
}

/** Events behind the position that concern somebody who is registered, in order, once for each address. */
export async function eventsToTell(work: Statements, { names, until, limit }: EventsAsked): Promise<EventToTell[]> {
  const text = `with told as materialized (
      select e.seq, e.id, e.name, e.at, e.aggregate_id, e.partner_tenant_id, e.customer_tenant_id, e.publisher_tenant_id
      from event e where e.seq > (select seq from event_webhook_position) and e.seq <= $2 and e.name = any($1::text[])
        and exists (select from event_webhook w where w.disabled_at is null
          and w.account_tenant_id in (e.partner_tenant_id, e.customer_tenant_id, e.publisher_tenant_id))
      order by e.seq limit $3)
    select t.seq, t.id, t.name, t.at, t.aggregate_id as "aggregateId", t.partner_tenant_id as "partnerTenantId",
      t.customer_tenant_id as "customerTenantId", t.publisher_tenant_id as "publisherTenantId",
      w.account_tenant_id as account, w.id as "endpointId", w.url, w.events,
      array_remove(array[case when w.account_tenant_id = t.partner_tenant_id then 'partner' end,
        case when w.account_tenant_id = t.customer_tenant_id then 'customer' end,
        case when w.account_tenant_id = t.publisher_tenant_id then 'publisher' end], null) as "as"
    from told t join event_webhook w
      on w.account_tenant_id in (t.partner_tenant_id, t.customer_tenant_id, t.publisher_tenant_id)
    where w.disabled_at is null and t.at >= w.created_at
    order by t.seq, w.account_tenant_id, w.id`;
  return work.prepared<EventToTell>('events-to-tell-owners', text, [names, until, limit]);
}

export async function savePosition(work: Statements, seq: number): Promise<void> {
  await work.prepared('owners-told-up-to', 'update event_webhook_position set seq = greatest(seq, $1::bigint)', [seq]);
}
