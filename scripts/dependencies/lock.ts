/** What is wrong with the lock file, by itself: nothing is asked of any server. Pure. */

export interface LockedPackage {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly license?: string;
  readonly link?: boolean;
  readonly hasInstallScript?: boolean;
}

export type Lock = Readonly<Record<string, LockedPackage>>;

/** Licences that a work under Apache-2.0 may be distributed with. `MPL-2.0` binds its own files only. */
const licences = new Set([
  // date-holidays: its table of holidays is CC-BY, which asks to be named.
  '(ISC AND CC-BY-3.0)',
  '(MIT AND Zlib)',
  '0BSD',
  'Apache-2.0',
  'Apache-2.0 AND MIT',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT-0',
  'MPL-2.0',
  'OFL-1.1',
  'PSF-2.0',
  'Python-2.0',
  'Unlicense',
]);

/** Packages whose licence stands in a file of theirs and not in their description. */
const readByUs: Readonly<Record<string, string>> = { 'png-js': 'MIT' };

const nameOf = (path: string) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);

/**
 * A sentence for each package that no hash protects, that comes from elsewhere than the registry, whose licence is not one of ours, or
 * that runs a script on installing without being named in `allowed`.
 */
export function lockProblems(lock: Lock, allowed: ReadonlySet<string>): string[] {
  const packages = Object.entries(lock).filter(([path, { link }]) => path.includes('node_modules/') && !link);
  return packages.flatMap(([path, one]) => problemsOf(nameOf(path), one, allowed));
}

function problemsOf(name: string, one: LockedPackage, allowed: ReadonlySet<string>): string[] {
  const problems: string[] = [];
  if (!one.integrity?.startsWith('sha512-')) problems.push(`${name} has no sha512 hash`);
  if (one.resolved !== undefined && !/^https:\/\/[^/]+\/.+\.tgz$/.test(one.resolved))
    problems.push(`${name} does not come from a registry: ${one.resolved}`);
  const licence = one.license ?? readByUs[name];
  if (licence === undefined) problems.push(`${name} names no licence`);
  else if (!licences.has(licence)) problems.push(`${name} is under ${licence}`);
  if (one.hasInstallScript && !allowed.has(name)) problems.push(`${name} runs a script when it is installed`);
  return problems;
}
