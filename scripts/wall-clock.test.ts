import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');

/** JavaScript's and PostgreSQL's ways to ask for the time of day; `performance.now()` only measures. */
const asks =
  /\bDate\.now\(|\bnew Date\(\)|\bTemporal\.Now\b|(?<![.\w])now\(\)|\b(clock|statement|transaction)_timestamp\(|\bcurrent_(date|timestamp)\b/;
const says = /wall clock: \S/i;

/** Lines that read the wall clock and say nowhere in the three lines above why. */
function silentReaders(file: string): string[] {
  const lines = readFileSync(join(root, file), 'utf8').split('\n');
  return lines.flatMap((line, index) =>
    asks.test(line) && !says.test(lines.slice(Math.max(0, index - 3), index + 1).join('\n'))
      ? [`${file}:${index + 1}: ${line.trim()}`]
      : [],
  );
}

test('No test reads the wall clock without a comment “wall clock: …” that says why', () => {
  const tracked = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], { cwd: root, encoding: 'utf8' });
  const files = tracked
    .split('\n')
    .filter((name) => /\.(test|scenario|e2e)\.ts$|^(server\/(test|scenarios)|portal\/e2e)\/.*\.ts$/.test(name))
    .filter((name) => !name.endsWith('wall-clock.test.ts'));
  expect(files.length).toBeGreaterThan(150);
  expect(files.flatMap(silentReaders)).toEqual([]);
});
