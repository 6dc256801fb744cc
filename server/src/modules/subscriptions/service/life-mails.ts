/** Mails on the life of subscriptions: to who sells and who pays at the account that bought (decision 0108). */
import { sendMail } from '../../../platform/mail.ts';
import type { Work } from '../../../platform/work.ts';
import { customerNames } from '../../customers/index.ts';
import { readersOf } from '../../identity/index.ts';
import { lifeMail, type LifeMailKind } from '../domain/life-mails.ts';
import { trialTerm } from '../domain/term.ts';
import type { SubscriptionRow } from '../store/orders.ts';

/** A direct purchase: the account that bought is the customer itself. */
const isOwn = (row: SubscriptionRow) => row.customer_tenant_id === row.partner_tenant_id;

/** Kind of due work of an account: what ends because nobody did what it waits for, and what is told in time. */
export const deadlineKind = 'deadlines';

/**
 * One mail a reader on all of these, whatever their number; none when the same was mailed before. A direct purchase is the
 * customer's own account. System only.
 */
export async function mailLifeEvent(
  work: Work,
  kind: LifeMailKind,
  account: string,
  about: readonly { readonly row: SubscriptionRow; readonly on: Temporal.Instant }[],
): Promise<void> {
  const first = about[0];
  if (!first) return;
  const readers = await readersOf(work, account, ['global_admin', 'billing_admin', 'admin_agent']);
  const sold = about.flatMap(({ row }) => (isOwn(row) ? [] : row.customer_tenant_id));
  const customers = await customerNames(work, [...new Set(sold)]);
  const customerOf = (row: SubscriptionRow) => (isOwn(row) ? undefined : customers.get(row.customer_tenant_id)?.name);
  const named = about.map(({ row, on }) => {
    const paidFrom = row.trial && row.term_number === trialTerm ? row.paid_from : null;
    return { name: row.friendly_name, customer: customerOf(row), on, ...(paidFrom ? { paidFrom } : {}) };
  });
  for (const reader of readers) {
    await sendMail(work, {
      to: reader.email,
      ...lifeMail(reader.language, kind, named),
      reason: `subscription-${kind}/${first.row.id}/${work.now.toString()}/${reader.id}`,
    });
  }
}
