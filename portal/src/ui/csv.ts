/** What a list shows, as a CSV file (RFC 4180). */

/** Cells that a spreadsheet would run as a formula are sent as text. */
const formulaStart = /^[=+\-@\t\r]/;

function cell(text: string): string {
  const number = /^-?\d+([.,]\d+)?$/.test(text);
  const safe = formulaStart.test(text) && !number ? `'${text}` : text;
  return /[",;\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export function toCsv(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}
