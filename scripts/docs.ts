/**
 * `npm run docs` writes the generated pages of docs/; `npm run check:docs` fails when one of them is stale. They are
 * made from what the code declares: access, parameters and answers of every route, permissions, and the registry of rules.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readConfig } from '../server/src/config.ts';
import { declaredRoutes } from '../server/src/main.ts';
import { compatibilityPage } from './docs/compatibility.ts';
import { openApiDocuments } from './docs/openapi.ts';
import { permissionsPage } from './docs/permissions.ts';
import { decidingFiles, rulesPage } from './docs/rules.ts';

const root = join(import.meta.dirname, '..');
const routes = await declaredRoutes(readConfig({}));
const pages: readonly (readonly [string, string])[] = [
  ['docs/permissions.md', permissionsPage(routes)],
  ['docs/compatibility.md', compatibilityPage(routes)],
  ['docs/rules.md', rulesPage(await decidingFiles(root))],
  ...(await openApiDocuments(readConfig({}))),
];

await mkdir(join(root, 'docs/openapi'), { recursive: true });
const stale: string[] = [];
for (const [name, text] of pages) {
  const path = join(root, name);
  if ((await readFile(path, 'utf8').catch(() => undefined)) === text) continue;
  stale.push(name);
  if (!process.argv.includes('--check')) await writeFile(path, text);
}

if (!process.argv.includes('--check'))
  console.log(stale.length > 0 ? `Wrote ${stale.join(', ')}.` : 'Nothing to write.');
else if (stale.length === 0) console.log(`${pages.length} generated pages are up to date.`);
else {
  console.error(`Stale: ${stale.join(', ')}. Run: npm run docs`);
  process.exitCode = 1;
}
