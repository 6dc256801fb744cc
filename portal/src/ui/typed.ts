/** What a person typed, read. Pure. */

/** An amount as it is typed in either language, as decimal text. */
export function amountTyped(text: string): string {
  return text.replaceAll(/[\s\u00a0\u202f]/g, '').replace(',', '.');
}

/** A whole number as a person types one, digits alone: `1e3`, `2.5` and `-1` are none. */
export function wholeTyped(text: string): number | undefined {
  const digits = text.trim();
  return /^\d{1,9}$/.test(digits) ? Number(digits) : undefined;
}

/** A moment as fields have it, `2026-12-01T08:00`, as the API takes it; what is not whole stays as it is. */
export const momentTyped = (text: string): string =>
  /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(text) ? `${text}:00Z` : text;

export const isGuid = (text: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);
