/** The mail that says an invoice is ready (rule G4: to global and billing admins). */
import type { Work } from '../../../platform/work.ts';
import { sendMail } from '../../../platform/mail.ts';
import type { User } from '../../identity/index.ts';
import { dayIn, moneyIn, monthIn } from '../document/format.ts';
import { documentLocale, texts } from '../document/texts.ts';

export interface ReadyInvoice {
  readonly id: string;
  readonly month: string;
  readonly total: string;
  readonly currency: string;
  /** ISO date. */
  readonly due_date: string;
}

/** Writes it in the reader's language, once for each invoice and reader. */
export async function mailInvoiceReady(
  work: Work,
  invoice: ReadyInvoice,
  reader: Pick<User, 'id' | 'email' | 'language'>,
): Promise<void> {
  const locale = documentLocale(reader.language);
  const words = texts[locale];
  const month = monthIn(locale, invoice.month);
  const total = moneyIn(locale, invoice.total, invoice.currency);
  await sendMail(work, {
    to: reader.email,
    subject: words.mailSubject(invoice.id, month),
    text: words.mailText(invoice.id, month, total, dayIn(locale, Temporal.PlainDate.from(invoice.due_date))),
    reason: `invoice-ready/${invoice.id}/${reader.id}`,
  });
}
