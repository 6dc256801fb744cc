/** Which rows of a whole list are shown, in which order. */
import type { ReactNode } from 'react';

export interface Column<Row> {
  readonly id: string;
  readonly header: string;
  /** Text for search and order. */
  readonly text: (row: Row) => string;
  /** What is shown; the text unless given. */
  readonly cell?: (row: Row) => ReactNode;
  /** Orders by number instead of by text. */
  readonly number?: (row: Row) => number;
  /** What stands below the row, as wide as the table, once the cell is opened. */
  readonly opens?: (row: Row) => ReactNode;
  /** Names the row for those who hear the table; the first column unless one says so. */
  readonly namesRow?: boolean;
  /** Amounts and counts stand at the right. */
  readonly end?: boolean;
}

export interface Filter {
  readonly id: string;
  readonly label: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
}

export interface RowFilter<Row> extends Filter {
  readonly matches: (row: Row, value: string) => boolean;
}

export interface Wanted {
  readonly search: string;
  readonly sort: { readonly column: string; readonly down: boolean } | undefined;
  readonly filters: Readonly<Record<string, string>>;
}

/** Text as searches compare it: without accents and capitals. */
export const plain = (text: string) =>
  text
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase();

const guids = /[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/g;

/** Whether a text holds a word; of the ids in it the beginning, since two letters are in every second one. */
function holds(text: string, word: string): boolean {
  if (text.replaceAll(guids, '').includes(word)) return true;
  return (
    /^[\da-f]{8}[\da-f-]*$|^(?=.*\d)[\da-f-]{6,}$/.test(word) &&
    (text.match(guids) ?? []).some((id) => id.startsWith(word))
  );
}

export function shownRows<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  filters: readonly RowFilter<Row>[],
  wanted: Wanted,
  compare: (left: string, right: string) => number,
): readonly Row[] {
  const words = plain(wanted.search).split(/\s+/).filter(Boolean);
  const found = rows.filter((row) => {
    const text = plain(columns.map((column) => column.text(row)).join('\n'));
    const fits = filters.every((filter) => {
      const value = wanted.filters[filter.id];
      return value === undefined || filter.matches(row, value);
    });
    return fits && words.every((word) => holds(text, word));
  });
  const column = columns.find(({ id }) => id === wanted.sort?.column);
  if (!column) return found;
  const order = (left: Row, right: Row) =>
    column.number ? column.number(left) - column.number(right) : compare(column.text(left), column.text(right));
  return found.toSorted((left, right) => (wanted.sort?.down ? order(right, left) : order(left, right)));
}
