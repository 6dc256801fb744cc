/** The price list of a customer country as CSV: every offer a partner sees, as it is now (rule F2). */
import { csvRows, csvStart, dayOf, type CsvCell, type CsvForm } from '../../../kernel/index.ts';
import type { Work } from '../../../platform/work.ts';
import { marketOf } from '../../../programme/markets.ts';
import { isSold } from '../../../programme/sale.ts';
import { partnerAccountOf } from '../../partners/index.ts';
import type { ListingLanguage } from '../domain/document.ts';
import { hourlyPrice, listPrices, pricePerUnit } from '../domain/list-prices.ts';
import { countryNotListed, offerFault } from '../faults.ts';
import { selectListings, selectPlanPrices, type FoundListing, type PlanPrices } from '../store/search.ts';

const columns = [
  'ProductId',
  'SkuId',
  'Title',
  'Publisher',
  'Kind',
  'Plan',
  'PricingModel',
  'Meter',
  'Unit',
  'Term',
  'BillingCycle',
  'Currency',
  'Price',
  'TrialDays',
];

/** Offers are read so many at a time, to keep answers of the database small. */
const batch = 500;
/** Most offers of a file, which is made in memory. */
const mostOffers = 50_000;

/**
 * One row per plan, term and billing cycle, a free trial as a row of its own; one row per metered dimension, hourly price,
 * and plan without price. Safe in a spreadsheet. Faults: PartnerNotFound, CountryNotListed, PriceListTooLong: a list is never cut.
 */
export async function exportPrices(
  work: Work,
  request: { readonly country?: string | undefined; readonly language: ListingLanguage; readonly form: CsvForm },
  most = mostOffers,
): Promise<{ fileName: string; text: string }> {
  const today = dayOf(work.now);
  const requested = request.country ?? (await partnerAccountOf(work, work.account)).country;
  const country = marketOf(requested, today)?.country;
  if (!country) throw countryNotListed(requested, today);
  const { form } = request;
  const parts = [csvStart(form), csvRows([columns], form)];
  let last: FoundListing | undefined;
  for (let seen = 0; ; seen += batch) {
    const offers = await selectListings(work, everything(work, request.language), last, batch);
    if (offers.length === 0) break;
    if (seen + offers.length > most) throw tooLong(most);
    const plans = Map.groupBy(await selectPlanPrices(work, offers, country), (one) => one.versionId);
    const rows = offers.flatMap((offer) =>
      (plans.get(offer.versionId) ?? [])
        .filter((plan) => hasPrice(offer, plan, country, today))
        .flatMap((plan) => rowsOf(offer, plan)),
    );
    parts.push(csvRows(rows, form));
    last = offers.at(-1);
  }
  return { fileName: `marketplace-prices_${country}_${today.toString()}.csv`, text: parts.join('') };
}

function tooLong(most: number) {
  return offerFault('PriceListTooLong', `A price list has at most ${most} offers. Search the marketplace instead.`);
}

function everything(work: Work, language: ListingLanguage) {
  const unfiltered = { kind: undefined, category: undefined, publisherTenantId: undefined, market: undefined };
  return { outlet: { partnerTenantId: work.account }, language, words: [], alike: false, ...unfiltered };
}

/** Prices are told of all that partners sell there, exclusive to others or not, and wherever it is bought. */
function hasPrice(offer: FoundListing, { plan }: PlanPrices, country: string, on: Temporal.PlainDate): boolean {
  const forSale = { ...offer, offerState: 'live', sellThroughOperator: offer.transactable } as const;
  return isSold({ on, country, offer: forSale, plan, markets: [country] }, 'audience', 'place');
}

function rowsOf(offer: FoundListing, { skuId, currency, plan, prices }: PlanPrices): CsvCell[][] {
  const of = [offer.productId, skuId, offer.title, offer.publisherName, offer.kind, plan.name, plan.pricingModel];
  const row = (meter: string, unit: string, term: string, cycle: string, price: string, trial = ''): CsvCell[] => [
    ...of,
    meter,
    unit,
    term,
    cycle,
    currency,
    { number: price },
    { number: trial },
  ];
  const perHour = hourlyPrice(plan, currency);
  const rows = [
    ...listPrices(plan.trial ?? false, prices ?? []).map(({ term, billingCycle, amount, trialDays }) =>
      row('', plan.pricingModel === 'perSeat' ? 'seat' : 'plan', term, billingCycle, amount, trialDays?.toString()),
    ),
    ...plan.dimensions.map((one) => row(one.name, one.unitOfMeasure, '', '', pricePerUnit(one, currency) ?? '')),
    ...(perHour === null ? [] : [row('', 'vCPU hour', '', '', perHour)]),
  ];
  return rows.length > 0 ? rows : [row('', '', '', '', '')];
}
