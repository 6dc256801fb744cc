/** Where two documents differ, so that a publisher sees what somebody else or an earlier version has otherwise. */

const most = 200;

export interface Difference {
  /** e.g. `plans[team].prices[P1M monthly EUR].amount`: items of lists by what names them, wherever they stand. */
  readonly path: string;
  /** What either side has there; undefined where it has nothing. */
  readonly left: unknown;
  readonly right: unknown;
}

type Item = Readonly<Record<string, unknown>>;
type Parts = ReadonlyMap<string, unknown>;

/** What names an item of each list; none: the item is its own name. Every other list is one value. */
const namesOf: Readonly<Record<string, readonly string[]>> = {
  plans: ['planId'],
  terms: ['term'],
  prices: ['term', 'billingCycle', 'currency', 'market'],
  hourlyPrices: ['currency'],
  dimensions: ['id'],
  privateAudience: ['tenantId'],
  authorizations: ['principalId'],
  partnerTenantIds: [],
};

/** Members that differ; at most two hundred, and whether there are more. An item on one side only is one difference. */
export function differences(left: unknown, right: unknown): { readonly found: Difference[]; readonly more: boolean } {
  const found: Difference[] = [];
  compare(left, right, { path: '', member: '' }, found);
  return { found: found.slice(0, most), more: found.length > most };
}

/** `member`: the last member's name, by which a list is known. */
interface Place {
  readonly path: string;
  readonly member: string;
}

function compare(left: unknown, right: unknown, place: Place, found: Difference[]): void {
  if (left === right || found.length > most) return;
  const [before, after] = [partsOf(left, place.member), partsOf(right, place.member)];
  if (before && after) {
    const inList = Array.isArray(left);
    for (const name of new Set([...before.keys(), ...after.keys()])) {
      compare(before.get(name), after.get(name), step(place, name, inList), found);
    }
    return;
  }
  if (sameWords(left, right)) return;
  found.push({ path: place.path, left, right });
}

function step({ path }: Place, name: string, inList: boolean): Place {
  if (inList) return { path: `${path}[${name}]`, member: '' };
  return { path: path ? `${path}.${name}` : name, member: name };
}

/** Members of a record, or the items of a list by their names; undefined for what is compared as one value. */
function partsOf(value: unknown, member: string): Parts | undefined {
  if (isRecord(value)) return new Map(Object.entries(value));
  const names = namesOf[member];
  if (!names || !Array.isArray(value)) return undefined;
  const parts = new Map(value.map((item: unknown) => [nameOf(item, names), item]));
  // Two items of one name, as an unfinished draft may have them, cannot be told apart.
  return parts.size === value.length ? parts : undefined;
}

function nameOf(item: unknown, names: readonly string[]): string {
  if (!isRecord(item)) return String(item);
  return names.flatMap((name) => (typeof item[name] === 'string' ? [item[name]] : [])).join(' ');
}

function sameWords(left: unknown, right: unknown): boolean {
  return Array.isArray(left) && Array.isArray(right) && JSON.stringify(left) === JSON.stringify(right);
}

function isRecord(value: unknown): value is Item {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
