/** Where two documents differ, so that a publisher sees what somebody else or an earlier version has otherwise. */

const most = 200;

export interface Difference {
  /** e.g. `plans[0].name`. */
  readonly path: string;
  /** What either side has there; undefined where it has nothing. */
  readonly left: unknown;
  readonly right: unknown;
}

/** Members that differ; at most two hundred, and whether there are more. Lists of unlike length differ as a whole. */
export function differences(left: unknown, right: unknown): { readonly found: Difference[]; readonly more: boolean } {
  const found: Difference[] = [];
  compare(left, right, '', found);
  return { found: found.slice(0, most), more: found.length > most };
}

function compare(left: unknown, right: unknown, path: string, found: Difference[]): void {
  if (left === right || found.length > most) return;
  if (Array.isArray(left) && Array.isArray(right) && left.length === right.length) {
    left.forEach((item, index) => compare(item, right[index], `${path}[${index}]`, found));
    return;
  }
  if (isRecord(left) && isRecord(right)) {
    for (const name of new Set([...Object.keys(left), ...Object.keys(right)])) {
      compare(left[name], right[name], path ? `${path}.${name}` : name, found);
    }
    return;
  }
  found.push({ path, left, right });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
