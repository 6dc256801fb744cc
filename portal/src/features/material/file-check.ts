/** What can be told of a chosen file before it is sent; what it really is, the server says. */
import { materialFileBytes, materialTypes } from '@comptoir/contracts/comptoir/material';

/** For the browser's file picker. */
export const acceptedEndings = Object.keys(materialTypes)
  .map((ending) => `.${ending}`)
  .join(',');

export type FileProblem = 'empty' | 'tooLarge' | 'kind';

export function fileProblem({ name, size }: { readonly name: string; readonly size: number }): FileProblem | undefined {
  if (!Object.hasOwn(materialTypes, endingOf(name))) return 'kind';
  if (size === 0) return 'empty';
  return size > materialFileBytes ? 'tooLarge' : undefined;
}

/** A title to begin with: the name without its ending, with spaces for underlines. */
export function titleOf(name: string): string {
  const ending = endingOf(name);
  const stem = ending === '' ? name : name.slice(0, -ending.length - 1);
  return stem.replaceAll('_', ' ').trim().slice(0, 200);
}

const endingOf = (name: string) => /.\.([A-Za-z0-9]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';

/** `340 KB`, `1.2 MB`; in French `Ko` and `Mo`. */
export function sizeText(bytes: number, language: string): string {
  const [unit, per] = bytes < 1024 * 1024 ? (['kilobyte', 1024] as const) : (['megabyte', 1024 * 1024] as const);
  const locale = language === 'en' ? 'en-GB' : language;
  const format = new Intl.NumberFormat(locale, {
    style: 'unit',
    unit,
    maximumFractionDigits: unit === 'kilobyte' ? 0 : 1,
  });
  return format.format(Math.max(bytes / per, unit === 'kilobyte' ? 1 : 0));
}
