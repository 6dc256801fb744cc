/** `npm run check:architecture`: fails when a wall between the parts is broken. */
import { join } from 'node:path';
import { checkArchitecture } from './architecture/check.ts';

const { files, imports, findings } = await checkArchitecture(join(import.meta.dirname, '..'));
for (const { rule, from, to, comment } of findings) console.error(`${from} -> ${to}\n    ${rule}: ${comment}`);
console.log(`${files} files, ${imports} imports, ${findings.length} broken walls`);
process.exitCode = findings.length > 0 ? 1 : 0;
