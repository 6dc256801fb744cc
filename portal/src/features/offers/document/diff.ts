/**
 * What differs between two states of an offer's document, and how the changes of two people become one. Pure.
 * Items of a list are told apart by what names them, so that a plan that moved or was added is not a hundred changes.
 */
import type { OfferDocument } from '@comptoir/contracts/comptoir/offers';

/** Members and, in lists, the names of items, from the document down. */
export type Path = readonly string[];

export interface Difference {
  readonly path: Path;
  /** Undefined where it is absent. */
  readonly from: unknown;
  readonly to: unknown;
}

type Item = Readonly<Record<string, unknown>>;
export type Parts = ReadonlyMap<string, unknown>;

/** What names an item of each list. */
const nameOf: Readonly<Record<string, readonly string[]>> = {
  plans: ['planId'],
  terms: ['term'],
  prices: ['term', 'billingCycle', 'currency', 'market'],
  hourlyPrices: ['currency'],
  dimensions: ['id'],
  privateAudience: ['tenantId'],
  authorizations: ['principalId'],
};

/** Whether a member is part of the name of a list's items. */
export const namesItem = (list: string, member: string) => nameOf[list]?.includes(member) === true;

const isItem = (value: unknown): value is Item => typeof value === 'object' && value !== null && !Array.isArray(value);
const isWords = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((each) => typeof each === 'string');

/** Members of a record or named items of a list; undefined for everything that is one value. */
export function partsOf(value: unknown, member: string): Parts | undefined {
  if (isItem(value)) return new Map(Object.entries(value).filter(([, each]) => each !== undefined));
  const names = nameOf[member];
  if (!names || !Array.isArray(value) || !value.every(isItem)) return undefined;
  const parts = new Map(value.map((item) => [itemName(item, names), item]));
  return parts.size === value.length ? parts : undefined;
}

const itemName = (item: Item, names: readonly string[]) =>
  names.flatMap((name) => (typeof item[name] === 'string' ? [item[name]] : [])).join(' ');

/** Equal whatever the order of members and of named items. */
function same(left: unknown, right: unknown, member = ''): boolean {
  if (left === right) return true;
  const [ours, others] = [partsOf(left, member), partsOf(right, member)];
  if (ours && others) {
    return ours.size === others.size && [...ours].every(([key, value]) => same(value, others.get(key), key));
  }
  if (!Array.isArray(left) || !Array.isArray(right)) return false;
  return left.length === right.length && left.every((each, index) => same(each, right[index]));
}

export function differences(from: unknown, to: unknown, path: Path = []): readonly Difference[] {
  const member = path.at(-1) ?? '';
  if (same(from, to, member)) return [];
  const [left, right] = [partsOf(from, member), partsOf(to, member)];
  if (!left || !right) return [{ path, from, to }];
  return [...new Set([...left.keys(), ...right.keys()])].flatMap((key) =>
    differences(left.get(key), right.get(key), [...path, key]),
  );
}

/** The value a path leads to; undefined where it leads nowhere. */
export function valueAt(document: unknown, path: Path): unknown {
  let value = document;
  let member = '';
  for (const step of path) {
    value = partsOf(value, member)?.get(step);
    member = step;
  }
  return value;
}

function mergedWords(base: readonly string[], mine: readonly string[], theirs: readonly string[]): readonly string[] {
  const [had, taken] = [new Set(base), new Set(theirs)];
  const kept = mine.filter((each) => taken.has(each) || !had.has(each));
  return [...kept, ...theirs.filter((each) => !had.has(each) && !mine.includes(each))];
}

/** Both people's changes; where both changed the same value, mine stays. */
function merged(base: unknown, mine: unknown, theirs: unknown, member = ''): unknown {
  if (same(base, theirs, member) || same(mine, theirs, member)) return mine;
  if (same(base, mine, member)) return theirs;
  const [ours, others] = [partsOf(mine, member), partsOf(theirs, member)];
  if (ours && others) {
    const before = partsOf(base, member) ?? new Map<string, unknown>();
    const parts = [...new Set([...others.keys(), ...ours.keys()])].flatMap((key): [string, unknown][] => {
      const value = merged(before.get(key), ours.get(key), others.get(key), key);
      return value === undefined ? [] : [[key, value]];
    });
    return Array.isArray(mine) ? parts.map(([, value]) => value) : Object.fromEntries(parts);
  }
  return isWords(base) && isWords(mine) && isWords(theirs) ? mergedWords(base, mine, theirs) : mine;
}

export interface ForeignChange extends Difference {
  readonly mine: unknown;
  /** I changed the same value, to something else. */
  readonly both: boolean;
}

export interface Merged {
  readonly document: OfferDocument;
  /** What the other one changed and is not already in mine. */
  readonly foreign: readonly ForeignChange[];
}

export function mergeDrafts(base: OfferDocument, mine: OfferDocument, theirs: OfferDocument): Merged {
  const foreign = differences(base, theirs).flatMap((change): ForeignChange[] => {
    const own = valueAt(mine, change.path);
    const member = change.path.at(-1) ?? '';
    const known =
      isWords(own) && isWords(change.from) && isWords(change.to)
        ? same(mergedWords(change.from, own, change.to), own)
        : same(own, change.to, member);
    return known ? [] : [{ ...change, mine: own, both: !same(own, change.from, member) }];
  });
  return { document: merged(base, mine, theirs) as OfferDocument, foreign };
}
