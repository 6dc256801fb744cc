/** Amounts, dates and countries as a reader of the document's language writes them. */
import { frenchOrdinal, minorUnitDigits, type Currency } from '../../../kernel/index.ts';
import type { DocumentLocale } from './texts.ts';

/** French groups digits with a narrow space, which the document's font lacks: an ordinary unbreakable one instead. */
function printable(text: string): string {
  return text.replaceAll('\u202f', '\u00a0');
}

/** E.g. `EUR 1,234.50` or `1 234,50 EUR`. The currency by its code: symbols are shared and not in every font. */
export function moneyIn(locale: DocumentLocale, amount: string, currency: Currency): string {
  const digits = minorUnitDigits(currency);
  const format = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    currencyDisplay: 'code',
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  // As text, so that no digit is lost on the way through a number.
  return printable(format.format(amount as Intl.StringNumericLiteral));
}

/** A price with the digits of its currency, or more when it has more. */
export function priceIn(locale: DocumentLocale, price: string, currency: Currency): string {
  return grouped(locale, price, minorUnitDigits(currency));
}

/** A quantity or rate with all the digits it has. */
export function numberIn(locale: DocumentLocale, value: string): string {
  return grouped(locale, value, 0);
}

function grouped(locale: DocumentLocale, value: string, minimumFractionDigits: number): string {
  const format = new Intl.NumberFormat(locale, { minimumFractionDigits, maximumFractionDigits: 20 });
  return printable(format.format(value as Intl.StringNumericLiteral));
}

export function dayIn(locale: DocumentLocale, day: Temporal.PlainDate, style: 'long' | 'short' = 'long'): string {
  const shown =
    style === 'long'
      ? { dateStyle: 'long' as const }
      : ({ year: 'numeric', month: '2-digit', day: '2-digit' } as const);
  const text = printable(day.toLocaleString(regional[locale], shown));
  return locale === 'fr' && style === 'long' ? frenchOrdinal(text) : text;
}

/** English days are written the European way, so that 03/04 cannot be misread. */
const regional: Readonly<Record<DocumentLocale, string>> = { en: 'en-GB', fr: 'fr-FR' };

/** E.g. `November 2026`. */
export function monthIn(locale: DocumentLocale, month: string): string {
  const first = Temporal.PlainYearMonth.from(month).toPlainDate({ day: 1 });
  return first.toLocaleString(regional[locale], { year: 'numeric', month: 'long' });
}

/** A country by its name in the reader's language. */
export function countryIn(locale: DocumentLocale, country: string): string {
  return new Intl.DisplayNames(locale, { type: 'region' }).of(country) ?? country;
}
