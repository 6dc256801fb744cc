/** Custom meters: named once for the product on the wire, a dimension of each plan that prices them here. */
import { decimal } from '../../../kernel/index.ts';
import type { Draft, DraftDimension, DraftPlan, OfferFacts } from './draft.ts';
import { termDuration } from './durations.ts';
import { productIdOf, productResourceId } from './ids.ts';
import type { CustomMeterResource, MeterPrice, Notes, Pricing } from './resources.ts';

const dollars = 'USD';

/** Name and unit of each meter, by its id. */
export type MeterNames = ReadonlyMap<string, { readonly displayName: string; readonly unitOfMeasure: string }>;

export function meterNamesOf(draft: Draft): MeterNames {
  const dimensions = draft.plans.flatMap((plan) => plan.dimensions);
  return new Map(dimensions.map(({ id, name, unitOfMeasure }) => [id, { displayName: name, unitOfMeasure }]));
}

export function customMeterFrom(draft: Draft, { offerId }: OfferFacts): CustomMeterResource {
  const type = 'price-and-availability-custom-meter';
  const customMeters = Object.fromEntries(meterNamesOf(draft));
  return { type, id: productResourceId(type, offerId), product: productIdOf(offerId), customMeters };
}

/** Renames the meters that plans price already; `metersNobodyPrices` tells of the others. */
export function applyCustomMeter(draft: Draft, { customMeters }: CustomMeterResource): Draft {
  const rename = (dimension: DraftDimension): DraftDimension => {
    const meter = customMeters[dimension.id];
    return meter ? { ...dimension, name: meter.displayName, unitOfMeasure: meter.unitOfMeasure } : dimension;
  };
  return { ...draft, plans: draft.plans.map((plan) => ({ ...plan, dimensions: plan.dimensions.map(rename) })) };
}

/** A meter lives in the plans that price it: one that no plan of the draft prices is not kept. */
export function metersNobodyPrices(draft: Draft, { customMeters }: CustomMeterResource): string[] {
  const priced = meterNamesOf(draft);
  return Object.keys(customMeters).filter((id) => !priced.has(id));
}

export function metersFrom(plan: DraftPlan): NonNullable<Pricing['customMeters']> {
  const dollarPrice = ({ prices }: DraftDimension) => prices.find(({ currency }) => currency === dollars)?.pricePerUnit;
  const inDollars =
    plan.priceInput === 'usd' && plan.dimensions.every((dimension) => dollarPrice(dimension) !== undefined);
  const meters = plan.dimensions.map((dimension): [string, MeterPrice] => {
    const includedQuantities = plan.terms.map(({ term }) => ({
      billingTerm: termDuration(term),
      isInfinite: false,
      quantity: dimension.includedQuantity,
    }));
    const prices = dimension.prices.map(({ currency, pricePerUnit }) => ({
      currency: currency.toLowerCase(),
      pricePerPayment: pricePerUnit,
    }));
    const price = inDollars ? { pricePerPaymentInUsd: dollarPrice(dimension)! } : { prices };
    return [dimension.id, { includedQuantities, ...price }];
  });
  return { priceInputOption: inDollars ? 'usd' : 'perMarket', meters: Object.fromEntries(meters) };
}

const mostDimensions = 30;

/** The dimensions of a plan as its custom meters say them. */
export function dimensionsOf(
  plan: DraftPlan,
  { priceInputOption, meters }: NonNullable<Pricing['customMeters']>,
  names: MeterNames,
  notes: Notes,
): DraftDimension[] {
  const entries = Object.entries(meters);
  if (entries.length > mostDimensions) {
    notes.refuse('collectionLimitExceeded', `A plan has at most ${mostDimensions} custom meters.`);
  }
  return entries.flatMap(([id, meter]) => {
    const named = names.get(id);
    if (!named) {
      notes.refuse(
        'businessValidationError',
        `Meter ${id} has no name. Send price-and-availability-custom-meter with it in the same request.`,
      );
      return [];
    }
    const includedQuantity = includedOf(id, meter, notes);
    const before = plan.dimensions.find((dimension) => dimension.id === id)?.prices ?? [];
    const prices = priceInputOption === 'usd' ? dollarPrices(id, meter, before, notes) : marketPrices(meter);
    return [{ id, name: named.displayName, unitOfMeasure: named.unitOfMeasure, includedQuantity, prices }];
  });
}

/** One quantity for every term: the same in each entry. */
function includedOf(id: string, { includedQuantities = [] }: MeterPrice, notes: Notes): number {
  const quantities = new Set(includedQuantities.map(({ quantity = 0 }) => quantity));
  if (includedQuantities.some(({ isInfinite }) => isInfinite)) {
    notes.refuse('notSupported', `Meter ${id} cannot include an infinite quantity. Send a number of units.`);
  } else if (quantities.size > 1) {
    notes.refuse('notSupported', `Meter ${id} includes the same quantity in every billing term. Send one number.`);
  }
  return [...quantities][0] ?? 0;
}

function dollarPrices(
  id: string,
  { pricePerPaymentInUsd: price }: MeterPrice,
  before: DraftDimension['prices'],
  notes: Notes,
): DraftDimension['prices'] {
  if (price === undefined) {
    notes.refuse('schemaValidationError', `Meter ${id} needs pricePerPaymentInUsd.`);
    return [];
  }
  const same = before.some((one) => one.currency === dollars && decimal(one.pricePerUnit).eq(decimal(price)));
  return same ? before : [{ currency: dollars, pricePerUnit: price }];
}

function marketPrices({ prices = [] }: MeterPrice): DraftDimension['prices'] {
  return prices.map(({ currency, pricePerPayment }) => ({
    currency: currency.toUpperCase(),
    pricePerUnit: pricePerPayment,
  }));
}
