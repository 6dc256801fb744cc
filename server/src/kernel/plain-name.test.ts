import { expect, test } from 'vitest';
import { plainName } from './plain-name.ts';

test.for([
  ['Éclair İß Ё 株 ش 🚀', 'Éclair İß Ё 株 ش 🚀'],
  ["O’Brien & D'Arc-Straße", "O’Brien & D'Arc-Straße"],
  ['Dupont S.A.R.L.', 'Dupont SARL'],
  ['Dr. Ada', 'Dr Ada'],
  ['Your invoice is overdue: https://evil.example/pay now', 'Your invoice is overdue now'],
  ['https://evil.example', '—'],
  ['pay@evil.example', '—'],
  ['evil.co', '—'],
  ['evil。example', '—'],
  ['www.evil', '—'],
  ['a/b', '—'],
  ['Ada\r\nBcc: x', 'Ada Bcc x'],
  ['Ada\u2028Zoë\u0000', 'Ada Zoë'],
  ['<b>Ada</b>', '—'],
  ['a'.repeat(60), 'a'.repeat(60)],
  ['a'.repeat(61), `${'a'.repeat(60)}…`],
  [`${'É'.repeat(59)} z`, `${'É'.repeat(59)}…`],
  ['', '—'],
] as const)('%j stands in a mail as %j', ([typed, shown]) => {
  expect(plainName(typed)).toBe(shown);
});
