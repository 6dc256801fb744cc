/** Names of prepared statements, over the whole server. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const source = join(import.meta.dirname, '../server/src');

test('No two places name a prepared statement alike: a connection keeps one text for a name', () => {
  const places = readdirSync(source, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .flatMap((file) => {
      const text = readFileSync(join(source, file), 'utf8');
      return [...text.matchAll(/\.(?:prepared(?:<[^(]*>)?|defer)\(\s*'([^']+)'/g)].map(([, name]) => ({ name, file }));
    });
  expect(places.length).toBeGreaterThan(140);
  const named = Map.groupBy(places, ({ name }) => name);
  const twice = [...named].filter(([, where]) => where.length > 1);
  expect(twice.map(([name, where]) => `${name}: ${where.map(({ file }) => file).join(', ')}`)).toEqual([]);
});
