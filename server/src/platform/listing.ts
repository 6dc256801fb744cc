/**
 * The one way a list is searched, sorted, paged, counted and exported: in the database. A module says what its list is
 * made of (a `Listing`); each shape of question (which sort, searched or not, after a position or not) is a statement of
 * its own, so that none of them is planned for all of them at once.
 */
import { createHash } from 'node:crypto';
import { decodeCursor, encodeCursor, type Page } from '../kernel/index.ts';
import { invalidInput } from './invalid-input.ts';
import { statementName } from './statement-name.ts';
import type { Work } from './work.ts';

/** An expression over the list's tables that is never null, with its SQL type. Text is folded and of collation C. */
export interface SortColumn {
  readonly sql: string;
  readonly type: 'text' | 'uuid' | 'numeric' | 'timestamptz' | 'date' | 'int' | 'boolean';
}

export interface Listing<Sort extends string> {
  /** Begins the names of its statements. */
  readonly name: string;
  /** What a row carries: the text after `select`. */
  readonly select: string;
  /** Tables and conditions, with `$1`… for the list's own parameters, each of which stands in it; ends inside a `where`. */
  readonly from: string;
  /** Folded text that the words of a search are looked for in; absent when the list is not searched. */
  readonly words?: string;
  /** Ids that a word finds whole or by its beginning, when it looks like one: two letters are in every second GUID. */
  readonly ids?: readonly string[];
  readonly sorts: Readonly<Record<Sort, SortColumn>>;
  /** What makes an order complete: unique in the list. */
  readonly tie: SortColumn;
  /** How many of its parameters a position is bound to, all unless said: those behind them (the time, names) may change between pages. */
  readonly bound?: number;
  /** Conditions that a request may add, each about one parameter, written `?`. */
  readonly filters?: Readonly<Record<string, string>>;
}

export interface ListRequest<Sort extends string> {
  readonly sort: Sort;
  readonly descending: boolean;
  /** Words, all of which a row must hold anywhere, without regard to case, accents and script variants. */
  readonly search: string;
  readonly filters?: Readonly<Record<string, unknown>>;
  /** Rows of a page. */
  readonly size: number;
  /** `next` of the page before. */
  readonly after?: string | undefined;
}

export interface CountedPage<Row> extends Page<Row> {
  readonly total: number;
}

type Statements = Pick<Work, 'prepared'>;
type Keyed = { readonly sort_key: string; readonly tie_key: string };

const mostWords = 8;
const wordsOf = (search: string) => [...new Set(search.split(/[\s\u3000]+/u).filter(Boolean))].slice(0, mostWords);

/** A page with the number of rows in the whole list. Faults: InvalidInput for a position of another list. */
export async function countedPage<Row, Sort extends string>(
  work: Statements,
  listing: Listing<Sort>,
  parameters: readonly unknown[],
  request: ListRequest<Sort>,
): Promise<CountedPage<Row>> {
  const page = await listPage<Row, Sort>(work, listing, parameters, request);
  const whole = request.after === undefined && page.next === undefined;
  return { ...page, total: whole ? page.items.length : await countList(work, listing, parameters, request) };
}

/** A page of the list. Faults: InvalidInput for a position of another list. */
export async function listPage<Row, Sort extends string>(
  work: Statements,
  listing: Listing<Sort>,
  parameters: readonly unknown[],
  request: ListRequest<Sort>,
): Promise<Page<Row>> {
  const question = questionOf(listing, parameters, request);
  const column = listing.sorts[request.sort];
  const { tie } = listing;
  const sign = signOf(parameters.slice(0, listing.bound), request);
  const position = positionOf(sign, [column.type, tie.type], request.after);
  const [than, direction] = request.descending ? ['<', 'desc'] : ['>', 'asc'];
  const next = position
    ? ` and (${column.sql}, ${tie.sql}) ${than} (${question.add(position.key)}::${column.type}, ${question.add(position.tie)}::${tie.type})`
    : '';
  const shape = [request.sort, direction, ...question.shape, position ? 'after' : 'first'];
  const rows = await work.prepared<Row & Keyed>(
    statementName(listing.name, ...shape),
    `select ${listing.select}, (${column.sql})::text as sort_key, (${tie.sql})::text as tie_key ${question.from}${next}
     order by ${column.sql} ${direction}, ${tie.sql} ${direction} limit ${question.add(request.size + 1)}`,
    question.values,
  );
  return pageOf(rows, sign, request.size);
}

/** How many rows a search finds. */
export async function countList<Sort extends string>(
  work: Statements,
  listing: Listing<Sort>,
  parameters: readonly unknown[],
  request: Pick<ListRequest<Sort>, 'search' | 'filters'>,
): Promise<number> {
  const { shape, from, values } = questionOf(listing, parameters, request);
  const name = statementName('count', listing.name, ...shape);
  return (await work.prepared<{ total: number }>(name, `select count(*)::int as total ${from}`, values))[0]!.total;
}

const exportPageSize = 1000;

/** A part of a list without a search: a page of `size` rows, or all of them when no size is named. */
export interface Part {
  readonly size?: number | undefined;
  /** `next` of the page before. */
  readonly after?: string | undefined;
}

/** A part of a list in rising order, for wire formats that read whole lists unless told a size. */
export async function listPart<Row, Sort extends string>(
  work: Statements,
  listing: Listing<Sort>,
  parameters: readonly unknown[],
  request: Part & Pick<ListRequest<Sort>, 'sort' | 'filters'>,
): Promise<Page<Row>> {
  const { size, ...rest } = request;
  const read = (page: ListRequest<Sort>) => listPage<Row, Sort>(work, listing, parameters, page);
  const whole = { ...rest, descending: false, search: '' };
  if (size !== undefined) return read({ ...whole, size });
  const items: Row[] = [];
  for await (const rows of allPages(read, whole)) items.push(...rows);
  return { items };
}

/** Every row that a request selects, a page at a time; each page may be read in a unit of work of its own. */
export async function* allPages<Row, Sort extends string>(
  read: (request: ListRequest<Sort>) => Promise<Page<Row>>,
  request: Omit<ListRequest<Sort>, 'size'>,
): AsyncGenerator<readonly Row[]> {
  for (let { after } = request; ;) {
    const page = await read({ ...request, size: exportPageSize, after });
    yield page.items;
    if (page.next === undefined) return;
    after = page.next;
  }
}

interface Question {
  /** What its statement's name says: searched or not, and by which filters. */
  readonly shape: readonly string[];
  readonly from: string;
  readonly values: unknown[];
  /** Adds a value and returns its place, e.g. `$4`. */
  add(value: unknown): string;
}

function questionOf<Sort extends string>(
  { from, words, ids = [], filters = {} }: Listing<Sort>,
  parameters: readonly unknown[],
  request: Pick<ListRequest<Sort>, 'search' | 'filters'>,
): Question {
  const values = [...parameters];
  const add = (value: unknown) => `$${values.push(value)}`;
  const conditions: string[] = [];
  const wanted = words === undefined ? [] : wordsOf(request.search);
  const kinds = wanted.map((word) => {
    const within = `${words} like comptoir_holding(${add(word)})`;
    const id = ids.length > 0 ? idPattern(word) : undefined;
    const place = id === undefined ? '' : add(id);
    const named = id === undefined ? [] : ids.map((column) => `comptoir_lower(${column}::text) like ${place}`);
    conditions.push(`(${[within, ...named].join(' or ')})`);
    return id === undefined ? '=word' : '=word or id';
  });
  const asked = Object.entries(request.filters ?? {}).filter(([, value]) => value !== undefined);
  for (const [name, value] of asked) {
    const condition = filters[name];
    if (condition === undefined) throw new Error(`the list has no filter ${name}`);
    conditions.push(condition.replaceAll('?', add(value)));
  }
  const shape = [...kinds, ...asked.map(([name]) => name)];
  return { shape, from: [`from ${from}`, ...conditions].join(' and '), values, add };
}

/** A pattern of the ids that a word may mean: its beginning, or of less than six characters the whole; none for a word. */
function idPattern(word: string): string | undefined {
  const looksSo = /^(?=.*\d)[\da-z-]{4,50}$/i.test(word) || /^[\da-f]{8}(-[\da-f-]*)?$/i.test(word);
  if (!looksSo) return undefined;
  return word.length < 6 ? word.toLowerCase() : `${word.toLowerCase()}%`;
}

const shapes: Partial<Record<SortColumn['type'], RegExp>> = {
  uuid: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
  timestamptz: /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)?[+-]\d\d(:\d\d)?$/,
  date: /^\d{4}-\d\d-\d\d$/,
  int: /^-?\d{1,9}$/,
  numeric: /^-?\d+(\.\d+)?$/,
  boolean: /^(true|false)$/,
};

/** Whether a position's value is one that the database can have written. */
const isOf = (type: SortColumn['type'], value: string) => shapes[type]?.test(value) ?? true;

/** What a position is bound to: whose list, in which order, and what is looked for. */
function signOf(
  parameters: readonly unknown[],
  { sort, descending, search, filters = {} }: ListRequest<string>,
): string {
  const asked = Object.entries(filters).filter(([, value]) => value !== undefined);
  const bound = JSON.stringify([sort, descending, wordsOf(search), parameters, asked]);
  return createHash('sha256').update(bound).digest('base64url');
}

function pageOf<Row>(rows: readonly (Row & Keyed)[], sign: string, size: number): Page<Row> {
  const items = rows.slice(0, size).map((row): Row => {
    const { sort_key: _sort, tie_key: _tie, ...item } = row;
    return item as unknown as Row;
  });
  const last = rows[size - 1];
  if (rows.length <= size || !last) return { items };
  return { items, next: encodeCursor([sign, last.sort_key, last.tie_key]) };
}

function positionOf(
  sign: string,
  types: readonly [SortColumn['type'], SortColumn['type']],
  after: string | undefined,
): { readonly key: string; readonly tie: string } | undefined {
  if (after === undefined) return undefined;
  const parts = decodeCursor(after) ?? [];
  const [theirs, key, tie] = parts;
  const fits = parts.length === 3 && theirs === sign;
  if (fits && isOf(types[0], key!) && isOf(types[1], tie!)) return { key: key!, tie: tie! };
  const message = 'is no position of this list; leave it out to begin with the first page';
  throw invalidInput([{ path: 'after', code: 'invalid_cursor', message }]);
}
