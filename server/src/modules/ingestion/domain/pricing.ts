/** `price-and-availability-plan`: who may buy a plan, where, and at what price, from a draft and onto it. */
import { decimal, maxSeats } from '../../../kernel/index.ts';
import type { Draft, DraftPlan, OfferFacts } from './draft.ts';
import { dimensionsOf, metersFrom, type MeterNames } from './meters.ts';
import { ofPlan, withPlan } from './plan-resources.ts';
import { tenantsOf } from './product-resources.ts';
import { recurrentPriceFrom, termPricesOf } from './recurrent-price.ts';
import type { Duration, Notes, PlanPricingResource, Pricing } from './resources.ts';

const dollars = 'USD';

/** `everywhere`: the countries that `all` means today. */
export function planPricingFrom(
  plan: DraftPlan,
  offer: OfferFacts,
  everywhere: readonly string[],
): PlanPricingResource {
  const { markets } = plan;
  return {
    ...ofPlan('price-and-availability-plan', offer, plan),
    visibility: 'visible',
    audience: plan.private ? 'private' : 'public',
    privateAudiences: (plan.privateAudience ?? []).map(({ tenantId, name }) => ({
      type: 'tenant',
      id: tenantId,
      label: name,
    })),
    customerMarkets: markets === 'all' ? 'allMarkets' : 'customMarkets',
    markets: (markets === 'all' ? everywhere : markets).map((country) => country.toLowerCase()),
    trial: plan.trial ? { type: 'month', value: 1 } : null,
    softwareReservation: [],
    pricing: pricingFrom(plan),
  };
}

function pricingFrom(plan: DraftPlan): Pricing {
  if (plan.pricingModel === 'byol') return { licenseModel: 'byol' };
  if (plan.pricingModel === 'free') return { licenseModel: 'payAsYouGo', corePricing: { priceInputOption: 'free' } };
  if (plan.pricingModel === 'hourly') {
    const price = plan.hourlyPrices?.find(({ currency }) => currency === dollars)?.pricePerCoreHour;
    const pricePerCore = price === undefined ? {} : { pricePerCore: price };
    return { licenseModel: 'payAsYouGo', corePricing: { priceInputOption: 'perCore', ...pricePerCore } };
  }
  const customMeters = plan.dimensions.length === 0 ? {} : { customMeters: metersFrom(plan) };
  return { recurrentPrice: recurrentPriceFrom(plan), ...customMeters };
}

/** The whole resource is the wanted state, but for members that are not sent. Meters are named by `names`. */
export function applyPlanPricing(
  draft: Draft,
  plan: DraftPlan,
  given: PlanPricingResource,
  names: MeterNames,
  notes: Notes,
): Draft {
  if (given.visibility === 'hidden') {
    notes.refuse(
      'notSupported',
      'Plans are visible to everyone who may buy them. Use audience private, or deprecate the plan.',
    );
  }
  if ((given.softwareReservation?.length ?? 0) > 0) {
    notes.refuse('notSupported', 'Reservations at a discount are not sold here. Send softwareReservation empty.');
  }
  const { trial: _trial, ...rest } = plan;
  const changed: DraftPlan = {
    ...rest,
    ...audienceOf(plan, given, notes),
    markets: marketsOf(plan, given, notes),
    ...(isTrial(given.trial, notes) ? { trial: true } : {}),
  };
  return withPlan(draft, given.pricing ? priced(changed, given.pricing, names, notes) : changed);
}

const mostTenants = 200;

function audienceOf(plan: DraftPlan, given: PlanPricingResource, notes: Notes): Partial<DraftPlan> {
  const isPrivate = given.audience ? given.audience === 'private' : plan.private;
  if (!given.privateAudiences) return { private: isPrivate };
  const tenants = tenantsOf(given.privateAudiences, 'Customers', notes);
  if (tenants.length > mostTenants) {
    notes.refuse('collectionLimitExceeded', `A private plan is for at most ${mostTenants} tenants.`);
  }
  if (!isPrivate && tenants.length > 0) {
    notes.refuse('businessValidationError', 'A public plan has no private audience. Leave privateAudiences empty.');
  }
  const labels = new Map(given.privateAudiences.map(({ id, label = '' }) => [id.toLowerCase(), label]));
  const privateAudience = tenants.map((tenantId) => ({ tenantId, name: labels.get(tenantId) ?? '' }));
  return { private: isPrivate, ...(isPrivate || plan.privateAudience ? { privateAudience } : {}) };
}

function marketsOf(plan: DraftPlan, given: PlanPricingResource, notes: Notes): DraftPlan['markets'] {
  if (given.customerMarkets === 'allMarkets') return 'all';
  if (given.customerMarkets === 'allTaxRemittedMarkets') {
    notes.refuse('notSupported', 'Markets are chosen one by one or all together. Use customMarkets or allMarkets.');
  }
  if (!given.markets) return plan.markets;
  if (given.markets.length === 0) notes.refuse('businessValidationError', 'A plan is sold in at least one market.');
  return [...new Set(given.markets.map((country) => country.toUpperCase()))];
}

/** One month, which is thirty days, or none (rule F25). */
function isTrial(trial: Duration | null | undefined, notes: Notes): boolean {
  if (!trial || trial.value === 0) return false;
  const fits = (trial.type === 'month' && trial.value === 1) || (trial.type === 'day' && trial.value === 30);
  if (!fits) notes.refuse('notSupported', 'A trial is one month: {"type": "month", "value": 1}.');
  return fits;
}

function priced(plan: DraftPlan, pricing: Pricing, names: MeterNames, notes: Notes): DraftPlan {
  const { recurrentPrice, customMeters, licenseModel, corePricing } = pricing;
  if (recurrentPrice) {
    const perSeat = recurrentPrice.recurrentPriceMode === 'perUser';
    const { seats: _seats, hourlyPrices: _hours, ...rest } = plan;
    const dimensions = customMeters ? dimensionsOf(plan, customMeters, names, notes) : [];
    return {
      ...rest,
      pricingModel: perSeat ? 'perSeat' : 'flat',
      ...(perSeat ? { seats: recurrentPrice.userLimits ?? { min: 1, max: maxSeats } } : {}),
      ...termPricesOf(plan, recurrentPrice, notes),
      dimensions,
    };
  }
  if (customMeters) notes.refuse('businessValidationError', 'Custom meters go with a recurrentPrice.');
  const { seats: _seats, priceInput: _input, hourlyPrices, ...rest } = plan;
  const bare: DraftPlan = { ...rest, terms: [], prices: [], dimensions: [] };
  if (licenseModel === 'byol') return { ...bare, pricingModel: 'byol' };
  if (corePricing?.priceInputOption === 'free') return { ...bare, pricingModel: 'free' };
  if (corePricing?.priceInputOption === 'perCore' && corePricing.pricePerCore !== undefined) {
    return perCore({ ...bare, hourlyPrices }, corePricing.pricePerCore);
  }
  notes.refuse(
    'notSupported',
    'Send a recurrentPrice, or licenseModel byol, or corePricing with priceInputOption free or perCore and pricePerCore.',
  );
  return plan;
}

/** Prices in other currencies were made from the one in dollars: they stay as long as that one does. */
function perCore(plan: DraftPlan, pricePerCoreHour: string): DraftPlan {
  const before = plan.hourlyPrices ?? [];
  const same = before.some(
    (price) => price.currency === dollars && decimal(price.pricePerCoreHour).eq(decimal(pricePerCoreHour)),
  );
  const hourlyPrices = same ? before : [{ currency: dollars, pricePerCoreHour }];
  return { ...plan, pricingModel: 'hourly', priceInput: 'usd', hourlyPrices };
}
