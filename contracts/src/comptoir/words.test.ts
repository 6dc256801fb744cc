import { expect, test } from 'vitest';
import { lineText, plainText, searchText } from './words.ts';

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
    '⠃⠗⠇',
    '한글',
    '',
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
    '\u3164',
    '\uFFA0',
  ])
    expect(accepts(`Azur${sign}Cloud`), JSON.stringify(sign)).toBe(false);
});

test('A text of nothing that is seen is no text: fillers, blank patterns, marks without a letter', () => {
  for (const sign of ['\u3164', '\uFFA0', '\u115F', '\u1160', '\u2800', '\u034F', '\u17B4', '\uFE0F', '\u{E0100}']) {
    expect(accepts(sign), JSON.stringify(sign)).toBe(false);
    expect(accepts(`${sign} ${sign}`), JSON.stringify(sign)).toBe(false);
    expect(plainText(10).safeParse(`${sign}\n${sign}`).success, JSON.stringify(sign)).toBe(false);
  }
});

test('A text of several lines keeps its lines and tabs and hides nothing; what is looked for may be pasted from anywhere', () => {
  const texts = plainText(100);
  expect(texts.parse(' One\r\n\ttwo\n\nthree ')).toBe('One\r\n\ttwo\n\nthree');
  expect(texts.parse('\n')).toBe('');
  for (const sign of ['\u202E', '\u200B', '\u001B', '\u0085', '\u{E0041}', '\uFEFF', '\u2028', '\0', '\uD800']) {
    expect(texts.safeParse(`One${sign}two`).success, JSON.stringify(sign)).toBe(false);
  }
  expect(searchText(100).parse('Azur\u200BCloud ')).toBe('Azur\u200BCloud');
  expect(searchText(100).safeParse('Azur\0Cloud').success).toBe(false);
});
