/**
 * What a country asks of a customer's address and profile, as far as it is known: nothing is made up for the others.
 * Source: wire contract sections 2.3 and 2.7 (D:get-market-specific-validation-data); registration and phone numbers by
 * the market list (rule B22); forms of addresses by the metadata of `address-formats.ts`.
 */
import { addressFormat, type AddressFormat } from './address-formats.ts';
import { marketOf } from './markets.ts';

export interface CountryRules {
  /** ISO 3166-1 alpha-2, upper case. */
  readonly country: string;
  /** A customer here gives its organisation registration number; elsewhere none is taken (rule B22). */
  readonly registrationNumberRequired: boolean;
  /** A customer here gives a phone number; the same countries (wire contract, section 2.3). */
  readonly phoneNumberRequired: boolean;
  /** CSP region, as the market list names it. */
  readonly region: string;
  readonly address: AddressFormat;
  /** The language most people there read, and the country: `fr-FR`. */
  readonly usualCulture: string;
  /** Known only where Microsoft's documentation shows it. */
  readonly known: KnownRules | undefined;
}

interface KnownRules {
  readonly cultures: readonly string[];
  readonly languages: readonly string[];
  readonly taxIdFormat: string;
  readonly resellerAgreementRegion: string;
}

const documented: ReadonlyMap<string, KnownRules> = new Map([
  [
    'US',
    {
      cultures: ['en-US', 'es-US'],
      languages: ['en', 'es'],
      taxIdFormat: 'US######',
      resellerAgreementRegion: 'AOC',
    },
  ],
]);

/** The rules of a country (ISO2, any case) on a day; undefined when it is no country of the programme then. */
export function countryRules(country: string, on: Temporal.PlainDate): CountryRules | undefined {
  const market = marketOf(country, on);
  if (!market) return undefined;
  return {
    country: market.country,
    registrationNumberRequired: market.registrationIdRequired,
    phoneNumberRequired: market.registrationIdRequired,
    region: market.region,
    address: addressFormat(market.country),
    usualCulture: `${new Intl.Locale(`und-${market.country}`).maximize().language}-${market.country}`,
    known: documented.get(market.country),
  };
}
