/** Mail is written in the caller's transaction; the sandbox shows it in its mailbox, production sends it (mail-delivery.ts). */
import type { Work } from './work.ts';
import type { PlatformTables } from './tables.ts';
import { newId } from '../kernel/index.ts';
import { tooManyRequests } from './busy.ts';

export interface OutgoingMail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html?: string;
  readonly links?: readonly string[];
  /** Why this mail exists, e.g. `invoice-ready/G000000001/ada@…`: the same reason of an account never mails twice. */
  readonly reason: string;
}

/** Puts a mail into the outbox. Writing the same reason again does nothing. */
export async function sendMail(work: Work<PlatformTables>, mail: OutgoingMail): Promise<void> {
  await work.db
    .insertInto('mail')
    .values({
      account_tenant_id: work.account,
      id: newId(),
      at: work.now,
      recipient: mail.to,
      subject: mail.subject,
      text: mail.text,
      html: mail.html ?? null,
      links: JSON.stringify(mail.links ?? []),
      reason: mail.reason,
      sent_at: null,
    })
    // Without naming the column: that would need the right to read mail, which requests do not have.
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

const aDay = 24 * 3600;

/**
 * Nobody's mailbox is filled by somebody who presses a button: of mails whose reasons begin alike, an address gets so many in
 * 24 hours. Faults: TooManyRequests. System only: it reads the outbox.
 */
export async function requireMailsLeft(
  work: Pick<Work, 'prepared' | 'now'>,
  { to, reasons, most }: { readonly to: string; readonly reasons: string; readonly most: number },
): Promise<void> {
  const text = `select min(at) as first, count(*)::int as count from mail
    where comptoir_fold(recipient) = comptoir_fold($1) and starts_with(reason, $2) and at > $3`;
  const since = work.now.subtract({ hours: 24 });
  const values = [to, reasons, since];
  const [row] = await work.prepared<{ first: Temporal.Instant | null; count: number }>('mails-to', text, values);
  if (!row?.first || row.count < most) return;
  const seconds = Math.ceil(aDay - work.now.since(row.first).total('seconds'));
  throw tooManyRequests('This address has got as many of these mails as it gets in a day.', Math.max(1, seconds));
}
