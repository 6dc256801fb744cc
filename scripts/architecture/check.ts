/** Runs dependency-cruiser over a tree and says which walls are broken. */
import { existsSync, globSync } from 'node:fs';
import { join } from 'node:path';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import { misnamedFiles } from './module-files.ts';
import { rules } from './rules.ts';

const folders = ['contracts', 'server', 'portal', 'scripts', 'bench'];

export interface Finding {
  readonly rule: string;
  readonly from: string;
  readonly to: string;
  readonly comment: string;
}

export interface Architecture {
  /** Our own files that were looked at. */
  readonly files: number;
  readonly imports: number;
  readonly findings: readonly Finding[];
}

/**
 * Checks the tree below `root`. Throws when the cruiser saw fewer files than there are: without a parser that fits the
 * compiler it finds nothing, and says that nothing is wrong.
 */
export async function checkArchitecture(root: string): Promise<Architecture> {
  const expected = globSync(
    folders.map((folder) => `${folder}/**/*.{ts,tsx}`),
    { cwd: root, exclude: (name) => /(^|\/)(node_modules|dist)(\/|$)/.test(name) },
  );
  const result = await cruise(
    folders.filter((folder) => existsSync(join(root, folder))),
    {
      baseDir: root,
      parser: 'swc',
      tsPreCompilationDeps: true,
      exclude: { path: '(^|/)dist/' },
      doNotFollow: { path: 'node_modules' },
      validate: true,
      ruleSet: { forbidden: [...rules] },
      enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'node', 'default'] },
    },
  );
  const { modules, summary } = result.output as ICruiseResult;
  const seen = new Map(modules.map((module) => [module.source, module]));
  const unseen = expected.filter((file) => !seen.has(file.replaceAll('\\', '/')));
  if (expected.length === 0 || unseen.length > 0)
    throw new Error(
      `dependency-cruiser looked at ${seen.size} modules and missed ${unseen.length} of ${expected.length} files: ${unseen.slice(0, 5).join(', ')}`,
    );
  const brokenWalls = summary.violations.map(({ rule, from, to, comment }) => ({
    rule: rule.name,
    from,
    to,
    comment: comment ?? rules.find(({ name }) => name === rule.name)?.comment ?? '',
  }));
  const moduleFiles = globSync('server/src/modules/*/**/*.{ts,md}', { cwd: root });
  const misnamed = misnamedFiles(moduleFiles.map((file) => file.replaceAll('\\', '/')));
  return {
    files: expected.length,
    imports: expected.reduce((sum, file) => sum + (seen.get(file)?.dependencies.length ?? 0), 0),
    findings: [
      ...brokenWalls,
      ...misnamed.map(({ file, comment }) => ({ rule: 'module-files', from: file, to: 'its place', comment })),
    ],
  };
}
