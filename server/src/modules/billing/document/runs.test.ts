import { expect, test } from 'vitest';
import { isForeign, runsOf } from './runs.ts';

const seen = (text: string) => runsOf(text).map((line) => line.map((run) => run.text).join('|'));
const fonts = (text: string) => runsOf(text).flatMap((line) => line.map(({ slice }) => slice?.font ?? 'own'));

test('What Europe writes stays as it is, and is not looked at', () => {
  for (const text of ['École n° 7 – 12,50 €', 'Ёлка', 'Ελληνική', 'Łódź', 'İstanbul']) {
    expect(isForeign(text), text).toBe(false);
    expect(runsOf(text)).toEqual([[{ text, slice: undefined }]]);
  }
});

test('Each script gets its font, the words around it the document’s own', () => {
  expect(fonts('한 (Seoul)')).toEqual([expect.stringMatching(/^noto-sans-kr/), 'own']);
  expect(fonts('Fusée 🚀 Ariane')).toEqual(['own', expect.stringMatching(/^noto-emoji/), 'own']);
  expect(fonts('青空').every((font) => font.startsWith('noto-sans-'))).toBe(true);
  expect(fonts('👩🏽')).toHaveLength(1);
});

test('Pieces stand in the order they are seen: right-to-left words from the right, numbers in them from the left', () => {
  expect(seen('שלום')).toEqual(['שלום']);
  expect(seen('Publisher: שלום')).toEqual(['Publisher: |שלום']);
  // In a right-to-left line the first word is the rightmost.
  expect(seen('אור 2027 בע')).toEqual(['בע|\u00a0|2027|\u00a0|אור']);
  expect(seen('אור (ישראל)')).toEqual(['(|ישראל|)\u00a0|אור']);
});

test('What is read from right to left is broken between words, so that its first words are on the first line', () => {
  const name = 'شركة النور للتقنية والتجارة والاستثمار المحدودة';
  const lines = runsOf(name);
  expect(lines.length).toBeGreaterThan(1);
  expect(lines[0]!.at(-1)!.text).toBe('شركة');
});
