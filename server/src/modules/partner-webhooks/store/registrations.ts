/** SQL of registrations, of test events, and of how far partners have been told. The first argument is the open work. */
import type { Work } from '../../../platform/work.ts';
import type { ToldEvent } from '../domain/notices.ts';
import type { PartnerWebhookTables, PartnerWebhookTable } from '../tables.ts';

type OwnWork = Work<PartnerWebhookTables>;
type Statements = Pick<Work, 'prepared'>;

export interface Registration {
  readonly account_tenant_id: string;
  readonly subscriber_id: string;
  readonly url: string;
  readonly events: string[];
  readonly ms_signature: boolean;
}

export async function selectRegistration(work: OwnWork, account: string): Promise<Registration | undefined> {
  return work.db
    .selectFrom('partner_webhook')
    .select(['account_tenant_id', 'subscriber_id', 'url', 'events', 'ms_signature'])
    .where('account_tenant_id', '=', account)
    .executeTakeFirst();
}

type NewRegistration = Omit<PartnerWebhookTable, 'registered_at' | 'changed_at'>;

/** False when there is one already. */
export async function insertRegistration(work: OwnWork, row: NewRegistration): Promise<boolean> {
  const made = await work.db
    .insertInto('partner_webhook')
    .values({ ...row, registered_at: work.now, changed_at: work.now })
    .onConflict((conflict) => conflict.column('account_tenant_id').doNothing())
    .executeTakeFirst();
  return (made.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

/** False when there is none. */
export async function updateRegistration(
  work: OwnWork,
  { account_tenant_id: account, url, events, ms_signature }: Omit<NewRegistration, 'subscriber_id'>,
): Promise<boolean> {
  const changed = await work.db
    .updateTable('partner_webhook')
    .set({ url, events, ms_signature, changed_at: work.now })
    .where('account_tenant_id', '=', account)
    .executeTakeFirst();
  return changed.numUpdatedRows > 0n;
}

export async function insertTest(work: OwnWork, row: { readonly correlationId: string; readonly deliveryId: string }) {
  await work.db
    .insertInto('partner_webhook_test')
    .values({
      account_tenant_id: work.account,
      correlation_id: row.correlationId,
      delivery_id: row.deliveryId,
      at: work.now,
    })
    .execute();
}

/** Forgets older tests of the account. */
export async function deleteTestsBefore(work: OwnWork, at: Temporal.Instant): Promise<void> {
  await work.db
    .deleteFrom('partner_webhook_test')
    .where('account_tenant_id', '=', work.account)
    .where('at', '<', at)
    .execute();
}

/** Moments of the tests of an account since then, the newest first. */
export async function testsSince(work: OwnWork, since: Temporal.Instant): Promise<Temporal.Instant[]> {
  const rows = await work.db
    .selectFrom('partner_webhook_test')
    .select('at')
    .where('account_tenant_id', '=', work.account)
    .where('at', '>', since)
    .orderBy('at', 'desc')
    .limit(10)
    .execute();
  return rows.map(({ at }) => at);
}

export async function selectTest(
  work: OwnWork,
  correlationId: string,
  since: Temporal.Instant,
): Promise<{ delivery_id: string } | undefined> {
  return work.db
    .selectFrom('partner_webhook_test')
    .select('delivery_id')
    .where('account_tenant_id', '=', work.account)
    .where('correlation_id', '=', correlationId)
    .where('at', '>', since)
    .executeTakeFirst();
}

/** An event of an account that is registered, and where it wants to be told. */
export interface EventToTell extends ToldEvent, Registration {
  readonly seq: number;
  readonly id: string;
  readonly at: Temporal.Instant;
}

export interface EventsAsked {
  readonly names: readonly string[];
  /** What is sealed up to there is complete, so that none is passed over. */
  readonly until: number;
  readonly limit: number;
}

/** Events behind the position, in order, of accounts that are registered. */
export async function eventsToTell(work: Statements, { names, until, limit }: EventsAsked): Promise<EventToTell[]> {
  const text = `select e.seq, e.id, e.name, e.at, e.aggregate_id as "aggregateId", e.customer_tenant_id as "customerTenantId",
      e.new_value as "newValue", w.account_tenant_id, w.subscriber_id, w.url, w.events, w.ms_signature
    from event e join partner_webhook w on w.account_tenant_id = e.partner_tenant_id
    where e.seq > (select seq from partner_webhook_position) and e.seq <= $2 and e.name = any($1::text[])
      and e.at >= w.registered_at
    order by e.seq limit $3`;
  return work.prepared<EventToTell>('events-to-tell', text, [names, until, limit]);
}

export async function savePosition(work: Statements, seq: number): Promise<void> {
  await work.prepared('told-up-to', 'update partner_webhook_position set seq = greatest(seq, $1::bigint)', [seq]);
}
