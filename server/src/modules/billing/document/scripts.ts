/** Which font covers which character: Roboto what Europe writes, slices of others the rest. */
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** A file of a font that covers some ranges of characters. */
export interface Slice {
  /** Name of the font in the document. */
  readonly font: string;
  readonly file: string;
}

interface CoveredSlice extends Slice {
  readonly ranges: readonly (readonly [from: number, to: number])[];
}

const require = createRequire(import.meta.url);

/**
 * In the order they are asked: of what several cover, the first has it. Arabic by Vazirmatn, because each of its glyphs is
 * one letter: fonts that put letters together from strokes and dots cannot be searched.
 */
const families = [
  'vazirmatn',
  'noto-sans-hebrew',
  'noto-emoji',
  'noto-sans-kr',
  'noto-sans-jp',
  'noto-sans-sc',
] as const;
/** What Roboto covers anyway. */
const europe = new Set(['latin', 'latin-ext', 'cyrillic', 'cyrillic-ext', 'greek', 'greek-ext', 'vietnamese']);

let known: readonly CoveredSlice[] | undefined;

/** Read when the first document needs it. */
function slices(): readonly CoveredSlice[] {
  known ??= families.flatMap((family) => {
    const description = `@fontsource-variable/${family}/unicode.json`;
    const folder = join(dirname(require.resolve(description)), 'files');
    const parts = Object.entries(require(description) as Record<string, string>);
    return parts
      .map(([part, ranges]) => ({ part: part.replaceAll(/[[\]]/g, ''), ranges }))
      .filter(({ part }) => !europe.has(part))
      .map(({ part, ranges }) => ({
        font: `${family}-${part}`,
        file: join(folder, `${family}-${part}-wght-normal.woff2`),
        ranges: ranges.split(',').map(rangeOf),
      }));
  });
  return known;
}

/** `U+4e00-4e7f` or `U+4e00`. */
function rangeOf(text: string): readonly [number, number] {
  const [from, to] = text
    .slice(2)
    .split('-')
    .map((digits) => Number.parseInt(digits, 16));
  return [from!, to ?? from!];
}

const european = /^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}]/u;
const shared = /^[\p{Script=Common}\p{Script=Inherited}]/u;
/** From here on, shared characters are pictures and signs of East Asia. */
const firstPicture = 0x2600;
/** From here on, Latin letters are as wide as Chinese ones. */
const firstWide = 0xff00;

/** The slice that has a character; undefined for Roboto, which also shows its box for what nobody has. */
export function sliceOf(character: string): Slice | undefined {
  const code = character.codePointAt(0)!;
  if ((european.test(character) && code < firstWide) || (shared.test(character) && code < firstPicture))
    return undefined;
  return slices().find(({ ranges }) => ranges.some(([from, to]) => from <= code && code <= to));
}
