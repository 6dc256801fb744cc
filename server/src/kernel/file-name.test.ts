import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cleanFileName, endingOf } from './file-name.ts';

test.each([
  ['Guide de l’utilisateur.pdf', 'Guide de l’utilisateur.pdf'],
  ['../../etc/passwd.txt', 'passwd.txt'],
  ['C:\\Users\\paul\\Guide.PDF', 'Guide.pdf'],
  ['facture\u202Efdp.exe', 'facturefdp.exe'],
  ['a\u0000b\r\nSet-Cookie: x.pdf', 'abSet-Cookie_ x.pdf'],
  ['  .hidden.pdf. ', 'hidden.pdf'],
  ['a"b<c>d|e?f*g.pdf', 'a_b_c_d_e_f_g.pdf'],
  ['con.pdf', '_con.pdf'],
  ['E\u0301quipe.pdf', 'Équipe.pdf'],
  ['.pdf', 'pdf'],
  ['/', ''],
  ['\uD800.pdf', '_.pdf'],
])('the name %j is kept as %j', (given, kept) => {
  expect(cleanFileName(given)).toBe(kept);
});

test('A long name is cut before its ending', () => {
  const name = cleanFileName(`${'é'.repeat(400)}.docx`);
  expect(name.length).toBe(150);
  expect(endingOf(name)).toBe('docx');
});

test('A kept name has no path and nothing hidden, and cleaning it again changes nothing', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (given) => {
      const name = cleanFileName(given);
      expect(name).not.toMatch(/[\p{Cc}\p{Cf}/\\:"<>|?*]/u);
      expect(name.isWellFormed()).toBe(true);
      expect(name.length).toBeLessThanOrEqual(150);
      expect(cleanFileName(name)).toBe(name);
    }),
  );
});
