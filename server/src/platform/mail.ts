/** Mail is written in the caller's transaction; the sandbox shows it in its mailbox, production sends it (mail-delivery.ts). */
import type { Work } from './work.ts';
import type { PlatformTables } from './tables.ts';
import { newId } from '../kernel/index.ts';

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
