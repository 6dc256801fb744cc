import fc from 'fast-check';
import { expect, test } from 'vitest';
import { beginning, firstBroken, sealAll, type ChainRow } from './chain.ts';

const texts = fc.array(fc.string(), { minLength: 1, maxLength: 20 });

function sealed(rows: readonly string[]): ChainRow[] {
  const plain = rows.map((text, index) => ({ seq: index + 1, text, hash: null }));
  const hashes = sealAll(beginning, plain);
  return plain.map((row, index) => ({ ...row, hash: hashes[index]! }));
}

test('A chain nobody touched is whole, and so is every part of it behind its own beginning', () => {
  fc.assert(
    fc.property(texts, fc.nat(), (rows, at) => {
      const chain = sealed(rows);
      const cut = at % chain.length;
      expect(firstBroken(beginning, chain)).toBeUndefined();
      expect(firstBroken(cut === 0 ? beginning : chain[cut - 1]!.hash!, chain.slice(cut))).toBeUndefined();
    }),
  );
});

test('Whatever row is changed, taken out or put in, the chain breaks there', () => {
  fc.assert(
    fc.property(texts, fc.nat(), (rows, at) => {
      const chain = sealed(rows);
      const index = at % chain.length;
      const row = chain[index]!;
      expect(firstBroken(beginning, chain.with(index, { ...row, text: `${row.text}!` }))).toBe(row.seq);
      expect(firstBroken(beginning, chain.with(index, { ...row, hash: null }))).toBe(row.seq);
      expect(firstBroken(beginning, chain.toSpliced(index, 1))).toBe(chain[index + 1]?.seq);
      const forged = { seq: 99, text: 'forged', hash: row.hash };
      expect(firstBroken(beginning, chain.toSpliced(index, 0, forged))).toBe(99);
    }),
  );
});
