/** Bodies made of a route's own schema: one that it describes, and what nobody should send in its place. */
import fc from 'fast-check';
import { z } from 'zod';

type JsonSchema = Readonly<Record<string, unknown>>;
type Known = Readonly<Record<string, string>>;

/** A body as its schema describes it, with known values where its members are called so; undefined where nothing is described. */
export function sampleOf(schema: unknown, known: Known): unknown {
  if (!(schema instanceof z.ZodType)) return undefined;
  const described = z.toJSONSchema(schema, { unrepresentable: 'any', io: 'output' }) as JsonSchema;
  const definitions = (described['$defs'] ?? {}) as Record<string, JsonSchema>;
  return valueOf(described, '', { known, definitions, depth: 0 });
}

interface Making {
  readonly known: Known;
  readonly definitions: Readonly<Record<string, JsonSchema>>;
  readonly depth: number;
}

const mostDepth = 8;

function valueOf(schema: JsonSchema, name: string, making: Making): unknown {
  if (making.depth > mostDepth) return null;
  const below = { ...making, depth: making.depth + 1 };
  const reference = schema['$ref'];
  if (typeof reference === 'string') {
    return valueOf(making.definitions[reference.split('/').at(-1)!] ?? {}, name, below);
  }
  if ('const' in schema) return schema['const'];
  if (Array.isArray(schema['enum'])) return schema['enum'][0];
  const [choice] = (schema['anyOf'] ?? schema['oneOf'] ?? schema['allOf'] ?? []) as JsonSchema[];
  if (choice) return valueOf(choice, name, below);
  switch (schema['type']) {
    case 'object':
      return objectOf(schema, below);
    case 'array':
      return [valueOf((schema['items'] ?? {}) as JsonSchema, name.replace(/s$/, ''), below)];
    case 'string':
      return textOf(schema, name, making.known);
    case 'integer':
    case 'number':
      return typeof schema['minimum'] === 'number' ? Math.max(schema['minimum'], 1) : 1;
    case 'boolean':
      return true;
    default:
      return null;
  }
}

function objectOf(schema: JsonSchema, making: Making): unknown {
  const members = Object.entries((schema['properties'] ?? {}) as Record<string, JsonSchema>);
  return Object.fromEntries(members.map(([name, member]) => [name, valueOf(member, name, making)]));
}

const formats: Readonly<Record<string, string>> = {
  uuid: '00000000-0000-4000-8000-000000000000',
  email: 'ada@quai.example',
  date: '2026-11-30',
  'date-time': '2026-11-30T10:00:00Z',
  uri: 'https://isv.example/x',
};

function textOf(schema: JsonSchema, name: string, known: Known): string {
  const { format, pattern, minLength } = schema as { format?: string; pattern?: string; minLength?: number };
  if (known[name] !== undefined) return known[name];
  if (format && format in formats) return formats[format]!;
  if (pattern) return matching(pattern);
  return 'x'.repeat(Math.max(minLength ?? 1, 1));
}

function matching(pattern: string): string {
  try {
    return fc.sample(fc.stringMatching(new RegExp(pattern, 'u'), { size: 'xsmall' }), { seed: 1, numRuns: 1 })[0]!;
  } catch {
    return 'x'; // a pattern that looks ahead
  }
}

/** The value with the part at one of its places (counted in order of appearance) replaced, or left out by `undefined`. */
export function replaced(value: unknown, place: number, by: unknown): unknown {
  let left = place;
  const walk = (part: unknown): unknown => {
    left -= 1;
    if (left === -1) return by;
    if (Array.isArray(part)) return part.map(walk);
    if (typeof part !== 'object' || part === null) return part;
    return Object.fromEntries(Object.entries(part).map(([name, item]) => [name, walk(item)]));
  };
  return walk(value);
}

export function places(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 1;
  return Object.values(value).reduce<number>((sum, item) => sum + places(item), 1);
}

/** `[[[…]]]` as text: too deep for code that calls itself. */
export const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;
const deep = (depth: number) => JSON.parse(nested(depth)) as unknown;

/** What no member expects. */
const wrongTypes: readonly unknown[] = [null, true, -1, 1.5, 1e300, 'x', '', [], {}, [null], { '': 1 }];
const huge: readonly unknown[] = ['x'.repeat(200_000), Number.MAX_SAFE_INTEGER, Array.from({ length: 3_000 }, () => 1)];
const unicode: readonly unknown[] = [
  '\0',
  '\uD800',
  '\u202Eاختبار',
  'e\u0301'.repeat(200),
  '👩‍👩‍👧‍👦ﷺ𝕏',
  '%00%ff\r\nx: y',
  `'; select 1 from tenant --`,
  '2027-02-30',
  '9999-12-31T23:59:59Z',
];

/** Bodies as text, by what is wrong with each; the same for the same seed. */
export function wrongBodies(sample: unknown, seed: number): readonly (readonly [why: string, body: string])[] {
  const some = places(sample);
  const at = (values: readonly unknown[], count: number) =>
    fc
      .sample(fc.tuple(fc.nat(some - 1), fc.constantFrom(...values)), { seed, numRuns: count })
      .map(([place, by]) => JSON.stringify(replaced(sample, place, by)) ?? '');
  const [[place]] = fc.sample(fc.tuple(fc.nat(Math.max(some - 2, 0))), { seed, numRuns: 1 }) as [[number]];
  const inner = { __proto__: null, constructor: { prototype: 1 }, 'not-a-member': '\u2028', ...Object(sample) };
  return [
    ...at(wrongTypes, 3).map((body) => ['a wrong type', body] as const),
    ['missing', JSON.stringify(replaced(sample, place + 1, undefined)) ?? ''],
    ['extra', JSON.stringify(inner)],
    ...at(huge, 1).map((body) => ['huge', body] as const),
    ...at(unicode, 2).map((body) => ['unicode', body] as const),
    ['deep', JSON.stringify(replaced(sample, place, deep(500)))],
    ['deeper', nested(100_000)],
    ['broken', (JSON.stringify(sample) ?? '{').slice(0, -1)],
  ];
}
