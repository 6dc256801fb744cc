import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { expect, test } from 'vitest';
import { pageOfText } from './pdf.ts';

test('A PDF reader finds the page and its words, accents and typographic signs included', async () => {
  const file = pageOfText('Guide – Équipe (1)', ['L’été à 10 €', String.raw`a\b`]);
  const { promise } = getDocument({ data: new Uint8Array(file), verbosity: 0 });
  const document = await promise;
  expect(document.numPages).toBe(1);
  const { items } = await (await document.getPage(1)).getTextContent();
  const words = items.flatMap((item) => ('str' in item && item.str !== '' ? [item.str] : []));
  expect(words).toEqual(['Guide – Équipe (1)', 'L’été à 10 €', String.raw`a\b`]);
});
