/** Fonts beyond the document's own, loaded when a text needs them: one weight of one slice, as the PDF library reads it. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import pdfmake from 'pdfmake';
import type { TFontDictionary } from 'pdfmake/interfaces.js';
import type { Slice } from './scripts.ts';

/** The part of it that we use; the package brings no types. */
type SubsetFont = (
  font: Buffer,
  text: undefined,
  options: {
    readonly targetFormat: 'sfnt';
    /** Axes that are pinned, by tag. */
    readonly variationAxes: Readonly<Record<string, number>>;
    /** Nothing is left out; only the axes are pinned. */
    readonly keepAllGlyphs: true;
  },
) => Promise<Buffer>;
const subsetFont = createRequire(import.meta.url)('subset-font') as SubsetFont;

/** The library's own store of files by name; its types do not know it. */
const { virtualfs } = pdfmake as unknown as {
  readonly virtualfs: { writeFileSync(name: string, content: Buffer): void };
};

const weights = { normal: 400, bold: 700 } as const;
const loaded = new Map<string, Promise<TFontDictionary[string]>>();

/** Descriptors of all slices, by the name of their font. */
export async function fontsOf(slices: Iterable<Slice>): Promise<TFontDictionary> {
  const wanted = [...new Map([...slices].map((slice) => [slice.font, slice])).values()];
  return Object.fromEntries(await Promise.all(wanted.map(async (slice) => [slice.font, await load(slice)])));
}

function load(slice: Slice): Promise<TFontDictionary[string]> {
  const known = loaded.get(slice.font);
  if (known) return known;
  const loading = makeWeights(slice);
  loaded.set(slice.font, loading);
  loading.catch(() => loaded.delete(slice.font));
  return loading;
}

/** The file holds every weight; the library would print the thinnest. */
async function makeWeights({ font, file }: Slice): Promise<TFontDictionary[string]> {
  const whole = await readFile(file);
  const made: Record<string, string> = {};
  for (const [style, wght] of Object.entries(weights)) {
    const name = `${font}-${wght}`;
    const options = { targetFormat: 'sfnt', variationAxes: { wght }, keepAllGlyphs: true } as const;
    virtualfs.writeFileSync(name, await subsetFont(whole, undefined, options));
    made[style] = name;
  }
  return made;
}
