/**
 * Sends what is due: claimed in the transaction of the account's due work, sent outside of any, written down in another.
 * Each claimed delivery is a lane that goes on with the account's next one, so that a receiver that answers is not held up
 * by those that hang. A process that dies leaves its claims to run out: what it sent is sent again, with the same body.
 */
import type { Logger } from 'pino';
import { systemActor } from '../../../kernel/index.ts';
import { noteDue, type ClockMove, type DueKind } from '../../../platform/due.ts';
import type { Work, WorkRunner } from '../../../platform/work.ts';
import { afterAttempt, takenByAny2xx } from '../domain/ladder.ts';
import * as store from '../store/deliveries.ts';
import { webhookKind } from './deliver.ts';
import type { Delivery, WebhookKind } from './kinds.ts';
import { outgoing, readable, type Outgoing, type Sent } from './outgoing.ts';

/** Under way for one receiver at a time. */
const lanesPerAccount = 4;
/** Under way in one process: a thousand receivers that hang leave room for the others. */
const mostLanes = 5_000;
/** Attempts of one receiver that a moving clock waits for in vain; those behind them are put off to where it is led. */
const hangsPerMove = 2;

export interface WebhookOptions {
  readonly runner: WorkRunner;
  readonly log: Logger;
  readonly kinds: readonly WebhookKind[];
  /** Also to this very machine, over http too: the sandbox, whose stand-in ISV lives there. */
  readonly localToo: boolean;
  /** Of one call, all in all; 10 seconds when absent. */
  readonly timeoutMs?: number;
  /** Something may be due soon that was not. */
  recheck(): void;
}

export interface WebhookWork {
  readonly due: DueKind;
  /** Ends what is under way; it is sent again by the next process. */
  stop(): Promise<void>;
}

export function webhookWork(options: WebhookOptions): WebhookWork {
  const stopping = new AbortController();
  const sender: Sender = {
    ...options,
    kindOf: new Map(options.kinds.map((kind) => [kind.name, kind])),
    send: outgoing({ localToo: options.localToo, timeoutMs: options.timeoutMs ?? 10_000, stopping: stopping.signal }),
    stopping: stopping.signal,
    hangs: new WeakMap(),
  };
  let lanes = 0;
  const going = new Set<Promise<void>>();
  const begin = (delivery: store.DeliveryRow, move: ClockMove | undefined) => {
    lanes += 1;
    const lane = runLane(sender, delivery, move).finally(() => {
      lanes -= 1;
      going.delete(lane);
      options.recheck();
    });
    going.add(lane);
    return lane;
  };
  return {
    due: {
      name: webhookKind,
      slots: 4,
      after: [],
      nextDue: (work, account) =>
        lanes >= mostLanes ? Promise.resolve(soon(work)) : store.nextDelivery(work, account, lanesPerAccount),
      async run(work, account) {
        const room = stopping.signal.aborted ? 0 : Math.min(lanesPerAccount, mostLanes - lanes);
        const claimed = await store.claimDeliveries(work, account, work.now, { limit: room, most: lanesPerAccount });
        const outside = async (move: ClockMove | undefined) =>
          void (await Promise.all(claimed.map((delivery) => begin(delivery, move))));
        return { count: claimed.length, outside };
      },
    },
    async stop() {
      stopping.abort();
      await Promise.all(going);
    },
  };
}

/** With no lane free an account is looked at again a little later. */
const soon = (work: Work) => work.now.add({ seconds: 1 });

interface Sender extends WebhookOptions {
  readonly kindOf: ReadonlyMap<string, WebhookKind>;
  readonly send: Outgoing;
  readonly stopping: AbortSignal;
  /** Attempts in vain by account, of each move of the clock. */
  readonly hangs: WeakMap<ClockMove, Map<string, number>>;
}

/** Sends a delivery and whatever of its account is due then, one after the other. Never throws. */
async function runLane(sender: Sender, first: store.DeliveryRow, move: ClockMove | undefined): Promise<void> {
  let current: store.DeliveryRow | undefined = first;
  try {
    while (current) {
      const kind = sender.kindOf.get(current.kind);
      current = kind ? await sendOne(sender, kind, current, move) : await park(sender, current);
    }
  } catch (error) {
    // Its claim runs out, and it is sent again.
    sender.log.error({ err: error, delivery: current?.id }, 'a webhook delivery could not be written down');
  }
}

/** One attempt and what becomes of it; the account's next delivery. */
async function sendOne(
  sender: Sender,
  kind: WebhookKind,
  row: store.DeliveryRow,
  move: ClockMove | undefined,
): Promise<store.DeliveryRow | undefined> {
  const sent = await attempt(sender, kind, row, move);
  if (!sent) return release(sender, row);
  try {
    return await writeDown(sender, row, (work, current) => record(work, kind, current, sent, move));
  } catch (error) {
    // An attempt like every other, so that its ladder bounds it: at the end it is parked.
    sender.log.error({ err: error, delivery: row.id }, 'what a webhook delivery led to could not be done');
    const problem = `its answer came, and what it leads to could not be done: ${String(error)}`;
    const again = { ...sent, problem: readable(problem) };
    return writeDown(sender, row, (work, current) => record(work, unsettled(kind), current, again, move));
  }
}

/** What is left of a kind when its outcome cannot be made true: it is tried again, and nobody is told. */
function unsettled(kind: WebhookKind): WebhookKind & { readonly parks: true } {
  return { ...kind, judge: () => 'again', settled: async () => undefined, parks: true };
}

/** Of a kind that this version does not know: it is not tried, and holds up nothing behind it. */
function park(sender: Sender, row: store.DeliveryRow): Promise<store.DeliveryRow | undefined> {
  sender.log.error({ delivery: row.id, kind: row.kind }, 'a webhook delivery of an unknown kind is parked');
  const reason = `not sent: this version knows no kind of webhook called '${row.kind}'`;
  return writeDown(sender, row, async (work, current) => {
    await store.parkDelivery(work, current, reason);
    noteDue(work, webhookKind, current.account_tenant_id, work.now);
  });
}

/** Undefined: it was not sent, because this process ends. */
async function attempt(
  sender: Sender,
  kind: WebhookKind,
  row: store.DeliveryRow,
  move: ClockMove | undefined,
): Promise<Sent | undefined> {
  if (move && (hangsOf(sender, move).get(row.account_tenant_id) ?? 0) >= hangsPerMove) return passedOver;
  const delivery = deliveryOf(row);
  const sent = await sender.send(delivery, () => kind.headers(delivery), move !== undefined);
  if (move && sent?.hung) {
    const hangs = hangsOf(sender, move);
    hangs.set(delivery.account, (hangs.get(delivery.account) ?? 0) + 1);
  }
  return sent;
}

/** What a moving clock does not wait for counts as an attempt without answer. */
const passedOver: Sent = {
  tookMs: 0,
  status: undefined,
  answer: '',
  hung: false,
  problem: 'not sent: the clock was moving, and this receiver had not answered before',
};

function hangsOf({ hangs }: Sender, move: ClockMove): Map<string, number> {
  const known = hangs.get(move) ?? new Map<string, number>();
  hangs.set(move, known);
  return known;
}

/** Gives a claim back without an attempt. */
async function release(sender: Sender, row: store.DeliveryRow): Promise<undefined> {
  await writeDown(sender, row, async (work, current) => {
    await store.releaseDelivery(work, current);
    noteDue(work, webhookKind, current.account_tenant_id, current.next_attempt_at!);
  });
}

/** Writes down what became of a claim, and claims what the account has next in the same transaction. */
function writeDown(
  { runner, stopping }: Sender,
  { account_tenant_id: account, id }: store.DeliveryRow,
  body: (work: Work, row: store.DeliveryRow) => Promise<void>,
): Promise<store.DeliveryRow | undefined> {
  const context = { actor: systemActor, account, system: true };
  return runner.run<store.DeliveryRow | undefined, unknown>(context, async (work) => {
    const row = await store.lockDelivery(work as Work, account, id);
    // Its claim had run out, and somebody else ended it.
    if (!row || row.outcome) return undefined;
    await body(work as Work, row);
    if (stopping.aborted) return undefined;
    const one = { limit: 1, most: lanesPerAccount };
    return (await store.claimDeliveries(work as Work, account, work.now, one))[0];
  });
}

async function record(
  work: Work,
  kind: WebhookKind & { readonly parks?: true },
  row: store.DeliveryRow,
  sent: Sent,
  move: ClockMove | undefined,
): Promise<void> {
  const delivery = deliveryOf(row);
  const verdict = kind.judge ? kind.judge(delivery, sent.status) : takenByAny2xx(sent.status);
  const after = afterAttempt(kind.ladder, verdict, {
    attempts: row.attempts + 1 - row.attempts_before,
    firstAt: row.first_attempt_at ?? work.now,
    at: work.now,
    onlyOnce: row.only_once,
    heldUp: await store.holdsUp(work, row),
    leadsTo: move && Temporal.Instant.compare(work.now, move.until) < 0 ? move.until : undefined,
  });
  const { status, answer, problem, tookMs } = sent;
  const [outcome, nextAt] =
    'outcome' in after ? [kind.parks ? ('parked' as const) : after.outcome, undefined] : [undefined, after.nextAt];
  await store.recordAttempt(work, row, { at: work.now, tookMs, status, problem, answer, outcome, nextAt });
  // Once it has ended, what waited behind it in its sequence.
  noteDue(work, webhookKind, row.account_tenant_id, nextAt ?? work.now);
  if (outcome && !row.only_once) await kind.settled?.(work, { delivery, outcome, at: work.now, status, answer });
}

function deliveryOf(row: store.DeliveryRow): Delivery {
  return {
    id: row.id,
    account: row.account_tenant_id,
    event: row.event,
    subjectId: row.subject_id,
    sourceId: row.source_id,
    recipient: row.recipient,
    url: row.url,
    body: row.body,
    createdAt: row.created_at,
    onlyOnce: row.only_once,
  };
}
