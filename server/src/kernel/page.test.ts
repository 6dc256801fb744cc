import { expect, test } from 'vitest';
import { decodeCursor, encodeCursor } from './page.ts';

test('A cursor is read as it was made', () => {
  expect(decodeCursor(encodeCursor(['', 'épicerie', '😀']))).toEqual(['', 'épicerie', '😀']);
});

test.each([[['a\0b']], [['\ud800']], [[1]], [{}], [null], ['a']])(
  'A cursor somebody made from %j is none of ours',
  (parts) => {
    expect(decodeCursor(Buffer.from(JSON.stringify(parts)).toString('base64url'))).toBeUndefined();
  },
);

test('What is no cursor is none', () => {
  for (const text of ['', '%', 'x', 'AAAA']) expect(decodeCursor(text)).toBeUndefined();
});
