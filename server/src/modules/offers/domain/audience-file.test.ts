import { expect, test } from 'vitest';
import { newId } from '../../../kernel/index.ts';
import { readRows } from './audience-file.ts';

const [a, b, c] = [newId(), newId(), newId()];

test.each([
  ['the exported header', ['Tenant ID', 'Company', 'Location', 'Region'], 0],
  ['the columns in another order', ['Company', 'Region', 'tenant-id'], 2],
  ['the French name with its accents and spaces', ['Société', 'ID de locataire'], 1],
  ['the name that the programme uses', ['Company', 'CSP Azure AD tenant ID'], 1],
])('AUD-37 A file is read by %s', (_case, header, column) => {
  const row = header.map((_name, index) => (index === column ? ` ${a.toUpperCase()} ` : 'Azur'));
  expect(readRows([header, row])).toEqual({ rows: 1, named: [{ row: 2, tenantId: a }], repeated: 0, problems: [] });
});

test('AUD-37 A file without a header is read when its first column holds tenant ids; one without any is no such file', () => {
  expect(readRows([[a, 'Azur'], [b]])).toMatchObject({ rows: 2, named: [{ tenantId: a }, { tenantId: b }] });
  expect(readRows([['Azur', a], ['Delta']])).toBeUndefined();
  expect(readRows([])).toBeUndefined();
  expect(readRows([['']])).toBeUndefined();
});

test('AUD-37 Every bad row is told with its row as a spreadsheet counts it; duplicates and empty rows are harmless', () => {
  const file = readRows([
    ['Tenant ID', 'Company'],
    [a],
    [''],
    ['=cmd|calc'],
    [b],
    [a],
    ['', 'Delta'],
    [c],
    ['x'.repeat(300)],
  ])!;
  expect(file.named).toEqual([
    { row: 2, tenantId: a },
    { row: 5, tenantId: b },
    { row: 8, tenantId: c },
  ]);
  expect(file.problems).toMatchObject([
    { row: 4, value: '=cmd|calc', code: 'TenantIdInvalid' },
    { row: 7, value: '', code: 'TenantIdMissing' },
    { row: 9, value: 'x'.repeat(100), code: 'TenantIdInvalid' },
  ]);
  expect(file.rows).toBe(file.named.length + file.repeated + file.problems.length);
  expect(file.repeated).toBe(1);
});
