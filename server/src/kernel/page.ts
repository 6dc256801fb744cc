/** Paging words shared by every list: a limit on everything. */

export interface Page<Item> {
  readonly items: readonly Item[];
  /** Position after the last item; absent on the last page. */
  readonly next?: string;
  /** Rows in the whole list, when the list knows. */
  readonly total?: number;
}

export const maxPageSize = 500;
export const defaultPageSize = 100;

/** Opaque cursor text from its parts, and back; `undefined` when it was not made by us: its parts are asked for as they are. */
export function encodeCursor(parts: readonly string[]): string {
  return Buffer.from(JSON.stringify(parts)).toString('base64url');
}

export function decodeCursor(cursor: string): readonly string[] | undefined {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    return Array.isArray(parts) && parts.every(isText) ? parts : undefined;
  } catch {
    return undefined;
  }
}

function isText(part: unknown): part is string {
  return typeof part === 'string' && part.isWellFormed() && !part.includes('\0');
}
