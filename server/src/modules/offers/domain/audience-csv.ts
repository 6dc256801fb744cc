/**
 * Cells of an audience file and its text (rule A13). Out: RFC 4180, and nothing in it that a spreadsheet would run. In:
 * what spreadsheets write, with comma, semicolon or tab, any line ends, with or without a byte order mark.
 */
import { parse } from 'csv-parse/sync';
import { csvRows, csvStart, type CsvForm } from '../../../kernel/index.ts';

/** Most characters of one line; more is an open quote that swallows the file. */
const longestLine = 100_000;

/** The cells of a text, not more than `most` lines of it. Throws csv-parse's error when the text is no CSV. */
export function cellsOf(text: string, most: number): string[][] {
  // The parser counts what stands in cells only: a line of nothing but separators would become millions of them.
  if (hasLongLine(text)) throw new Error(`a line is longer than ${longestLine} characters`);
  return parse(text, {
    bom: true,
    delimiter: separatorOf(text),
    max_record_size: longestLine,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    relax_quotes: true,
    to: most,
  });
}

/** Looks at each piece of the text once, from its last line end to the next one. */
function hasLongLine(text: string): boolean {
  for (let begin = 0; begin + longestLine < text.length;) {
    const piece = text.slice(begin, begin + longestLine + 1);
    const lastEnd = Math.max(piece.lastIndexOf('\n'), piece.lastIndexOf('\r'));
    if (lastEnd === -1) return true;
    begin += lastEnd + 1;
  }
  return false;
}

/** Excel's own first line, which only says how the others are divided. */
const separatorLine = /^"?sep=([,;\t])"?$/i;

/** The separator that the first line with content names or has most of, outside quotes. */
function separatorOf(text: string): string {
  const line = /[^\r\n\uFEFF]+/.exec(text)?.[0] ?? '';
  const said = separatorLine.exec(line)?.[1];
  if (said) return said;
  const open = line.replaceAll(/"[^"]*"/g, '');
  const count = (separator: string) => open.split(separator).length;
  return [',', ';', '\t'].toSorted((left, right) => count(right) - count(left))[0]!;
}

/** Whether a row is Excel's line that names the separator. */
export function isSeparatorLine(cells: readonly string[]): boolean {
  return cells.length === 2 && /^sep=$/i.test(cells[0]!) && cells[1] === '';
}

/** Characters a spreadsheet begins a formula with, the wide ones of East Asian keyboards too. */
const formulaStart = String.raw`[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]`;
const atStart = new RegExp(String.raw`^(?=[\s"']*${formulaStart})`);
/** A spreadsheet that divides by semicolons, as in France, takes what follows one for a cell. */
const afterSeparator = new RegExp(String.raw`([,;][\s"']*)(?=${formulaStart})`, 'g');

/** A cell as it is safe in any spreadsheet: one line, and an apostrophe before what would be run. */
function safeCell(text: string): string {
  const line = text.replaceAll(/\p{Cc}+/gu, ' ');
  return line.replaceAll(afterSeparator, "$1'").replace(atStart, "'");
}

/** The file, plain or for a spreadsheet (decision 0035). */
export function textOfCells(rows: readonly (readonly string[])[], form: CsvForm): string {
  const safe = rows.map((row) => row.map(safeCell));
  return csvStart(form) + csvRows(safe, form);
}
