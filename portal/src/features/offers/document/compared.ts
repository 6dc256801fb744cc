/** The server's paths into an offer's document as steps, with items of lists by their names. Pure. */
import type { Comparison } from '@comptoir/contracts/comptoir/offer-lifecycle';
import type { OfferDocument } from '@comptoir/contracts/comptoir/offers';
import { partsOf, type Difference, type Path } from './diff.ts';

const stepsOf = (path: string): Path => path.split(/[.[\]]+/).filter(Boolean);

/** What the server found, in the form of the portal's own comparison of drafts. */
export const comparedChanges = ({ changes }: Comparison): readonly Difference[] =>
  changes.map(({ path, from, to }) => ({ path: stepsOf(path), from: from ?? undefined, to: to ?? undefined }));

/** A problem's place: `plans[0].prices[2].amount` as `plans`, `team`, `prices`, `P1M monthly EUR`, `amount`. */
export function namedPath(path: string, document: OfferDocument): Path {
  const steps = stepsOf(path);
  return namesIn(document, steps) ?? steps.map((step) => (/^\d+$/.test(step) ? String(Number(step) + 1) : step));
}

function namesIn(document: OfferDocument, steps: readonly string[]): Path | undefined {
  const named: string[] = [];
  let value: unknown = document;
  for (const step of steps) {
    if (Array.isArray(value)) {
      const parts = partsOf(value, named.at(-1) ?? '');
      const [name, item] = [...(parts ?? [])][Number(step)] ?? [];
      if (name === undefined) return undefined;
      named.push(name);
      value = item;
    } else {
      named.push(step);
      value = (value as Record<string, unknown> | undefined)?.[step];
    }
  }
  return named;
}
