import { expect, test } from 'vitest';
import { mutantsOf, mutatedSource } from './mutate/mutants.ts';

const changes = (source: string) => mutantsOf('a.ts', source).map((mutant) => mutant.change);

test('Boundaries, conditions, defaults and literals are mutated, one at a time', () => {
  expect(changes('export const late = (days: number) => days >= 14;')).toEqual(['days >= 14 → days > 14', '14 → 15']);
  expect(changes('if (a && !b) stop();')).toEqual([
    'a && !b → true',
    'a && !b → false',
    'a && !b → a || !b',
    '!b → b',
    'stop(); → ;',
  ]);
  expect(changes('export const size = (asked?: number) => asked ?? 50;')).toEqual([
    'asked ?? 50 → asked',
    'asked ?? 50 → 50',
    '50 → 51',
  ]);
  expect(changes("const since = '2023-12-31';")).toEqual(['\'2023-12-31\' → "2024-01-01"']);
  expect(changes("const closed = new Set(['KR']);")).toEqual(['\'KR\' → "KR~"']);
  expect(changes('const id = /^\\d+$/i;')).toEqual([
    '/^\\d+$/i → /\\d+$/i',
    '/^\\d+$/i → /^\\d+/i',
    '/^\\d+$/i → /^\\d+$/',
  ]);
});

test('Lists come back empty, unsorted and unfiltered, and days are counted the other way', () => {
  expect(changes('function all() { return [first, second]; }')).toEqual(['[first, second] → []']);
  expect(changes('const first = rows.filter(live).toSorted(byAge)[index];')).toEqual([
    'rows.filter(live).toSorted(byAge) → rows.filter(live)',
    'rows.filter(live) → rows',
  ]);
  expect(changes('const end = day.add(term);')).toEqual(['add → subtract']);
});

test('Types, names, imports and what people read are left alone', () => {
  expect(changes("import type { Term } from './term.ts';")).toEqual([]);
  expect(changes("export type Kind = 'direct' | 'provider';")).toEqual([]);
  expect(changes("const words = { 'fr-FR': name as 'x' } as const;")).toEqual([]);
  expect(changes('const reason = `${who} has not signed.` + " Ask.";')).toEqual([]);
});

test('Only the mutant changes, and its loops end', () => {
  const source = 'while (index < most) { index += 1; }';
  const boundary = mutantsOf('a.ts', source).find(({ change }) => change.endsWith('index <= most'))!;
  const mutated = mutatedSource(source, boundary);
  expect(mutated).toMatch(/^while \(index <= most\) \{if \(.+\) throw new Error\('endless'\); index \+= 1; \}$/);
});
