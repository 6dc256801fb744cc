import { expect, test } from 'vitest';
import { shownFileName } from './file-name.ts';

test.each([
  ['C:\\temp\\Kbis İß 株.pdf', 'Kbis İß 株.pdf'],
  ['../../etc/passwd', 'passwd'],
  ['invoice\u202Efdp.exe', 'invoicefdp.exe'],
  ['a\r\nb.pdf', 'ab.pdf'],
  ['', 'document'],
  ['.pdf', 'pdf'],
  [`${'x'.repeat(400)}.pdf`, `${'x'.repeat(150)}.pdf`],
])('A file named %j is shown as %j', (given, shown) => {
  expect(shownFileName(given)).toBe(shown);
});
