/** Markets that are open to partners for some plans only (rule A32). */
import { refused, type Verdict } from '../kernel/index.ts';
import { marketOf, marketsOn, maySellMarketplaceIn } from './markets.ts';
import type { OfferKind, PricingModel } from './resale.ts';
import { rules } from './rules/index.ts';

/** Nothing but machine images that cost nothing themselves is sold here (A32: China, free and BYOL images only). */
const freeMachinesOnly = new Set(['CN']);

/** What decides where a plan is sold. `costsNothing`: it is free, or the customer brings its own licence. */
export interface PlanNature {
  readonly machine: boolean;
  readonly costsNothing: boolean;
}

/** What markets ask of a plan (rule A32). */
export function natureOf(kind: OfferKind, { pricingModel }: { readonly pricingModel: PricingModel }): PlanNature {
  return { machine: kind === 'virtualMachine', costsNothing: pricingModel === 'byol' || pricingModel === 'free' };
}

/** Whether partners may sell a plan of this nature to customers of a country (ISO2) on a day. */
export function maySellPlanIn(country: string, on: Temporal.PlainDate, plan: PlanNature): Verdict {
  const market = marketOf(country, on);
  if (!market || !freeMachinesOnly.has(market.country)) return maySellMarketplaceIn(country, on);
  if (plan.machine && plan.costsNothing) return { allowed: true, rule: rules.A32 };
  return refused(
    rules.A32,
    `In ${market.name} partners sell machine images only, free or with the customer's own licence.`,
  );
}

/** A market as a plan sees it. */
export interface PlanMarket {
  readonly country: string;
  /** ISO 4217: what the plan is priced in there. */
  readonly currency: string;
}

/** Every country a plan of this nature can be offered in on a day, with its currency. */
export function planMarketsOn(on: Temporal.PlainDate, plan: PlanNature): PlanMarket[] {
  return marketsOn(on).flatMap(({ country, priceCurrency, partnerCurrency }) => {
    if (priceCurrency) return [{ country, currency: priceCurrency }];
    const special = freeMachinesOnly.has(country) && plan.machine && plan.costsNothing;
    return special ? [{ country, currency: partnerCurrency }] : [];
  });
}
