import fc from 'fast-check';
import { expect, test } from 'vitest';
import { plainCsv, type CsvForm } from '../../../kernel/index.ts';
import { cellsOf, textOfCells } from './audience-csv.ts';
import { readRows } from './audience-file.ts';

/** Names with all that could break a file or a spreadsheet. */
const cell = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({
    unit: fc.constantFrom('=', '+', '-', '@', '"', "'", ',', ';', '\t', '\r', '\n', ' ', '\uFF1D', 'é', 'A', '1'),
  }),
  fc.constantFrom('=cmd|"/c calc"!A1', 'Dupont;=1+1', '"=1"', '-2+3', 'sep=;', '\uFEFF'),
);
const row = fc.tuple(
  fc.uuid().map((id) => id.toLowerCase()),
  cell,
  cell,
  cell,
);
const list = fc.uniqueArray(row, { minLength: 1, maxLength: 40, selector: ([tenantId]) => tenantId });
const forms = fc.constantFrom<CsvForm[]>(
  plainCsv,
  { style: 'excel', language: 'en' },
  { style: 'excel', language: 'fr' },
);
const header = ['Tenant ID', 'Company', 'Location', 'Region'];

test('AUD-37 What is exported is imported as the same partners in the same order, whatever they are called', () => {
  fc.assert(
    fc.property(list, forms, (rows, form) => {
      const file = readRows(cellsOf(textOfCells([header, ...rows], form), 100));
      expect(file).toEqual({
        rows: rows.length,
        named: rows.map(([tenantId], index) => ({ row: index + 2, tenantId })),
        repeated: 0,
        problems: [],
      });
    }),
  );
});

test('AUD-36 However a spreadsheet divides an exported line, no cell begins as a formula does', () => {
  fc.assert(
    fc.property(list, forms, (rows, form) => {
      const lines = textOfCells([header, ...rows], form)
        .replace('\uFEFF', '')
        .split('\r\n');
      expect(lines).toHaveLength(rows.length + 2);
      for (const line of lines) {
        for (const separator of [',', ';', '\t', '\n', '\r']) {
          for (const part of line.split(separator)) expect(part).not.toMatch(/^[\s"]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]/);
        }
      }
    }),
  );
});

test('AUD-37 A line that only names the separator, as Excel writes it, is no row, and rows keep the numbers one sees', () => {
  const tenantId = '6f1d7c0a-3c1e-4d39-9a52-7d1c2b0f4e11';
  const text = `sep=;\r\nCompany;Tenant ID\r\nA, B;${tenantId}\r\nC;nobody\r\n`;
  expect(readRows(cellsOf(text, 100))).toMatchObject({
    rows: 2,
    named: [{ row: 3, tenantId }],
    problems: [{ row: 4, value: 'nobody' }],
  });
});

test('A line of more than 100,000 characters is refused, however many cells it would be', () => {
  const lines = (length: number) => `${','.repeat(length)}\r\n`;
  expect(cellsOf(lines(100_000).repeat(3), 2)).toHaveLength(2);
  expect(() => cellsOf(lines(10).repeat(20_000) + lines(100_001) + lines(3), 10)).toThrow('longer than 100000');
  expect(() => cellsOf(`a\n${','.repeat(100_001)}`, 10)).toThrow('longer than 100000');
});
