/** Runs tests against mutants: one Vitest, which is served the mutated source instead of the file. Nothing is written. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createVitest, type TestSpecification, type Vitest } from 'vitest/node';
import config from '../../vitest.config.ts';
import { mutatedSource, type Mutant } from './mutants.ts';

export interface Session {
  /** Whether a test fails on the mutant. Without one: whether any fails on the source as it is. */
  caught(file: string, mutant?: Mutant): Promise<boolean>;
  /** How many test files look at the source. */
  testsOf(file: string): Promise<number>;
  close(): Promise<void>;
}

/**
 * `folders`: database tests below these play; without any, the pure tests that import the file, directly or not.
 */
export async function openSession(root: string, folders: readonly string[]): Promise<Session> {
  let active: Mutant | undefined;
  const vitest = await createVitest(
    'test',
    {
      ...projectNamed(folders.length > 0 ? 'server' : 'unit'),
      config: false,
      root,
      watch: false,
      bail: 1,
      // Under load a test is slow, not failing; endless loops end by themselves.
      testTimeout: 120_000,
      maxWorkers: 1,
      fsModuleCache: false,
      reporters: [{}],
    },
    {
      plugins: [
        {
          name: 'mutant',
          enforce: 'pre',
          transform: (source, id) =>
            active && id === join(root, active.file) ? { code: mutatedSource(source, active), map: null } : undefined,
        },
      ],
    },
  );
  const known = new Map<string, Promise<TestSpecification[]>>();
  const specifications = (file: string) => {
    const found = known.get(file) ?? testsFor(vitest, join(root, file), folders);
    known.set(file, found);
    return found;
  };
  return {
    async caught(file, mutant) {
      for (const touched of new Set([file, active?.file ?? file])) vitest.invalidateFile(join(root, touched));
      active = mutant;
      // Its own tests first: most mutants end there.
      const own = join(root, file.replace(/\.ts$/, '.test.ts'));
      const { first = [], others = [] } = Object.groupBy(await specifications(file), ({ moduleId }) =>
        moduleId === own ? 'first' : 'others',
      );
      return (await fails(vitest, first)) || (await fails(vitest, others));
    },
    testsOf: async (file) => (await specifications(file)).length,
    close: () => vitest.close(),
  };
}

async function fails(vitest: Vitest, tests: TestSpecification[]): Promise<boolean> {
  if (tests.length === 0) return false;
  // What failed on an earlier mutant is forgotten.
  vitest.state.filesMap.clear();
  vitest.state.idMap.clear();
  const { testModules, unhandledErrors } = await vitest.runTestSpecifications(tests);
  return unhandledErrors.length > 0 || testModules.some((one) => !one.ok());
}

async function testsFor(vitest: Vitest, file: string, folders: readonly string[]): Promise<TestSpecification[]> {
  if (folders.length > 0) return vitest.getRelevantTestSpecifications([...folders]);
  vitest.config.related = [file];
  return vitest.getRelevantTestSpecifications();
}

/** The settings of a project of `vitest.config.ts`. */
function projectNamed(name: string) {
  for (const project of config.test!.projects!) {
    if (typeof project === 'object' && 'test' in project && project.test?.name === name) return project.test;
  }
  throw new Error(`vitest.config.ts has no project ${name}`);
}

export function sourceOf(root: string, file: string): string {
  return readFileSync(join(root, file), 'utf8');
}
