import { describe, expect, test } from 'vitest';
import { shownRows, type Column } from './list-rows.ts';

interface Row {
  readonly name: string;
  readonly seats: number;
}

const rows: readonly Row[] = [
  { name: 'Éclair', seats: 10 },
  { name: 'Zénith', seats: 9 },
  { name: 'abeille', seats: 200 },
];
const columns: readonly Column<Row>[] = [
  { id: 'name', header: 'Name', text: (row) => row.name },
  { id: 'seats', header: 'Seats', text: (row) => String(row.seats), number: (row) => row.seats },
];
const filters = [
  { id: 'size', label: 'Size', options: [], matches: (row: Row, value: string) => value === 'big' && row.seats > 50 },
];
const compare = new Intl.Collator('fr').compare;
const names = (wanted: Parameters<typeof shownRows>[3]) =>
  shownRows(rows, columns, filters, wanted, compare).map((row) => row.name);

describe('the rows of a list', () => {
  const everything = { search: '', sort: undefined, filters: {} };

  test('stay in the order they came in', () => {
    expect(names(everything)).toEqual(['Éclair', 'Zénith', 'abeille']);
  });

  test('are found without accents and case, by all words', () => {
    expect(names({ ...everything, search: 'eclair' })).toEqual(['Éclair']);
    expect(names({ ...everything, search: 'ZEN 9' })).toEqual(['Zénith']);
    expect(names({ ...everything, search: 'zen 10' })).toEqual([]);
  });

  test('are found by the beginning of an id, and not by letters from within it', () => {
    const id = '0a1b2c3d-44a1-4b2c-9d3e-a1a1a1a1a1a1';
    const held = [{ id }];
    const found = (search: string) =>
      shownRows(held, [{ id: 'id', header: 'Id', text: (row) => row.id }], [], { ...everything, search }, compare)
        .length;
    expect([id, id.toUpperCase(), '0a1b2c', '0a1b2c3d-44'].map(found)).toEqual([1, 1, 1, 1]);
    expect(['a1', '44a1', '44a1-4b2c', 'a1a1a1a1', '0a'].map(found)).toEqual([0, 0, 0, 0, 0]);
  });

  test('are ordered by the language for text and by value for numbers, both ways', () => {
    expect(names({ ...everything, sort: { column: 'name', down: false } })).toEqual(['abeille', 'Éclair', 'Zénith']);
    expect(names({ ...everything, sort: { column: 'seats', down: true } })).toEqual(['abeille', 'Éclair', 'Zénith']);
    expect(names({ ...everything, sort: { column: 'seats', down: false } })).toEqual(['Zénith', 'Éclair', 'abeille']);
  });

  test('obey filters; an address that names an unknown column changes nothing', () => {
    expect(names({ ...everything, filters: { size: 'big' } })).toEqual(['abeille']);
    expect(names({ ...everything, sort: { column: 'nothing', down: false }, filters: { other: 'x' } })).toHaveLength(3);
  });
});
