/** The first page's weight: what the browser fetches before a route's own chunk. Needs `npm run build`. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';

const dist = join(import.meta.dirname, '../dist');
const limitBytes = 300 * 1024;

type Manifest = Record<string, { readonly file: string; readonly imports?: readonly string[] }>;

test('the first page fetches less than 300 KB of script, gzipped, with either language', () => {
  const manifest = JSON.parse(readFileSync(join(dist, '.vite/manifest.json'), 'utf8')) as Manifest;
  const closure = (entry: string, seen = new Set<string>()): Set<string> => {
    if (seen.has(entry)) return seen;
    seen.add(entry);
    for (const each of manifest[entry]?.imports ?? []) closure(each, seen);
    return seen;
  };
  const base = closure('index.html');
  for (const language of ['src/i18n/fr.json', 'src/i18n/en.json']) {
    const files = [...new Set([...base, ...closure(language)])].map((name) => manifest[name]!.file);
    const bytes = files.reduce((sum, file) => sum + gzipSync(readFileSync(join(dist, file))).length, 0);
    expect(files.length).toBeGreaterThan(1);
    expect(bytes, `${Math.round(bytes / 1024)} KB`).toBeLessThan(limitBytes);
  }
});
