/**
 * What time does to subscriptions beside their terms: purchases that nobody sets up and suspensions that nobody lifts end
 * (rule F20), and their account is told by mail what happened and what is about to (decisions 0107, 0108).
 */
import type { DueKind } from '../../../platform/due.ts';
import type { Work } from '../../../platform/work.ts';
import { lapseOf, lapsing } from '../domain/lapse.ts';
import { termOverAt } from '../domain/term.ts';
import { subscriptionEnded } from '../events.ts';
import type { SubscriptionRow } from '../store/orders.ts';
import * as store from '../store/suspension.ts';
import * as told from '../store/told.ts';
import type { SubscriptionTables } from '../tables.ts';
import { deadlineKind, mailLifeEvent } from './life-mails.ts';
import { tellPublishers } from './notices.ts';
import { overtake } from './suspension.ts';
import { renewalKind, say } from './terms.ts';

type OwnWork = Work<SubscriptionTables>;

export const deadlineWork: DueKind = {
  name: deadlineKind,
  slots: 2,
  after: [renewalKind],
  nextDue: nextDeadline,
  run: async (work, account) => (await endLapsed(work, account, batch)) + (await tellAccount(work, account, batch)),
};

const batch = 200;

/** Ends at most `limit` subscriptions of a billing account whose time is over; returns how many. */
export async function endLapsed(work: OwnWork, account: string, limit: number): Promise<number> {
  const rows = await store.subscriptionsLapsed(work, account, work.now, limit);
  if (rows.length === 0) return 0;
  const endings = rows.map((row) => ({ id: row.id, ...lapseOf(lapsing(row))! }));
  await overtake(work, rows);
  await store.endLapsed(work, account, endings);
  const orders = new Set(rows.filter(({ status }) => status === 'pending').map((row) => row.order_id));
  if (orders.size > 0) await store.settleOrders(work, account, [...orders]);
  const ended = rows.map((row, index): SubscriptionRow => {
    const { at, reason } = endings[index]!;
    say(work, row, subscriptionEnded, { status: row.status }, { status: 'deleted', endedAt: at.toString(), reason });
    return { ...row, status: 'deleted', auto_renew: false, next_term: null, ended_at: at };
  });
  await tellPublishers(work, 'Unsubscribe', ended);
  for (const reason of ['notActivated', 'notReinstated', 'termOver'] as const) {
    const because = ended.filter((_, index) => endings[index]!.reason === reason);
    const kind = reason === 'termOver' ? 'ended' : reason;
    await mailLifeEvent(
      work,
      kind,
      account,
      because.map((row) => ({ row, on: row.ended_at! })),
    );
  }
  return rows.length;
}

/** Mails what is to be told of an account by now; returns how much. The position moves with it, so that nothing is told twice. */
export async function tellAccount(work: OwnWork, account: string, limit: number): Promise<number> {
  const from = await told.toldUntil(work, account);
  const rows = await told.rowsToTell(work, account, { from, to: work.now }, limit);
  for (const kind of ['waiting', 'activated', 'renews', 'ends'] as const) {
    const about = rows.filter(({ tell }) => tell === kind);
    await mailLifeEvent(
      work,
      kind,
      account,
      about.map((row) => ({ row, on: momentOf(row) })),
    );
  }
  await told.saveToldUntil(work, account, rows.length < limit ? work.now : rows.at(-1)!.tell_at);
  return rows.length;
}

/** The day that a mail names: when it is void, active since, or its term over. */
function momentOf(row: told.RowToTell): Temporal.Instant {
  if (row.tell === 'waiting') return lapseOf(lapsing(row))!.at;
  if (row.tell === 'activated') return row.activated_at!;
  const over = termOverAt(row.term_end!);
  return row.tell === 'renews' ? over : over.subtract({ seconds: 1 });
}

async function nextDeadline(work: OwnWork, account: string): Promise<Temporal.Instant | undefined> {
  const from = await told.toldUntil(work, account);
  const [lapse, tell] = [await store.earliestLapse(work, account), await told.nextToTell(work, account, from)];
  if (!lapse || !tell) return lapse ?? tell;
  return Temporal.Instant.compare(lapse, tell) <= 0 ? lapse : tell;
}
