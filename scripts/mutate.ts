/**
 * `npm run mutate`: puts small faults into rules and decisions, one at a time, and tells which of them no test notices.
 * Without arguments the files that the branch changed; files or folders; `--all`. `--sample 5` tries every fifth fault.
 * `--tests server/src/modules/billing` plays the database tests below that folder: for `service/`.
 */
import { execFileSync } from 'node:child_process';
import { globSync } from 'node:fs';
import { setPriority } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { equivalent } from './mutate/equivalent.ts';
import { mutantsOf } from './mutate/mutants.ts';
import { openSession, sourceOf, type Session } from './mutate/session.ts';

/** Percent of the mutants that tests must notice. */
const wanted = 85;

const root = join(import.meta.dirname, '..');
/** What is pure and decides; the registry of rules is text. */
const decisions = ['server/src/programme/*.ts', 'server/src/programme/rules/index.ts', 'server/src/**/domain/*.ts'];

interface Score {
  caught: number;
  tried: number;
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    all: { type: 'boolean', default: false },
    sample: { type: 'string', default: '1' },
    tests: { type: 'string', multiple: true, default: [] },
  },
});
const files = chosenFiles();
// The machine is for others too.
setPriority(5);
const session = await openSession(root, values.tests);
const scores = new Map<string, Score>();
/** Whether all tests pass on the source as it is. */
let sound = true;
try {
  for (const file of files) await mutateFile(file);
} finally {
  await session.close();
}
const total = printScores();
process.exit(sound && total >= wanted ? 0 : 1);

function chosenFiles(): string[] {
  const isSource = (file: string) => file.endsWith('.ts') && !file.endsWith('.test.ts');
  const every = decisions.flatMap((pattern) => globSync(pattern, { cwd: root })).filter(isSource);
  if (values.all) return every.toSorted();
  if (positionals.length > 0) {
    return positionals
      .map((path) => relative(root, resolve(path)))
      .flatMap((path) => (path.endsWith('.ts') ? [path] : inFolder(path, every)))
      .filter(isSource)
      .toSorted();
  }
  const changed = new Set(git('diff', '--name-only', git('merge-base', 'main', 'HEAD')[0]!));
  for (const added of git('ls-files', '--others', '--exclude-standard')) changed.add(added);
  return every.filter((file) => changed.has(file)).toSorted();
}

/** Decisions below a folder; of one that holds none, everything. */
function inFolder(path: string, every: readonly string[]): string[] {
  const own = every.filter((file) => file.startsWith(`${path}/`));
  return own.length > 0 ? own : globSync(`${path}/**/*.ts`, { cwd: root });
}

function git(...words: string[]): string[] {
  return execFileSync('git', words, { cwd: root, encoding: 'utf8' }).trim().split('\n');
}

async function mutateFile(file: string): Promise<void> {
  const source = sourceOf(root, file);
  const step = Number(values.sample);
  const mutants = mutantsOf(file, source)
    .filter((mutant) => !equivalent.some((one) => one.file === file && one.change === mutant.change))
    .filter((_mutant, index) => index % step === 0);
  if (mutants.length === 0) return;
  const tests = await session.testsOf(file);
  if (tests > 0 && (await session.caught(file))) {
    console.log(`${file}: its tests fail without any mutant; none is tried`);
    sound = false;
    return;
  }
  const score = await tried(session, file, mutants);
  console.log(`${file}: ${score.caught} of ${score.tried} caught${tests === 0 ? ', no test imports it' : ''}`);
}

async function tried(of: Session, file: string, mutants: ReturnType<typeof mutantsOf>): Promise<Score> {
  const score = { caught: 0, tried: 0 };
  for (const mutant of mutants) {
    const caught = await of.caught(file, mutant);
    score.tried += 1;
    if (caught) score.caught += 1;
    else console.log(`  survived  ${file}:${mutant.line}  ${mutant.change}`);
  }
  const folder = dirname(file);
  const sum = scores.get(folder) ?? { caught: 0, tried: 0 };
  scores.set(folder, { caught: sum.caught + score.caught, tried: sum.tried + score.tried });
  return score;
}

/** Prints the score of each folder and of all; answers the latter in percent. */
function printScores(): number {
  const percent = ({ caught, tried }: Score) => (tried === 0 ? 100 : (100 * caught) / tried);
  const all = { caught: 0, tried: 0 };
  console.log('');
  for (const [folder, score] of scores) {
    all.caught += score.caught;
    all.tried += score.tried;
    console.log(`${percent(score).toFixed(0).padStart(4)} %  ${score.caught} of ${score.tried}  ${folder}`);
  }
  console.log(
    `${percent(all).toFixed(1).padStart(6)} %  ${all.caught} of ${all.tried} mutants caught; wanted: ${wanted} %`,
  );
  return percent(all);
}
