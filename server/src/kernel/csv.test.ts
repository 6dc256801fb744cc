import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import Papa from 'papaparse';
import { expect, test } from 'vitest';
import { csvLines, csvRows, csvStart, harmless } from './csv.ts';

const cell = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: fc.constantFrom('"', ',', ';', '\t', '\r', '\n', '\u2028', ' ', 'é', '1', '\uFEFF') }),
);
const table = fc
  .integer({ min: 2, max: 5 })
  .chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 20 }));

test('AZP-34 Two independent readers read back every cell, line breaks of any kind included', () => {
  fc.assert(
    fc.property(table, fc.constantFrom(',', ';'), (rows, delimiter) => {
      const text = csvLines([rows[0]!.map((_, index) => `c${index}`), ...rows], delimiter);
      expect(parse(text, { delimiter }).slice(1)).toEqual(rows);
      expect(Papa.parse(text.replace(/\r\n$/, ''), { delimiter, newline: '\r\n' }).data.slice(1)).toEqual(rows);
    }),
  );
});

test('A lone line feed or carriage return in a field is quoted', () => {
  expect(csvLines([['line\nbreak', 'line\rbreak', 'plain']])).toBe('"line\nbreak","line\rbreak",plain\r\n');
});

test('For Excel a file begins with a byte order mark, and in French has semicolons and decimal commas; plain has none of it', () => {
  const rows = [['Nom; du « client »', { number: '-1234.50' }, { code: '2027-01-31' }]] as const;
  const write = (style: 'plain' | 'excel', language: 'fr' | 'en') =>
    csvStart({ style, language }) + csvRows(rows, { style, language });
  expect(write('plain', 'fr')).toBe('Nom; du « client »,-1234.50,2027-01-31\r\n');
  expect(write('excel', 'en')).toBe('\uFEFFNom; du « client »,-1234.50,2027-01-31\r\n');
  expect(write('excel', 'fr')).toBe('\uFEFF"Nom; du « client »";-1234,50;2027-01-31\r\n');
});

test('What people typed cannot be run as a formula, and a negative number stays a number', () => {
  expect(csvRows([['=1+1', '@x', { number: '-2' }]], { style: 'plain', language: 'en' })).toBe("'=1+1,'@x,-2\r\n");
  expect(harmless('Dupont')).toBe('Dupont');
});
