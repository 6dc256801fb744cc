/** Metered dimensions of a plan, and what all plans of an offer share of them. */
import type { PlanMarket } from '../../../programme/plan-markets.ts';
import type { OfferDocument, Plan } from './document.ts';
import type { ValidationFacts } from './facts.ts';
import type { Findings } from './problem.ts';
import { checkUnitPrices } from './validate-prices.ts';
import { rules } from '../../../programme/rules/index.ts';

const mostDimensions = 30;

export function checkDimensions(plan: Plan, path: string, markets: readonly PlanMarket[], found: Findings): void {
  if (plan.dimensions.length > 0 && plan.pricingModel !== 'flat') {
    found.add(
      `${path}.dimensions`,
      'MeteredNeedsFlat',
      'Only a flat plan can have metered dimensions.',
      rules['F3/dimensions'],
    );
  }
  plan.dimensions.forEach((dimension, index) => {
    const at = `${path}.dimensions[${index}]`;
    if (plan.dimensions.findIndex((other) => other.id === dimension.id) < index) {
      found.add(`${at}.id`, 'DimensionTwice', `Dimension ${dimension.id} is listed twice.`, rules['F3/dimensions']);
    }
    for (const field of ['name', 'unitOfMeasure'] as const) {
      if (dimension[field] === '')
        found.add(`${at}.${field}`, 'Required', 'A dimension needs a name and a unit of measure.');
    }
    checkUnitPrices(plan, `${at}.prices`, dimension.prices, markets, found);
  });
}

/** Dimensions belong to the offer: plans that share one share its name and unit, and publishing freezes both. */
export function checkSharedDimensions(document: OfferDocument, { live }: ValidationFacts, found: Findings): void {
  const known = new Map<string, { name: string; unitOfMeasure: string }>();
  for (const dimension of live?.plans.flatMap((plan) => plan.dimensions) ?? []) known.set(dimension.id, dimension);
  const own = new Set<string>();
  document.plans.forEach((plan, planIndex) =>
    plan.dimensions.forEach((dimension, index) => {
      own.add(dimension.id);
      const same = known.get(dimension.id);
      known.set(dimension.id, same ?? dimension);
      if (!same || (same.name === dimension.name && same.unitOfMeasure === dimension.unitOfMeasure)) return;
      found.add(
        `plans[${planIndex}].dimensions[${index}]`,
        'DimensionDiffers',
        `Dimension ${dimension.id} is already named “${same.name}”, measured in ${same.unitOfMeasure}: keep both, or use another id.`,
        rules['F3/dimensions'],
      );
    }),
  );
  if (own.size > mostDimensions) {
    found.add(
      'plans',
      'TooManyDimensions',
      `An offer has at most ${mostDimensions} dimensions; this one has ${own.size}.`,
      rules['F3/dimensions'],
    );
  }
}
