/**
 * How requests of this API are read: names without regard to case, nulls and .NET's default dates as absent, unknown
 * members ignored, enum values without regard to case and underscore (client expectations, section 1, rules 1 and 2).
 */
import { z } from 'zod';
import { emptyGuid } from '../../kernel/index.ts';

type Binder = (value: unknown) => unknown;

/** The same schema, fed with input whose names were brought to the schema's own spelling, at every depth. */
export function bind<Schema extends z.ZodType>(schema: Schema) {
  const binder = binderOf(schema);
  return z.preprocess((input) => (isAbsent(input) ? undefined : binder(input)), schema);
}

/**
 * One of `values`, read as any SDK writes it: `OneTime`, `one_time` and `onetime` are the same. A number stands for the one
 * at that place of `ordinals`, the SDK's own order (wire contract, section 1.5); in a query it is written in digits.
 */
export function wireEnum<const Values extends readonly [string, ...string[]]>(
  values: Values,
  ordinals: readonly string[] = [],
) {
  const known = new Map<string, string>(values.map((value) => [plain(value), value]));
  return z.preprocess((input) => {
    const isPlace = typeof input === 'number' || (typeof input === 'string' && /^\d+$/.test(input));
    const word = isPlace ? (ordinals[Number(input)] ?? input) : input;
    return typeof word === 'string' ? (known.get(plain(word)) ?? word) : word;
  }, z.enum(values));
}

/** What a query parameter holds as JSON; undefined when it is none. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Operators of filters in the order of their numbers (wire contract, section 1.8). */
export const filterOperators = [
  'equals',
  'not_equals',
  'greater_than',
  'greater_than_or_equals',
  'less_than',
  'less_than_or_equals',
  'substring',
  'and',
  'or',
  'starts_with',
  'not_starts_with',
] as const;

function plain(word: string): string {
  return word.toLowerCase().replaceAll('_', '');
}

/** Null, nothing, or what .NET sends for a date or an id that is not set. */
function isAbsent(value: unknown): boolean {
  if (typeof value === 'string') return value.startsWith('0001-01-01T00:00:00') || value === emptyGuid;
  return value === undefined || value === null;
}

const asIs: Binder = (value) => value;

/** Built once per schema. Throws on a schema it cannot look into, so that no name goes unbound in silence. */
function binderOf(schema: z.core.$ZodType): Binder {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  switch (def.type) {
    case 'object':
      return objectBinder(def.shape);
    case 'array': {
      const element = binderOf(def.element);
      return (value) => (Array.isArray(value) ? value.map(element) : value);
    }
    case 'record': {
      const element = binderOf(def.valueType);
      return (value) => (isObject(value) ? mapValues(value, element) : value);
    }
    case 'optional':
    case 'nullable':
    case 'default':
    case 'prefault':
    case 'readonly':
      return binderOf(def.innerType);
    case 'pipe':
      return binderOf((def.in as z.core.$ZodTypes)._zod.def.type === 'transform' ? def.out : def.in);
    case 'union':
    case 'intersection':
    case 'lazy':
    case 'tuple':
    case 'map':
    case 'set':
      if (def.type === 'union' && def.options.every((option) => binderOf(option) === asIs)) return asIs;
      throw new TypeError(`bind cannot look into a schema of type ${def.type}; use object, array or record`);
    default:
      return asIs;
  }
}

function objectBinder(shape: Readonly<Record<string, z.core.$ZodType>>): Binder {
  const members = new Map(
    Object.entries(shape).map(([name, member]) => [name.toLowerCase(), { name, binder: binderOf(member) }]),
  );
  const bindMembers: Binder = (value) => {
    // One thing that some write as a list of one; whether it may be is for the schema to say.
    if (Array.isArray(value)) return value.map(bindMembers);
    if (!isObject(value)) return value;
    const bound: Record<string, unknown> = {};
    for (const [given, content] of Object.entries(value)) {
      const member = members.get(given.toLowerCase());
      if (!member || isAbsent(content)) continue;
      // Some clients send a member in two spellings: the schema's own one wins.
      if (Object.hasOwn(bound, member.name) && given !== member.name) continue;
      bound[member.name] = member.binder(content);
    }
    return bound;
  };
  return bindMembers;
}

function mapValues(value: Readonly<Record<string, unknown>>, binder: Binder): Record<string, unknown> {
  const present = Object.entries(value).filter(([, content]) => !isAbsent(content));
  return Object.fromEntries(present.map(([name, content]) => [name, binder(content)]));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
