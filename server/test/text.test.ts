/** Decision 0034: no statement folds or orders text by the locale of the database. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { useDatabase } from './database.ts';

const works = useDatabase();
const source = join(import.meta.dirname, '../src');

test('No statement folds case by the locale of the database', () => {
  const found: string[] = [];
  for (const file of readdirSync(source, { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.ts') || file.endsWith('.test.ts')) continue;
    const text = readFileSync(join(source, file), 'utf8');
    for (const [sign] of text.matchAll(/(?<![\w.])(?:lower|upper|initcap)\s*\(|'lower'|\bilike\b|~\*/gi))
      found.push(`${file}: ${sign}`);
  }
  expect(found).toEqual([]);
});

test('No index folds case by the locale of the database', async () => {
  const { rows } = await works.pools.owner.query<{ indexdef: string }>(
    `select indexdef from pg_indexes where schemaname = 'public' and indexdef ~* '[^_](lower|upper)\\('`,
  );
  expect(rows.map(({ indexdef }) => indexdef)).toEqual([]);
});

test.each([
  ['ÉCOLE', 'école'],
  ['E\u0301cole', 'École'],
  ['ЁЛКА', 'елка'],
  ['ΟΔΟΣ', 'οδός'],
  ['STRASSE', 'straße'],
  ['İSTANBUL', 'istanbul'],
  ['ＴＯＫＹＯ', 'tokyo'],
  ['Œuvre', 'OEUVRE'],
])('%s and %s are one word to a search', async (left, right) => {
  const { rows } = await works.pools.app.query('select comptoir_fold($1) = comptoir_fold($2) as same', [left, right]);
  expect(rows).toEqual([{ same: true }]);
});

test('A domain, user name or mail address is compared without case and with its accents', async () => {
  const { rows } = await works.pools.app.query(
    `select comptoir_lower('ÉTÉ@X.example') = comptoir_lower('été@x.example') as same, comptoir_lower('été') = comptoir_lower('ete') as accents`,
  );
  expect(rows).toEqual([{ same: true, accents: false }]);
});
