/** What the browser fetches, as the server sends it (brotli, made by the build): few files, and not heavy. Needs `npm run build`. */
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const dist = join(import.meta.dirname, '../dist');
const kilobytes = (bytes: number) => Math.round(bytes / 1024);

type Manifest = Record<
  string,
  { readonly file: string; readonly imports?: readonly string[]; readonly isDynamicEntry?: boolean }
>;

const manifest = JSON.parse(readFileSync(join(dist, '.vite/manifest.json'), 'utf8')) as Manifest;

function closure(entry: string, seen = new Set<string>()): Set<string> {
  if (seen.has(entry)) return seen;
  seen.add(entry);
  for (const each of manifest[entry]?.imports ?? []) closure(each, seen);
  return seen;
}

/** Scripts of some entries, each once, with what they weigh on the line together. */
function fetched(...entries: readonly string[]): { readonly scripts: number; readonly sent: number } {
  const files = new Set(entries.flatMap((entry) => [...closure(entry)]).map((name) => manifest[name]!.file));
  const sent = [...files].reduce((sum, file) => sum + sizeSent(join(dist, file)), 0);
  return { scripts: files.size, sent: kilobytes(sent) };
}

/** What is small has no compressed file. */
const sizeSent = (file: string) => statSync(`${file}.br`, { throwIfNoEntry: false })?.size ?? statSync(file).size;

const languages = ['src/i18n/fr.json', 'src/i18n/en.json'];
const pages = Object.keys(manifest).filter((name) => /^src\/routes\/[^/]+\.tsx$/.test(name));

test('the frame fetches less than 270 KB of script in at most 6 files, with either language', () => {
  for (const language of languages) {
    const { scripts, sent } = fetched('index.html', language);
    expect(scripts).toBeLessThanOrEqual(6);
    expect(sent, `${sent} KB`).toBeLessThan(270);
  }
});

test('every page fetches less than 400 KB of script in at most 12 files, the frame’s included', () => {
  expect(pages.length).toBeGreaterThan(50);
  for (const page of pages) {
    const { scripts, sent } = fetched('index.html', languages[0]!, page);
    expect(scripts, `${page}: ${scripts} files`).toBeLessThanOrEqual(12);
    expect(sent, `${page}: ${sent} KB`).toBeLessThan(400);
  }
});
