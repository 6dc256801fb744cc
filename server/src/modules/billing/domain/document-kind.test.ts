import { expect, test } from 'vitest';
import { documentFileName, documentKindOf, isToBePaid } from './document-kind.ts';

test.each([
  ['138.59', 'invoice', true, 'Invoice_G000000001.pdf'],
  ['0.01', 'invoice', true, 'Invoice_G000000001.pdf'],
  ['0', 'invoice', false, 'Invoice_G000000001.pdf'],
  ['-0.01', 'creditNote', false, 'CreditNote_G000000001.pdf'],
])('G5 A document of %s is what its total makes it', (total, kind, toBePaid, file) => {
  const invoice = { id: 'G000000001', total };
  expect([documentKindOf(invoice), isToBePaid(invoice), documentFileName(invoice)]).toEqual([kind, toBePaid, file]);
});
