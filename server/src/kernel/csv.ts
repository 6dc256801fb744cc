/** Files of rows, for importers and for spreadsheets: RFC 4180, CRLF between records. */
import { stringify } from 'csv-stringify/sync';

/**
 * `plain`: UTF-8 without byte order mark, commas, decimal points: what importers read. `excel`: with byte order mark, and
 * in French semicolons and decimal commas, which is what Excel expects of a file that is double-clicked (decision 0035).
 */
export const csvStyles = ['plain', 'excel'] as const;
export type CsvStyle = (typeof csvStyles)[number];

export interface CsvForm {
  readonly style: CsvStyle;
  readonly language: 'fr' | 'en';
}

/** Text that people typed is made harmless; a number and a code of ours (id, date) stay as they are. */
export type CsvCell = string | { readonly number: string } | { readonly code: string };

export const plainCsv: CsvForm = { style: 'plain', language: 'en' };

const byteOrderMark = '\uFEFF';

/** What the file begins with, before its first row. */
export function csvStart({ style }: CsvForm): string {
  return style === 'excel' ? byteOrderMark : '';
}

/** Rows as lines of the file; a file may be written in pieces. */
export function csvRows(rows: Iterable<readonly CsvCell[]>, form: CsvForm): string {
  const french = form.style === 'excel' && form.language === 'fr';
  const text = (cell: CsvCell): string => {
    if (typeof cell === 'string') return harmless(cell);
    if ('code' in cell) return cell.code;
    return french ? cell.number.replace('.', ',') : cell.number;
  };
  return csvLines(
    Array.from(rows, (row) => row.map(text)),
    french ? ';' : ',',
  );
}

/** Cells as they are given. A field with a line break of any kind is quoted: readers end a record at any of them. */
export function csvLines(rows: readonly (readonly string[])[], delimiter = ','): string {
  return stringify(rows as string[][], { delimiter, record_delimiter: 'windows', quoted_match: /[\r\n\u2028\u2029]/ });
}

/** A text a spreadsheet would run as a formula gets an apostrophe before it; every other text stays as it is. */
export function harmless(text: string): string {
  return /^[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/.test(text) ? `'${text}` : text;
}
