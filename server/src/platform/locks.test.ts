import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { locks } from './locks.ts';

test('No two purposes share an advisory lock, and no number of one is written elsewhere', () => {
  const numbers = Object.values(locks);
  expect(new Set(numbers).size).toBe(numbers.length);
  const source = join(import.meta.dirname, '..');
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  const elsewhere = files.filter((file) => /\b4380_?\d{4}\b/.test(readFileSync(join(source, file), 'utf8')));
  expect(elsewhere.filter((file) => file !== join('platform', 'locks.ts'))).toEqual([]);
});
