import { expect, test } from 'vitest';
import { decimal } from '../../../kernel/index.ts';
import { differenceText, readingDifferences, type Reading } from './reading.ts';
import type { Invoice } from './words.ts';

const invoice = {
  id: 'G000000001',
  currency: 'EUR',
  subtotal: '30',
  taxTotal: '0',
  total: '30',
  lineCount: 3,
} as Invoice;
const fine: Reading = {
  items: { count: 3, sum: decimal('30') },
  file: { count: 3, sum: decimal('30') },
  document: { kind: 'invoice', numbers: ['G000000001'], total: decimal('30'), lines: { count: 3, sum: decimal('30') } },
  differences: [],
};
const told = (change: Partial<Reading>, mostLines = 2000) =>
  readingDifferences(invoice, { ...fine, ...change }, mostLines).map((one) => differenceText(one, 'EUR'));

test('A reading that says what the invoice says has no differences', () => {
  expect(told({})).toEqual([]);
});

test('Each rendering that is a cent or a line off is named, with what it says', () => {
  expect(told({ items: { count: 2, sum: decimal('29.99') } })).toEqual([
    'The line items add up to 29.99 EUR, the invoice to 30.00 EUR.',
    'There are 2 line items for 3 lines.',
  ]);
  expect(told({ file: { count: 23, sum: decimal('30.001') } })).toEqual([
    'The reconciliation file adds up to 30.001 EUR, the invoice to 30.00 EUR.',
    'The file has 23 rows for 3 lines.',
  ]);
  const document = {
    kind: 'invoice',
    numbers: ['C000000009'],
    total: undefined,
    lines: { count: 1, sum: decimal('10') },
  } as const;
  expect(told({ document })).toEqual([
    'The document shows – EUR, the invoice 30.00 EUR.',
    'The document shows the number C000000009, the invoice is G000000001.',
    'The document shows 1 of 3 lines.',
    'The lines of the document add up to 10.00 EUR, the invoice before tax to 30.00 EUR.',
  ]);
  expect(told({ differences: [{ code: 'fileRow', line: 2, found: '9.00', expected: '10.00' }] })).toEqual([
    'Line 2: The row of the file says 9.00 EUR, the charge 10.00 EUR.',
  ]);
});

test('A document that prints the first lines only is judged by these', () => {
  const lines = { count: 2, sum: decimal('20') };
  expect(told({ document: { ...fine.document, lines } }, 2)).toEqual([]);
  expect(told({ document: { ...fine.document, lines: { count: 1, sum: decimal('10') } } }, 2)).toEqual([
    'The document shows 1 of 2 lines.',
  ]);
});

test('G5 A document that its total makes a credit note must be titled as one', () => {
  const document = { ...fine.document, kind: 'creditNote' } as const;
  expect(told({ document })).toEqual(['The document is titled “Credit note”; by its total it is “Invoice”.']);
  expect(told({ document: { ...document, kind: undefined } })[0]).toContain('“–”');
});
