/** Mutants of a source file: small faults, one at a time, that a test should notice. */
import { parseSync } from 'oxc-parser';
import { replacementsOf, type Node } from './replacements.ts';

export interface Mutant {
  /** From the root of the repository. */
  readonly file: string;
  /** 1 first. */
  readonly line: number;
  /** Where in the source, and by what it is replaced. */
  readonly start: number;
  readonly end: number;
  readonly replacement: string;
  /** For people: what it was and what it becomes. */
  readonly change: string;
}

/** Nodes in which nothing is mutated: types, and the names of other modules. */
const closed = /^(TS(?!AsExpression|NonNullExpression|SatisfiesExpression)|Import|ExportAll)/;

/** Every mutant of a TypeScript source, in order of place. */
export function mutantsOf(file: string, source: string): Mutant[] {
  const mutants: Mutant[] = [];
  walk(program(file, source), [], (node, ancestors) => {
    for (const { start, end, text } of replacementsOf(node, ancestors, source)) {
      mutants.push({
        file,
        line: source.slice(0, start).split('\n').length,
        start,
        end,
        replacement: text,
        change: `${short(source.slice(start, end))} → ${short(text) || '(nothing)'}`,
      });
    }
  });
  return mutants.toSorted((one, other) => one.start - other.start);
}

const mostTurns = 1_000_000;

/** The source with one mutant in it. Its own loops end: a fault must not hold up all the others. */
export function mutatedSource(source: string, { file, start, end, replacement }: Mutant): string {
  const guards: number[] = [];
  walk(program(file, source), [], (node) => {
    if (!/^(For|While|DoWhile)Statement$/.test(node.type)) return;
    const body = node.body as Node;
    if (body.type === 'BlockStatement' && (body.start < start || body.start >= end)) guards.push(body.start + 1);
  });
  const guard = `if ((globalThis.__turns = (globalThis.__turns ?? 0) + 1) > ${mostTurns}) throw new Error('endless');`;
  const edits = [...guards.map((at) => ({ start: at, end: at, text: guard })), { start, end, text: replacement }];
  return edits
    .toSorted((one, other) => other.start - one.start)
    .reduce((text, edit) => text.slice(0, edit.start) + edit.text + text.slice(edit.end), source);
}

function program(file: string, source: string): Node {
  const { program: root, errors } = parseSync(file, source);
  if (errors.length > 0) throw new Error(`${file} cannot be parsed: ${errors[0]!.message}`);
  return root as unknown as Node;
}

function walk(node: Node, ancestors: readonly Node[], visit: (node: Node, ancestors: readonly Node[]) => void): void {
  if (closed.test(node.type)) return;
  visit(node, ancestors);
  const path = [node, ...ancestors];
  for (const child of Object.values(node)) {
    for (const one of Array.isArray(child) ? (child as unknown[]) : [child]) if (isNode(one)) walk(one, path, visit);
  }
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && typeof (value as Node).type === 'string';
}

function short(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return line.length > 90 ? `${line.slice(0, 89)}…` : line;
}
