/** Where two documents differ, so that a publisher who lost a race sees what the other one changed. */

const most = 200;

/** Paths of members that differ, e.g. `plans[0].name`; at most two hundred. Lists of unlike length differ as a whole. */
export function differingPaths(left: unknown, right: unknown): string[] {
  const paths: string[] = [];
  compare(left, right, '', paths);
  return paths.slice(0, most);
}

function compare(left: unknown, right: unknown, path: string, paths: string[]): void {
  if (left === right || paths.length >= most) return;
  if (Array.isArray(left) && Array.isArray(right) && left.length === right.length) {
    left.forEach((item, index) => compare(item, right[index], `${path}[${index}]`, paths));
    return;
  }
  if (isRecord(left) && isRecord(right)) {
    for (const name of new Set([...Object.keys(left), ...Object.keys(right)])) {
      compare(left[name], right[name], path ? `${path}.${name}` : name, paths);
    }
    return;
  }
  paths.push(path);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
