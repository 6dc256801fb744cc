/**
 * `npm run check:dependencies`: the lock file by itself (hashes, origin, licences, install scripts); with `--advisories`
 * also what is known against the versions in it, where a server can be asked.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { askAdvisories } from './dependencies/advisories.ts';
import { lockProblems, type Lock } from './dependencies/lock.ts';

const root = join(import.meta.dirname, '..');
const read = async <Shape>(name: string) => JSON.parse(await readFile(join(root, name), 'utf8')) as Shape;
const { packages } = await read<{ packages: Lock }>('package-lock.json');
const { allowScripts } = await read<{ allowScripts: Record<string, boolean> }>('package.json');

const problems = lockProblems(packages, new Set(Object.keys(allowScripts)));
for (const problem of problems) console.error(problem);
if (problems.length === 0)
  console.log(`${Object.keys(packages).length} packages: hashes, licences and scripts are fine.`);
else process.exitCode = 1;

if (process.argv.includes('--advisories')) {
  const found = await askAdvisories();
  if (!found.reachable) console.log('Advisories: the registry gives none, or cannot be reached.');
  else console.log(`Advisories: ${found.serious} serious ones on what is distributed.`);
  if (found.reachable && found.serious > 0) process.exitCode = 1;
}
