/**
 * CSP markets: which countries form a region, what currency a partner located there is billed in, and where the
 * marketplace sells. Dated reference data (rules C1, C6, C7, C8, C11, A32), made by `scripts/csp-markets.ts` from
 * Microsoft's public lists of 2021-04-15 and 2023-08-17 and the marketplace's table of 2023-05-31.
 */
import { refused, type Verdict } from '../kernel/index.ts';
import rows from './data/csp-markets.json' with { type: 'json' };
import { rules } from './rules/index.ts';

export interface Market {
  /** ISO 3166-1 alpha-2, upper case (XK for Kosovo). BQ has three rows: Bonaire, Saba, Sint Eustatius, alike but by name. */
  readonly country: string;
  /** English name as listed. */
  readonly name: string;
  /** Stable code of the CSP region, e.g. `EUROPE`. */
  readonly regionCode: string;
  readonly region: string;
  /** ISO 4217: what a partner located here is billed in (C6). */
  readonly partnerCurrency: string;
  /** Whether the marketplace sells to customers here. Through partners not everywhere: ask `maySellMarketplaceIn`. */
  readonly sale: boolean;
  /** ISO 4217: what an offer is priced in for customers here when a partner sells it; undefined where nothing is sold. */
  readonly priceCurrency: string | undefined;
  /** Who settles the end customer's tax: `microsoft`, `publisher`, `reseller`, `microsoft_except_ea_reseller`, `not_enabled` or empty when not stated. */
  readonly endCustomerTax: string;
  /** A customer here must give its organisation registration number. */
  readonly registrationIdRequired: boolean;
  /** Addresses here are validated by hand. */
  readonly addressValidated: boolean;
  /** First and last day this row is in force; undefined when it has no such bound. */
  readonly validFrom: Temporal.PlainDate | undefined;
  readonly validTo: Temporal.PlainDate | undefined;
}

export interface Region {
  readonly code: string;
  readonly name: string;
  /** ISO2 codes, each once, in the order of the list. */
  readonly countries: readonly string[];
}

/** Sold in the stores but not by partners (A32). */
const closedToPartners = new Set(['KR']);
/** Priced otherwise in the stores than through partners (A32: Brazil through CSP uses USD). */
const partnerPriceCurrency = new Map([['BR', 'USD']]);

const markets: readonly Market[] = rows.map((row) => ({
  country: row.country,
  name: row.name,
  regionCode: row.regionCode,
  region: row.region,
  // Five cells are blank in the source; there the marketplace's own currency is taken (decision 0003, inference).
  partnerCurrency: row.partnerCurrency || row.priceCurrency,
  sale: row.sale,
  priceCurrency: row.sale ? (partnerPriceCurrency.get(row.country) ?? row.priceCurrency) : undefined,
  endCustomerTax: row.endCustomerTax,
  registrationIdRequired: row.registrationIdRequired,
  addressValidated: row.addressValidated,
  validFrom: day('validFrom' in row ? row.validFrom : undefined),
  validTo: day('validTo' in row ? row.validTo : undefined),
}));

const byCountry: ReadonlyMap<string, readonly Market[]> = Map.groupBy(markets, (market) => market.country);

function day(text: string | undefined): Temporal.PlainDate | undefined {
  return text === undefined ? undefined : Temporal.PlainDate.from(text);
}

function inForce(market: Market, on: Temporal.PlainDate): boolean {
  const begun = !market.validFrom || Temporal.PlainDate.compare(market.validFrom, on) <= 0;
  return begun && (!market.validTo || Temporal.PlainDate.compare(on, market.validTo) <= 0);
}

/** The market of a country (ISO2, any case) on a day; undefined when it is not listed then. */
export function marketOf(country: string, on: Temporal.PlainDate): Market | undefined {
  return byCountry.get(country.toUpperCase())?.find((market) => inForce(market, on));
}

/** Whether a country (ISO2, any case) is or was a market: partners stay where a market was (rule C8). */
export function wasEverMarket(country: string): boolean {
  return byCountry.has(country.toUpperCase());
}

/** All markets listed on a day. */
export function marketsOn(on: Temporal.PlainDate): readonly Market[] {
  return markets.filter((market) => inForce(market, on));
}

/** The regions of a day with their countries. */
export function regionsOn(on: Temporal.PlainDate): readonly Region[] {
  const grouped = Map.groupBy(marketsOn(on), (market) => market.regionCode);
  return [...grouped.values()].map((members) => ({
    code: members[0]!.regionCode,
    name: members[0]!.region,
    countries: [...new Set(members.map((market) => market.country))],
  }));
}

const regionNames = new Map(markets.map((market) => [market.regionCode, market.region]));

/** Name of a region by its code, as the list of markets gives it; the code itself when it is none of theirs. */
export function regionName(code: string): string {
  return regionNames.get(code) ?? code;
}

/**
 * Whether two countries are of one CSP region on a day: the unit in which partners sell, customers are taken on, and
 * providers and resellers work together (C2, C3, C4).
 */
export function sameRegion(a: string, b: string, on: Temporal.PlainDate): Verdict {
  const [first, second] = [marketOf(a, on), marketOf(b, on)];
  if (!first) return refused(rules.C1, `${a} is not a CSP market on ${on.toString()}.`);
  if (!second) return refused(rules.C1, `${b} is not a CSP market on ${on.toString()}.`);
  if (first.regionCode === second.regionCode) return { allowed: true, rule: rules.C4 };
  return refused(
    rules.C4,
    `${second.name} is of the CSP region ${second.region}, ${first.name} of ${first.region}. Another region needs a partner account of its own there.`,
  );
}

/** Whether a partner may sell marketplace offers to customers of a country on a day (A32). */
export function maySellMarketplaceIn(country: string, on: Temporal.PlainDate): Verdict {
  const market = marketOf(country, on);
  if (!market) return refused(rules.C1, `${country} is not a CSP market on ${on.toString()}.`);
  if (!market.sale) return refused(rules.A32, `The marketplace does not sell to customers in ${market.name}.`);
  if (closedToPartners.has(market.country)) {
    return refused(rules.A32, `Marketplace offers cannot be sold through partners in ${market.name}.`);
  }
  return { allowed: true, rule: rules.A32 };
}
