import { expect, test } from 'vitest';
import { readReport } from './dependencies/advisories.ts';
import { lockProblems } from './dependencies/lock.ts';

const fine = { version: '1.0.0', integrity: 'sha512-x', license: 'MIT' };
const problems = (change: object) =>
  lockProblems({ '': {}, 'node_modules/one': { ...fine, ...change } }, new Set(['node']));

test('A package of a known licence with its hash is fine, and the workspaces are none', () => {
  expect(problems({})).toEqual([]);
  expect(lockProblems({ server: {}, 'node_modules/@comptoir/server': { link: true } }, new Set())).toEqual([]);
});

test.for([
  [{ integrity: undefined }, 'one has no sha512 hash'],
  [{ integrity: 'sha1-x' }, 'one has no sha512 hash'],
  [{ resolved: 'git+ssh://git@host/one.git#1' }, 'one does not come from a registry: git+ssh://git@host/one.git#1'],
  [{ license: undefined }, 'one names no licence'],
  [{ license: 'AGPL-3.0' }, 'one is under AGPL-3.0'],
  [{ hasInstallScript: true }, 'one runs a script when it is installed'],
] as const)('%j is a problem: %s', ([change, problem]) => {
  expect(problems(change)).toEqual([problem]);
});

test('A nested copy counts too, and a script that is allowed is none', () => {
  const lock = { 'node_modules/a/node_modules/node': { ...fine, hasInstallScript: true, license: 'GPL-2.0' } };
  expect(lockProblems(lock, new Set(['node']))).toEqual(['node is under GPL-2.0']);
});

test('Advisories count when they are high or critical; no report is no clean bill', () => {
  const report = (vulnerabilities: object) => JSON.stringify({ metadata: { vulnerabilities } });
  expect(readReport(report({ low: 3, moderate: 1, high: 1, critical: 2 }))).toEqual({ reachable: true, serious: 3 });
  expect(readReport(report({ low: 3 }))).toEqual({ reachable: true, serious: 0 });
  expect(readReport('{"message":"405"}')).toEqual({ reachable: false });
  expect(readReport('')).toEqual({ reachable: false });
});
