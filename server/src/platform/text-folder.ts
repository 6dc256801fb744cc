/** Reads a folder of texts that the operator may replace, once, when the server starts. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { StartError } from './start-error.ts';

/** The `.md` files of a folder by name; `setting` is what named it, for who has to mend it. */
export function readTextFolder(folder: string, setting: string): ReadonlyMap<string, string> {
  try {
    const names = readdirSync(folder).filter((name) => name.endsWith('.md'));
    return new Map(names.map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
  } catch (error) {
    throw new StartError(`${setting}: ${folder} cannot be read. Name a folder with the texts.`, { cause: error });
  }
}

/** Refuses texts that cannot be used, with every problem. */
export function requireUsable(folder: string, setting: string, problems: readonly string[]): void {
  if (problems.length === 0) return;
  const lines = problems.map((problem) => `  ${problem}`).join('\n');
  throw new StartError(`${setting}: the texts in ${folder} cannot be used:\n${lines}`);
}
