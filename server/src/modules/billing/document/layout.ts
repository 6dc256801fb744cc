/** The invoice document: summary first, then the lines with their publishers, last the names and rates (rule G5). */
import type { Content, TableCell, TDocumentDefinitions } from 'pdfmake/interfaces.js';
import { dayOf } from '../../../kernel/index.ts';
import { addressLines } from '../../../programme/address-lines.ts';
import { paymentTerm } from '../../../programme/payment.ts';
import { documentKindOf, isToBePaid } from '../domain/document-kind.ts';
import type { Party } from '../domain/words.ts';
import { countryIn, dayIn, moneyIn, numberIn } from './format.ts';
import { linePages } from './lines.ts';
import { ink, lined, quiet, wash } from './style.ts';
import type { Statement } from './statement.ts';
import { texts, type DocumentLocale } from './texts.ts';

type PrintedStatement = Pick<Statement, 'invoice' | 'charges' | 'credits'>;

/** The sums a document prints, as text in its language. */
export function printedSums({ invoice, charges, credits }: PrintedStatement, locale: DocumentLocale) {
  const money = (amount: string) => moneyIn(locale, amount, invoice.currency);
  return {
    charges: money(charges),
    credits: money(credits),
    subtotal: money(invoice.subtotal),
    tax: money(invoice.taxTotal),
    total: money(invoice.total),
  };
}

export function layout(statement: Statement, locale: DocumentLocale): TDocumentDefinitions {
  const words = texts[locale];
  const { invoice } = statement;
  const { seller } = invoice;
  const { title } = words.kinds[documentKindOf(invoice)];
  return {
    info: {
      title: `${title} ${invoice.id}`,
      author: seller.name,
      creationDate: new Date(invoice.issuedAt.epochMilliseconds),
    },
    language: locale,
    pageSize: 'A4',
    pageMargins: [48, 56, 48, 64],
    defaultStyle: { font: 'Roboto', fontSize: 9.5, color: ink, lineHeight: 1.25 },
    styles: {
      title: { fontSize: 22, bold: true },
      heading: { fontSize: 13, bold: true, margin: [0, 0, 0, 8] },
      label: { fontSize: 8, color: quiet },
      head: { fontSize: 8, bold: true, color: quiet },
      cell: { fontSize: 8.5 },
      small: { fontSize: 7.5, color: quiet },
    },
    content: [...summaryPage(statement, locale), ...linePages(statement, locale), ...lastPage(statement, locale)],
    footer: (page, pages) => ({
      columns: [
        { text: `${seller.name} · ${title} ${invoice.id}`, style: 'small' },
        { text: words.page(page, pages), style: 'small', alignment: 'right' },
      ],
      margin: [48, 24, 48, 0],
    }),
  };
}

function summaryPage(statement: Statement, locale: DocumentLocale): Content[] {
  const words = texts[locale];
  const { invoice } = statement;
  const { seller, buyer } = invoice;
  const kind = words.kinds[documentKindOf(invoice)];
  const sums = printedSums(statement, locale);
  const period = `${dayIn(locale, invoice.periodStart)} – ${dayIn(locale, invoice.periodEnd)}`;
  return [
    {
      columns: [
        { text: kind.title, style: 'title' },
        { text: invoice.id, style: 'title', alignment: 'right' },
      ],
    },
    {
      canvas: [{ type: 'line', x1: 0, y1: 0, x2: 499, y2: 0, lineWidth: 1.5, lineColor: ink }],
      margin: [0, 10, 0, 20],
    },
    {
      columns: [party(words.from, seller, locale), party(words.billTo, buyer, locale)],
      margin: [0, 0, 0, 24],
    },
    facts([
      [kind.number, invoice.id],
      [words.period, period],
      [kind.date, dayIn(locale, dayOf(invoice.issuedAt))],
      ...(isToBePaid(invoice) ? [[words.due, dayIn(locale, invoice.dueDate)] as const] : []),
    ]),
    {
      table: {
        widths: ['*', 'auto'],
        body: [
          ...([
            [words.charges, sums.charges],
            [words.credits, sums.credits],
            [words.subtotal, sums.subtotal],
            [words.tax, sums.tax],
          ].map(([label, value]) => [{ text: label }, { text: value, alignment: 'right' }]) as TableCell[][]),
          [
            { text: words.total, bold: true, fontSize: 13, fillColor: wash },
            { text: sums.total, bold: true, fontSize: 13, alignment: 'right', fillColor: wash },
          ],
        ],
      },
      layout: lined,
      margin: [0, 24, 0, 28],
    },
    { text: isToBePaid(invoice) ? words.payment : words.nothingToPay, style: 'heading' },
    { text: paymentText(statement, locale) },
  ];
}

/** How to pay; for a credit note who credits how much, without its sign. */
function paymentText(statement: PrintedStatement, locale: DocumentLocale): string {
  const words = texts[locale];
  const { invoice } = statement;
  if (isToBePaid(invoice)) {
    const due = dayIn(locale, invoice.dueDate);
    const { total } = printedSums(statement, locale);
    return words.pay(total, invoice.seller.name, due, invoice.id, paymentTerm.netDays);
  }
  if (documentKindOf(invoice) === 'invoice') return words.nothingDue;
  return words.credited(moneyIn(locale, invoice.total.replace('-', ''), invoice.currency), invoice.seller.name);
}

function party(label: string, { name, country, address }: Party, locale: DocumentLocale): Content {
  const where = address ? addressLines(address) : [];
  return {
    stack: [
      { text: label, style: 'label' },
      { text: name, bold: true, fontSize: 11 },
      ...where,
      countryIn(locale, address?.country ?? country),
    ],
  };
}

function facts(rows: readonly (readonly [string, string])[]): Content {
  const widths = [85, '*', 95, 95];
  return {
    columns: rows.map(([label, value], index) => ({
      width: widths[index]!,
      stack: [{ text: label, style: 'label' }, { text: value }],
    })),
    columnGap: 12,
  };
}

function lastPage({ publishers, rates }: Statement, locale: DocumentLocale): Content[] {
  const words = texts[locale];
  const table = (
    heads: readonly string[],
    rows: readonly (readonly string[])[],
    widths: (string | number)[],
  ): Content => ({
    table: {
      headerRows: 1,
      widths,
      body: [
        heads.map((text) => ({ text, style: 'head' })),
        ...rows.map((row) => row.map((text) => ({ text, style: 'cell' }))),
      ],
    },
    layout: lined,
    margin: [0, 0, 0, 24],
  });
  return [
    { text: words.publishers, style: 'heading', pageBreak: 'before' },
    table(
      [words.publisher, words.country],
      publishers.map(({ name, country }) => [name, countryIn(locale, country)]),
      ['*', '*'],
    ),
    { text: words.rates, style: 'heading' },
    ...(rates.length === 0
      ? [{ text: words.noRates }]
      : [
          table(
            [words.rate, words.rateDate],
            rates.map(({ from, to, rate, date }) => [
              `1 ${from} = ${numberIn(locale, rate)} ${to}`,
              dayIn(locale, date),
            ]),
            ['*', '*'],
          ),
          { text: words.ratesNote, style: 'small' },
        ]),
  ];
}
