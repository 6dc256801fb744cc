import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { beforeAll, expect, test } from 'vitest';
import {
  aBuyerOf,
  aChannel,
  anOperator,
  changeAgreed,
  recordSwissRates,
  runDue,
  setTime,
  type Channel,
} from '../../../../test/billing.ts';
import { useDatabase } from '../../../../test/database.ts';
import { namesOfTheWorld } from '../../../../test/names.ts';
import { decimal } from '../../../kernel/index.ts';
import { recordRates } from '../../exchange-rates/index.ts';
import { documentLocale, invoicesOf, renderStatement, statementOf, type DocumentLocale } from '../index.ts';
import { readDocument } from '../service/read-document.ts';
import { moneyIn, numberIn, priceIn } from './format.ts';
import type { Statement } from './statement.ts';

const works = useDatabase();
let channel: Channel;

beforeAll(async () => {
  await anOperator(works);
  await setTime(works, '2027-01-12T09:00:00Z');
  await recordSwissRates(works);
  channel = await aChannel(works, { country: 'CH' });
  await aBuyerOf(works, channel, 500);
  await setTime(works, '2027-02-01T00:00:00Z');
  await runDue(works);
});

const boughtStatement = (of = channel) =>
  works.as(of.partner, async (work) => {
    const [invoice] = await invoicesOf(work, { side: 'bought' }, { limit: 1 });
    return statementOf(work, 'bought', invoice!.id);
  });

/** The words on each page, spaces made plain. */
async function pagesOf(locale: DocumentLocale, statement?: Statement): Promise<string[]> {
  const pdf = await renderStatement(statement ?? (await boughtStatement()), locale);
  const document = await getDocument({ data: new Uint8Array(pdf), verbosity: 0 }).promise;
  const pages: string[] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const { items } = await (await document.getPage(number)).getTextContent();
    pages.push(
      items
        .map((item) => ('str' in item ? item.str : ''))
        .join(' ')
        .replaceAll(/\s+/g, ' '),
    );
  }
  return pages;
}

test('The first page sums up: number, period, dates, charges, credits, tax, total and how to pay (rule G5)', async () => {
  const [summary] = await pagesOf('en');
  for (const words of [
    'G000000001',
    '1 January 2027 – 31 January 2027',
    '1 February 2027',
    '2 April 2027',
    'Charges CHF 4,820.00',
    'Credits CHF 0.00',
    'Subtotal CHF 4,820.00',
    'Tax CHF 0.00',
    'Total CHF 4,820.00',
    'within 60 days',
  ]) {
    expect(summary).toContain(words);
  }
});

test('The next page has the lines with their publisher, the last one publishers and exchange rates (rule G5)', async () => {
  const [, lines, last, ...others] = await pagesOf('en');
  expect(others).toEqual([]);
  for (const words of ['Contoso', 'Publisher: Atelier', '12/01/2027', '500', '10.00', 'CHF 4,820.00'])
    expect(lines).toContain(words);
  for (const words of ['Atelier', 'France', '1 EUR = 0.964285714286 CHF', '29 December 2026'])
    expect(last).toContain(words);
});

test('In French the whole document is French', async () => {
  const [summary, lines, last] = await pagesOf('fr');
  for (const words of [
    'Facture',
    '1er janvier 2027 – 31 janvier 2027',
    'Date d’échéance',
    '2 avril 2027',
    '4 820,00 CHF',
    'sous 60 jours',
  ]) {
    expect(summary).toContain(words);
  }
  expect(lines).toContain('Éditeur : Atelier');
  expect(last).toContain('1 EUR = 0,964285714286 CHF');
});

test('The language is the first of the wanted ones that we speak, else English', () => {
  expect(['fr-FR,fr;q=0.9,en;q=0.8', 'de-DE,fr', 'en-US', 'ja', '', undefined].map(documentLocale)).toEqual([
    'fr',
    'fr',
    'en',
    'en',
    'en',
    'en',
  ]);
});

test('Names of every script are printed with the letters of their script, and found by a reader', async () => {
  const statement = await boughtStatement();
  const [line] = statement.lines;
  const names = namesOfTheWorld.map(({ name }) => name);
  const named = names.map((customerName) => ({ ...line!, subject: { ...line!.subject, customerName } }));
  const { invoice } = statement;
  const seller = { ...invoice.seller, name: '株式会社 青空' };
  const pages = await pagesOf('fr', { ...statement, lines: named, invoice: { ...invoice, seller } });
  const text = pages.join(' ').replaceAll(/\s/g, '').normalize('NFKC');
  for (const word of names.flatMap((name) => name.normalize('NFKC').split(' '))) expect(text).toContain(word);
  // The footer of each page names the seller.
  for (const page of pages) expect(page.replaceAll(' ', '')).toContain('株式会社青空·Facture');
});

test.for([
  ['9.99', '1', '9.99'],
  ['1234567.123456', '1234567', '123456789.01'],
  ['99999999.99', '12345678', '-999999999999.99'],
] as const)(
  'G5 G6 Numbers of any size stand in one piece: price %s, quantity %s, amount %s',
  async ([price, quantity, subtotal]) => {
    const statement = await boughtStatement();
    const line = { ...statement.lines[0]!, effectiveUnitPrice: price, quantity, subtotal };
    const large = { ...statement, lines: [line] };
    for (const locale of ['en', 'fr'] as const) {
      const page = (await pagesOf(locale, large))[1]!;
      const written = [
        numberIn(locale, quantity),
        priceIn(locale, price, line.pricingCurrency),
        moneyIn(locale, subtotal, line.currency),
      ];
      for (const text of written) expect(page).toContain(text.replaceAll(/\s+/g, ' '));
    }
    const read = await readDocument(new Uint8Array(await renderStatement(large, 'en')));
    expect([read.lines.count, read.lines.sum.toFixed(2)]).toEqual([1, subtotal]);
  },
);

test('G10 F28 A seat change says which quantity it gives back, the price and days of its cycle, the rate it keeps and its reference', async () => {
  await setTime(works, '2027-01-12T09:00:00Z');
  const changing = await aChannel(works, { country: 'CH' });
  const { customer, subscription } = await aBuyerOf(works, changing, 13);
  const franc = { currency: 'CHF', usdPerUnit: decimal('1.25') };
  await works.asSystem((work) => recordRates(work, { month: '2027-02', rates: [franc] }));
  const euro = { currency: 'EUR', usdPerUnit: decimal('1.08') };
  await works.asSystem((work) => recordRates(work, { month: '2027-02', rates: [euro] }));
  await setTime(works, '2027-02-05T09:00:00Z');
  await runDue(works);
  await changeAgreed(works, changing, { customer, subscription }, { quantity: 12 });
  await runDue(works);
  await setTime(works, '2027-03-01T00:00:00Z');
  await runDue(works);
  const statement = await boughtStatement(changing);
  const [, lines, last] = await pagesOf('en', statement);
  for (const words of [
    'Licences removed: quantity before, given back',
    'Licences removed: quantity after',
    'Prorated: 7 of 31 days; the cycle 12/01/2027 – 11/02/2027 costs 10.00 EUR',
    'Converted at 1 EUR = 0.964285714286 CHF, fixed on 29/12/2026',
    'Converted at 1 EUR = 0.864 CHF',
  ])
    expect(lines).toContain(words);
  // One reference for both lines, that of the file.
  const references = [...lines!.replaceAll(/- /g, '-').matchAll(/Reference ([0-9a-f-]{36})/g)].map(([, id]) => id);
  expect([references.length, new Set(references).size]).toEqual([2, 1]);
  expect(last).toContain('A change or a cancellation keeps the rate of its billing cycle.');
  const [, lignes] = await pagesOf('fr', statement);
  for (const words of [
    'Licences retirées : quantité précédente, créditée',
    'Au prorata : 7 jours sur 31 ; le cycle 12/01/2027 – 11/02/2027 coûte 10,00 EUR',
    'Converti au taux 1 EUR = 0,864 CHF',
  ])
    expect(lignes).toContain(words);
});

test('G10 A change of plan is told as one, and is no converted trial', async () => {
  const statement = await boughtStatement();
  const [line] = statement.lines;
  const lines = ['t1c0a2r', 't1c0a2n', 't1c0'].map((chargeKey) => {
    return { ...line!, chargeKey, chargeType: 'convert' as const };
  });
  const told = { ...statement, lines, cycles: [] };
  for (const [locale, ...words] of [
    ['en', 'Other plan: plan before, given back', 'Other plan: plan taken', 'Trial converted'],
    ['fr', 'Autre plan : plan précédent, crédité', 'Autre plan : plan choisi', 'Essai converti'],
  ] as const) {
    const page = (await pagesOf(locale, told))[1]!;
    expect(words.map((text) => page.split(text).length - 1)).toEqual([1, 1, 1]);
  }
});
