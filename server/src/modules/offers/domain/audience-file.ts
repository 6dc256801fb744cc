/** Reads the cells of an audience file (rule A13): where the tenant ids stand, and which rows are none. Row 1 is the first line. */
import { isGuid } from '../../../kernel/index.ts';
import { isSeparatorLine } from './audience-csv.ts';

export type FileProblemCode =
  | 'PartnerIsReseller'
  | 'PartnerNotActive'
  | 'PartnerUnknown'
  | 'TenantIdInvalid'
  | 'TenantIdMissing';

export interface FileProblem {
  /** As a spreadsheet counts: the header row and empty rows count too. */
  readonly row: number;
  /** What stands there, 100 characters at most. */
  readonly value: string;
  readonly code: FileProblemCode;
  readonly message: string;
}

export interface FileRow {
  readonly row: number;
  /** Lower case. */
  readonly tenantId: string;
}

export interface FileRows {
  /** Rows with content, without the header. */
  readonly rows: number;
  /** Each tenant id once, at its first row. */
  readonly named: readonly FileRow[];
  /** Rows that repeat a tenant id of a row before. */
  readonly repeated: number;
  readonly problems: readonly FileProblem[];
}

/** Names of the column, without case, accents, spaces and signs; English as exported, and French. */
const columnNames = new Set([
  'tenantid',
  'csptenantid',
  'azureadtenantid',
  'cspazureadtenantid',
  'iddelocataire',
  'idlocataire',
  'identifiantdulocataire',
]);

/** The rows of a file; undefined when no column is named Tenant ID and no cell of the first column holds one. */
export function readRows(cells: readonly (readonly string[])[]): FileRows | undefined {
  const rows = cells
    .map((row, index) => ({ row: index + 1, cells: row.map((cell) => cell.trim()) }))
    .filter((row) => row.cells.some((cell) => cell !== '') && !(row.row === 1 && isSeparatorLine(row.cells)));
  const named = rows[0]?.cells.findIndex((cell) => columnNames.has(plain(cell))) ?? -1;
  if (named === -1 && !rows.some((row) => isGuid(row.cells[0]!))) return undefined;
  const column = Math.max(named, 0);
  return sort(rows.slice(named === -1 ? 0 : 1).map((row) => ({ row: row.row, value: row.cells[column] ?? '' })));
}

function sort(rows: readonly { readonly row: number; readonly value: string }[]): FileRows {
  const named = new Map<string, FileRow>();
  const problems: FileProblem[] = [];
  let repeated = 0;
  for (const { row, value } of rows) {
    const tenantId = value.toLowerCase();
    if (!isGuid(tenantId)) problems.push(fileProblem(row, value, value === '' ? 'TenantIdMissing' : 'TenantIdInvalid'));
    else if (named.has(tenantId)) repeated += 1;
    else named.set(tenantId, { row, tenantId });
  }
  return { rows: rows.length, named: [...named.values()], repeated, problems };
}

const messages: Record<FileProblemCode, string> = {
  PartnerIsReseller: 'An indirect reseller cannot be selected: it sells through its provider. Name the provider.',
  PartnerNotActive: 'This partner is not active in the programme at present.',
  PartnerUnknown: 'No partner of the programme has this tenant ID.',
  TenantIdInvalid: 'This is not a tenant ID. A tenant ID looks like 6f1d7c0a-3c1e-4d39-9a52-7d1c2b0f4e11.',
  TenantIdMissing: 'The row has no tenant ID.',
};

const longestValue = 100;

export function fileProblem(row: number, value: string, code: FileProblemCode): FileProblem {
  return {
    row,
    value: value.slice(0, longestValue).toWellFormed(),
    code,
    message: messages[code],
  };
}

function plain(text: string): string {
  return text
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');
}
