/** The mail that says an invoice or a credit note is ready (rule G4: to global and billing admins). */
import type { Work } from '../../../platform/work.ts';
import { sendMail } from '../../../platform/mail.ts';
import type { User } from '../../identity/index.ts';
import { dayIn, moneyIn, monthIn } from '../document/format.ts';
import { documentKindOf, isToBePaid } from '../domain/document-kind.ts';
import { documentLocale, texts, type DocumentLocale } from '../document/texts.ts';

export interface ReadyInvoice {
  readonly id: string;
  readonly month: string;
  readonly total: string;
  readonly currency: string;
  /** ISO date. */
  readonly due_date: string;
}

/** Writes it in the reader's language, once for each invoice and reader; customers have a menu of their own. */
export async function mailInvoiceReady(
  work: Work,
  invoice: ReadyInvoice,
  reader: Pick<User, 'id' | 'email' | 'language'>,
  account: { readonly customerOnly: boolean },
): Promise<void> {
  const locale = documentLocale(reader.language);
  const words = texts[locale];
  const month = monthIn(locale, invoice.month);
  await sendMail(work, {
    to: reader.email,
    subject: words.kinds[documentKindOf(invoice)].mailSubject(invoice.id, month),
    text: `${readyText(invoice, month, locale)}\n\n${account.customerOnly ? words.mailWhereOwn : words.mailWhere}`,
    reason: `invoice-ready/${invoice.id}/${reader.id}`,
  });
}

/** What it is about, and what is to be paid, if anything. */
function readyText(invoice: ReadyInvoice, month: string, locale: DocumentLocale): string {
  const { id, currency, total, due_date: due } = invoice;
  const words = texts[locale];
  if (isToBePaid(invoice)) {
    return words.mailText(id, month, moneyIn(locale, total, currency), dayIn(locale, Temporal.PlainDate.from(due)));
  }
  if (documentKindOf(invoice) === 'invoice') return words.mailNothing(id, month);
  return words.mailCredit(id, month, moneyIn(locale, total.replace('-', ''), currency));
}
