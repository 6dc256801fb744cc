import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { checkArchitecture } from './architecture/check.ts';

let root: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'comptoir-architecture-'));
  await symlink(join(import.meta.dirname, '../node_modules'), join(root, 'node_modules'));
});

afterEach(() => rm(root, { recursive: true, force: true }));

/** A small tree in which all is well, with files added to it or put in place of its own. */
async function tree(files: Readonly<Record<string, string>> = {}): Promise<void> {
  const all: Record<string, string> = {
    'contracts/src/shape.ts': 'export const shape = 1;',
    'server/src/kernel/index.ts': 'export type Word = string;',
    'server/src/config.ts': 'export const config = 1;',
    'server/src/main.ts': "import './platform/db.ts'; import './modules/billing/index.ts';",
    'server/src/cli.ts': "await import('./command-line.ts');",
    'server/src/command-line.ts': "import './main.ts';",
    'server/src/platform/db.ts': "import '../kernel/index.ts'; import '../config.ts'; import 'node:fs';",
    'server/src/programme/rule.ts': "import type { Word } from '../kernel/index.ts'; export type Rule = Word;",
    'server/src/modules/offers/index.ts': "export * from './store.ts';",
    'server/src/modules/offers/store.ts': 'export const store = 1;',
    'server/src/modules/offers/README.md': '# Offers',
    'server/src/modules/billing/README.md': '# Billing',
    'server/src/modules/billing/index.ts': "import '../offers/index.ts'; import './domain/charge.ts';",
    'server/src/modules/billing/domain/charge.ts': "import '../../../kernel/index.ts';",
    'server/src/modules/billing/close.test.ts': "import '../../main.ts'; import '../../../test/world.ts';",
    'server/src/surfaces/wire.ts': "import '../modules/billing/index.ts';",
    'server/src/demo/index.ts': "import '../modules/offers/index.ts';",
    'server/test/world.ts': "import '../src/main.ts';",
    'portal/src/page.tsx': "import { shape } from '../../contracts/src/shape.ts'; export const page = <p>{shape}</p>;",
    ...files,
  };
  for (const [name, text] of Object.entries(all)) {
    await mkdir(dirname(join(root, name)), { recursive: true });
    await writeFile(join(root, name), text);
  }
}

test('a tree whose walls stand has no findings, and every file of it is looked at', async () => {
  await tree();
  const { files, imports, findings } = await checkArchitecture(root);
  expect(findings).toEqual([]);
  expect(files).toBe(17);
  expect(imports).toBeGreaterThanOrEqual(16);
});

test.each([
  ['contracts', 'contracts/src/bad.ts', '../../server/src/kernel/index.ts'],
  ['kernel', 'server/src/kernel/bad.ts', '../platform/db.ts'],
  ['programme', 'server/src/programme/bad.ts', '../platform/db.ts'],
  ['platform', 'server/src/platform/bad.ts', '../modules/offers/index.ts'],
  ['domain-billing', 'server/src/modules/billing/domain/bad.ts', '../../../platform/db.ts'],
  ['domain-billing', 'server/src/modules/billing/domain/bad.ts', '../../offers/domain/x.ts'],
  ['domain-offers', 'server/src/modules/offers/domain/bad.ts', '../../billing/index.ts'],
  ['module-offers', 'server/src/modules/offers/bad.ts', '../billing/index.ts'],
  ['module-billing', 'server/src/modules/billing/bad.ts', '../offers/store.ts'],
  ['module-billing', 'server/src/modules/billing/bad.ts', '../../surfaces/wire.ts'],
  ['module-without-a-place', 'server/src/modules/novelty/bad.ts', '../../kernel/index.ts'],
  ['surfaces', 'server/src/surfaces/bad.ts', '../modules/offers/store.ts'],
  ['surfaces', 'server/src/surfaces/bad.ts', '../demo/index.ts'],
  ['demo', 'server/src/demo/bad.ts', '../modules/offers/store.ts'],
  ['portal', 'portal/src/bad.ts', '../../server/src/kernel/index.ts'],
  ['story', 'scripts/story/bad.ts', '../../server/src/kernel/index.ts'],
  ['pure', 'server/src/programme/bad.ts', 'node:fs'],
  ['composition-root', 'server/src/surfaces/bad.ts', '../main.ts'],
  ['command-line', 'server/test/bad.ts', '../src/cli.ts'],
  ['command-line', 'server/src/surfaces/bad.ts', '../command-line.ts'],
  ['no-tests-in-the-product', 'server/src/surfaces/bad.ts', '../../test/world.ts'],
  ['resolvable', 'server/src/surfaces/bad.ts', './nowhere.ts'],
])('a wall broken on purpose is reported: %s (%s imports %s)', async (rule, file, imported) => {
  // A type-only import breaks a wall as well as any other.
  await tree({ [file]: `import type {} from '${imported}';`, 'server/src/modules/offers/domain/x.ts': '' });
  const { findings } = await checkArchitecture(root);
  expect(findings.map(({ rule: name, from }) => `${name} ${from}`)).toContain(`${rule} ${file}`);
});

test.each([
  ['server/src/modules/offers/price-store.ts', 'server/src/modules/offers/price-store.ts'],
  ['server/src/modules/offers/helpers/x.ts', 'server/src/modules/offers/helpers/x.ts'],
  ['server/src/modules/offers/store/prices.ts', 'server/src/modules/offers/store.ts'],
  ['server/src/modules/customers/index.ts', 'server/src/modules/customers/README.md'],
])('a module whose files are not named as in every other module is reported: %s', async (file, reported) => {
  await tree({ [file]: '' });
  const { findings } = await checkArchitecture(root);
  expect(findings.map(({ rule, from }) => `${rule} ${from}`)).toEqual([`module-files ${reported}`]);
});

test('through a door a decision takes types, and nothing that runs', async () => {
  const file = 'server/src/modules/billing/domain/charge.ts';
  await tree({ [file]: "import type {} from '../../offers/index.ts';" });
  expect((await checkArchitecture(root)).findings).toEqual([]);
  await tree({ [file]: "import { store } from '../../offers/index.ts'; export const kept = store;" });
  const { findings } = await checkArchitecture(root);
  expect(findings.map(({ rule, from }) => `${rule} ${from}`)).toEqual([`domain-types ${file}`]);
});

test('a cycle is reported', async () => {
  await tree({ 'server/src/kernel/one.ts': "import './two.ts';", 'server/src/kernel/two.ts': "import './one.ts';" });
  const { findings } = await checkArchitecture(root);
  expect(findings.map(({ rule }) => rule)).toContain('no-cycles');
});

test('an empty tree is no success', async () => {
  await expect(checkArchitecture(root)).rejects.toThrow('missed 0 of 0 files');
});
