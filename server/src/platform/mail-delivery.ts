/**
 * Delivery of the mail that was written: one mail a job, the oldest first, by one process at a time. Claimed in a short
 * transaction, handed over outside any, noted in another. A process that dies between the last two leaves a mail that
 * goes out twice, with the same Message-ID. Times are the wall clock's. See docs/decisions/0018-mail-delivery.md.
 */
import type { Logger } from 'pino';
import { systemActor } from '../kernel/index.ts';
import type { OuterTask } from './jobs.ts';
import { countedPage, type CountedPage, type Listing, type ListRequest } from './listing.ts';
import type { Handover, Letter, Postman } from './smtp.ts';
import type { Sweep } from './sweeps.ts';
import type { PlatformTables } from './tables.ts';
import type { Work, WorkRunner } from './work.ts';
import { locks } from './locks.ts';

type MailWork = Work<PlatformTables>;

export const deliverMailTask = 'deliver-mail';

/** Longer than handing over one mail may take (smtp.ts). */
const claimMinutes = 5;
/** A mail of its own trouble is tried again after 1, 2, 4, … minutes, at most 6 hours: about three days in all. */
const mostTries = 20;
const longestWaitMinutes = 360;
/** A server that is away is tried again after as long as it has been away, at least and at most these. */
const outageWaitMinutes = { least: 1, most: 15 };

/** Id and secret as links carry them (kernel/link-secret.ts). */
const secretPart = String.raw`#[0-9a-f-]{36}\.[\w-]{43}`;

const waiting = 'sent_at is null and refused_at is null';
const blocked = `exists (select from mail where ${waiting} and (claimed_until > clock_timestamp()
  or (outage_since is not null and next_try_at > clock_timestamp())))`;
const due = `${waiting} and (next_try_at is null or next_try_at <= clock_timestamp()) and not ${blocked}`;

/** Sees to it that waiting mail is delivered; beside `deliverMail`, which goes on by itself while there is some. */
export const mailSweep: Sweep = {
  name: 'mail delivery',
  async nextDue(work) {
    const text = `select min(coalesce(next_try_at, at)) as next from mail where ${waiting}`;
    const [row] = await work.prepared<{ next: Temporal.Instant | null }>('mail-next', text, []);
    return row?.next ?? undefined;
  },
  async run(work) {
    const found = await work.prepared('mail-due', `select from mail where ${due} limit 1`, []);
    if (found.length > 0) work.enqueue(deliverMailTask, {}, deliverMailTask);
    return 0;
  },
};

/** Hands over the oldest mail that is due, and asks for the next. */
export function deliverMail(runner: WorkRunner, postman: Postman, log: Logger): OuterTask {
  const system = <Result>(body: (work: MailWork) => Promise<Result>) =>
    runner.run<Result, PlatformTables>({ actor: systemActor, system: true }, body);
  return async (_payload, stopping) => {
    const letter = await system(claim);
    if (!letter) return;
    const handover = await postman(letter, stopping);
    await system(async (work) => {
      await note(work, letter, handover);
      work.enqueue(deliverMailTask, {}, deliverMailTask);
    });
    if (handover.outcome === 'sent') log.info({ mail: letter.id }, 'mail sent');
    else log.warn({ mail: letter.id, reason: handover.problem }, `mail not sent: ${handover.outcome}`);
  };
}

interface Claimed extends Letter {
  readonly tries: number;
}

async function claim(work: MailWork): Promise<Claimed | undefined> {
  await work.prepared('mail-claim-lock', 'select pg_advisory_xact_lock($1)', [locks.mailClaim]);
  const text = `update mail set tries = tries + 1, claimed_until = clock_timestamp() + make_interval(mins => ${claimMinutes})
    where id = (select id from mail where ${due} order by at, id limit 1)
    returning id, at, recipient as to, subject, text, html, tries`;
  return (await work.prepared<Claimed>('mail-claim', text, []))[0];
}

async function note(work: MailWork, { id, tries }: Claimed, handover: Handover): Promise<void> {
  if (handover.outcome === 'outage') return noteOutage(work, id, handover.problem);
  await work.prepared('mail-outage-over', 'update mail set outage_since = null where outage_since is not null', []);
  if (handover.outcome === 'sent') {
    await work.prepared(
      'mail-sent',
      // What stands behind `#` in a link opens something: once it is with its reader it is read nowhere else.
      `update mail set sent_at = clock_timestamp(), claimed_until = null, next_try_at = null, problem = null,
        text = regexp_replace(text, '${secretPart}', '#…', 'g'), html = regexp_replace(html, '${secretPart}', '#…', 'g'),
        links = regexp_replace(links::text, '${secretPart}', '#…', 'g')::jsonb where id = $1`,
      [id],
    );
  } else if (handover.outcome === 'refused' || tries >= mostTries) {
    await work.prepared(
      'mail-refused',
      `update mail set refused_at = clock_timestamp(), claimed_until = null, next_try_at = null, problem = $2 where id = $1`,
      [id, handover.problem],
    );
  } else {
    await work.prepared(
      'mail-later',
      `update mail set claimed_until = null, next_try_at = clock_timestamp() + make_interval(mins => $2), problem = $3
      where id = $1`,
      [id, Math.min(2 ** (tries - 1), longestWaitMinutes), handover.problem],
    );
  }
}

/** Does not count as a try of the mail: nothing was said about it. */
async function noteOutage(work: MailWork, id: string, problem: string): Promise<void> {
  const { least, most } = outageWaitMinutes;
  const text = `update mail set tries = tries - 1, claimed_until = null, problem = $2,
      outage_since = coalesce(o.since, clock_timestamp()),
      next_try_at = clock_timestamp() + greatest(make_interval(mins => ${least}),
        least(make_interval(mins => ${most}), clock_timestamp() - coalesce(o.since, clock_timestamp())))
    from (select min(outage_since) as since from mail where ${waiting}) o where id = $1`;
  await work.prepared('mail-outage', text, [id, problem]);
}

export type MailSort = 'at' | 'subject' | 'to' | 'state';

export interface DeliveryState {
  readonly id: string;
  readonly at: Temporal.Instant;
  readonly to: string;
  readonly subject: string;
  readonly state: 'queued' | 'sent' | 'refused';
  readonly tries: number;
  readonly sent_at: Temporal.Instant | null;
  readonly refused_at: Temporal.Instant | null;
  readonly next_try_at: Temporal.Instant | null;
  readonly problem: string | null;
}

const state = `(case when m.sent_at is not null then 'sent' when m.refused_at is not null then 'refused' else 'queued' end)`;

const listing: Listing<MailSort> = {
  name: 'mails',
  select: `m.id, m.at, m.recipient as "to", m.subject, ${state} as state, m.tries, m.sent_at, m.refused_at, m.next_try_at, m.problem`,
  from: 'mail m where true',
  words: `comptoir_fold(concat_ws(' ', m.subject, m.recipient, m.problem))`,
  sorts: {
    at: { sql: 'm.at', type: 'timestamptz' },
    subject: { sql: 'comptoir_fold(m.subject) collate "C"', type: 'text' },
    to: { sql: 'comptoir_lower(m.recipient) collate "C"', type: 'text' },
    state: { sql: `${state} collate "C"`, type: 'text' },
  },
  tie: { sql: 'm.id', type: 'uuid' },
  filters: { state: `${state} = ?` },
};

/** A page of what became of mails; not what they say. System only. */
export function listMail(
  work: Pick<Work, 'prepared'>,
  wanted: ListRequest<MailSort>,
): Promise<CountedPage<DeliveryState>> {
  return countedPage(work, listing, [], wanted);
}

/** Has a refused mail tried again; false when there is none of that id. System only. */
export async function retryMail(work: MailWork, id: string): Promise<boolean> {
  const text = `update mail set refused_at = null, problem = null, tries = 0 where id = $1 and refused_at is not null
    returning id`;
  return (await work.prepared('mail-retry', text, [id])).length > 0;
}
