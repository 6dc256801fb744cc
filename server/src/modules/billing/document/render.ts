/** Lays documents out as PDF, in this process, with the fonts that come with the packages. */
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import pdfmake from 'pdfmake';
import type { Content, DynamicContent, TDocumentDefinitions, TFontDictionary } from 'pdfmake/interfaces.js';
import { fontsOf } from './fonts.ts';
import { layout } from './layout.ts';
import { isForeign, runsOf } from './runs.ts';
import type { Slice } from './scripts.ts';
import type { Statement } from './statement.ts';
import type { DocumentLocale } from './texts.ts';

const require = createRequire(import.meta.url);
const roboto = require('pdfmake/fonts/Roboto.js') as TFontDictionary;
const fontFolder = dirname(require.resolve('pdfmake/fonts/Roboto.js'));

// A document is text: it fetches nothing, and reads nothing but its fonts.
pdfmake.setUrlAccessPolicy(() => false);
pdfmake.setLocalAccessPolicy((path) => path.startsWith(fontFolder));

export function renderStatement(statement: Statement, locale: DocumentLocale): Promise<Buffer> {
  return renderDefinition(layout(statement, locale));
}

/** Any document, with the fonts its texts need. */
export async function renderDefinition(definition: TDocumentDefinitions): Promise<Buffer> {
  const slices: Slice[] = [];
  const written = inRuns(definition, slices) as TDocumentDefinitions;
  pdfmake.setFonts({ ...roboto, ...(await fontsOf(slices)) });
  return pdfmake.createPdf(written).getBuffer();
}

/** The same definition with every text in pieces of one font; notes which fonts those are. */
function inRuns(value: unknown, slices: Slice[]): unknown {
  if (typeof value === 'string') return isForeign(value) ? { text: piecesOf(value, slices) } : value;
  if (Array.isArray(value)) return value.map((item: unknown) => inRuns(item, slices));
  if (value === null || typeof value !== 'object' || value instanceof Date) return value;
  const members = Object.entries(value).map(([name, member]: [string, unknown]) => {
    if (name === 'text' && typeof member === 'string' && isForeign(member)) return [name, piecesOf(member, slices)];
    if (name === 'footer') return [name, footerOf(member as DynamicContent, slices)];
    return [name, descends.has(name) ? inRuns(member, slices) : member];
  });
  return Object.fromEntries(members);
}

/** Members that hold more content. */
const descends = new Set(['content', 'columns', 'stack', 'table', 'body', 'text']);

/** A footer is written once a page, after the fonts are known. */
function footerOf(footer: DynamicContent, slices: Slice[]): DynamicContent {
  inRuns(footer(1, 1, {} as never), slices);
  return (...page) => inRuns(footer(...page), []) as Content;
}

function piecesOf(text: string, slices: Slice[]): Content[] {
  return runsOf(text).flatMap((line, index) => [
    ...(index > 0 ? ['\n'] : []),
    ...line.map((run) => {
      if (run.slice) slices.push(run.slice);
      return { text: run.text, ...(run.slice ? { font: run.slice.font } : {}) };
    }),
  ]);
}
