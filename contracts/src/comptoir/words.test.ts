import { expect, test } from 'vitest';
import { lineText } from './words.ts';

const accepts = (text: string) => lineText(200).safeParse(text).success;

test('A name in any script, with emoji and their joiners, is one line that shows what it says', () => {
  for (const name of [
    'École',
    'İstanbul ß',
    'شركة النور',
    'می‌خواهم',
    'क्‍ष',
    '👩‍🔧 Atelier',
    '❤️‍🔥',
    '株式会社',
    'O’Neill & Söhne',
  ])
    expect(accepts(name), name).toBe(true);
});

test('Line breaks, tabs, signs without width and those that turn the direction are refused', () => {
  for (const sign of [
    '\n',
    '\r',
    '\t',
    '\0',
    '\u2028',
    '\u202E',
    '\u2066',
    '\u200B',
    '\u200F',
    '\u2060',
    '\uFEFF',
    '\u00AD',
    '\u{E0041}',
    '\u200D',
    '\u200C',
  ])
    expect(accepts(`Azur${sign}Cloud`), JSON.stringify(sign)).toBe(false);
});
