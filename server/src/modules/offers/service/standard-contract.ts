/** Reads the standard contract from its folder, once, when the server starts. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { StartError } from '../../../platform/start-error.ts';
import { contractVersions, type ContractVersion } from '../domain/standard-contract.ts';

/** Of the folder's `.md` files; every problem is in one StartError. */
export function readStandardContract(folder: string): readonly ContractVersion[] {
  const { versions, problems } = contractVersions(textsIn(folder));
  if (problems.length === 0) return versions;
  const lines = problems.map((problem) => `  ${problem}`).join('\n');
  throw new StartError(`COMPTOIR_STANDARD_CONTRACT: the texts in ${folder} cannot be used:\n${lines}`);
}

function textsIn(folder: string): ReadonlyMap<string, string> {
  try {
    const names = readdirSync(folder).filter((name) => name.endsWith('.md'));
    return new Map(names.map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
  } catch (error) {
    throw new StartError(`COMPTOIR_STANDARD_CONTRACT: ${folder} cannot be read. Name a folder with the texts.`, {
      cause: error,
    });
  }
}
