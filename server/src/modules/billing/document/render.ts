/** Lays a statement out as PDF, in this process, with the fonts that come with the library. */
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import pdfmake from 'pdfmake';
import type { TFontDictionary } from 'pdfmake/interfaces.js';
import { layout } from './layout.ts';
import type { Statement } from './statement.ts';
import type { DocumentLocale } from './texts.ts';

const require = createRequire(import.meta.url);
const roboto = require('pdfmake/fonts/Roboto.js') as TFontDictionary;
const fontFolder = dirname(require.resolve('pdfmake/fonts/Roboto.js'));

pdfmake.setFonts(roboto);
// A document is text: it fetches nothing, and reads nothing but its fonts.
pdfmake.setUrlAccessPolicy(() => false);
pdfmake.setLocalAccessPolicy((path) => path.startsWith(fontFolder));

export async function renderStatement(statement: Statement, locale: DocumentLocale): Promise<Buffer> {
  return pdfmake.createPdf(layout(statement, locale)).getBuffer();
}
