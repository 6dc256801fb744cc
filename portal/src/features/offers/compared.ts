/** Changes between two states of an offer, with items of lists by their names instead of their numbers. Pure. */
import type { Comparison } from '@comptoir/contracts/comptoir/offer-lifecycle';
import type { OfferDocument } from '@comptoir/contracts/comptoir/offers';
import { differences, partsOf, type Difference, type Path } from './document-diff.ts';

/** What is compared of a document: not the audience (rule A26). */
export function comparedDocuments(from: OfferDocument, to: OfferDocument): readonly Difference[] {
  const { audience: _before, ...left } = from;
  const { audience: _after, ...right } = to;
  return differences(left, right);
}

/**
 * The server's answer in the same form. `documents`: those at hand; a number in a path is looked up in the first that
 * has it. A list that changed as a whole is told item by item.
 */
export function comparedChanges(
  comparison: Comparison,
  documents: readonly (OfferDocument | undefined)[],
): readonly Difference[] {
  return comparison.changes.flatMap(({ path, from, to }) =>
    differences(from ?? undefined, to ?? undefined, namedPath(path, documents)),
  );
}

/** `plans[0].prices[2].amount` as `plans`, `team`, `prices`, `P1M monthly EUR`, `amount`. */
export function namedPath(path: string, documents: readonly (OfferDocument | undefined)[]): Path {
  const steps = path.split(/[.[\]]+/).filter(Boolean);
  for (const document of documents) {
    const named = document && namesIn(document, steps);
    if (named) return named;
  }
  return steps.map((step) => (/^\d+$/.test(step) ? String(Number(step) + 1) : step));
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
