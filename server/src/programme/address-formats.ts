/**
 * What an address in a country must look like: states, postal code, phone number. States and postal codes by Google's
 * open-source address metadata, made by `scripts/address-formats.ts`; phone numbers by libphonenumber's. A state must be
 * one of the list in the four countries whose lists Microsoft enforces (wire contract, section 2.7).
 */
import {
  getCountryCallingCode,
  isSupportedCountry,
  Metadata,
  parsePhoneNumberFromString,
  type CountryCode,
} from 'libphonenumber-js';
import data from './data/address-formats.json' with { type: 'json' };
import { wasEverMarket } from './markets.ts';

interface Row {
  readonly stateRequired?: boolean;
  readonly postalCodeRequired?: boolean;
  readonly postalCode?: string;
  readonly example?: string;
  /** Other names of each state, by its code. */
  readonly states?: Readonly<Record<string, readonly string[]>>;
}

const rows: Readonly<Record<string, Row>> = data;

export interface AddressFormat {
  readonly stateRequired: boolean;
  readonly postalCodeRequired: boolean;
  /** Codes of the states; empty where any text is taken. */
  readonly states: readonly string[];
  /** Regular expression for the whole postal code, and one that fits. */
  readonly postalCode: { readonly pattern: string; readonly example: string } | undefined;
  readonly phone: { readonly callingCode: string; readonly pattern: string } | undefined;
}

/** Whether there is a country of this code, ISO 3166-1 alpha-2, upper case; be it a market or not. */
export function isCountry(code: string): boolean {
  return code in rows || isSupportedCountry(code) || wasEverMarket(code);
}

/** `country`: ISO 3166-1 alpha-2, upper case. */
export function addressFormat(country: string): AddressFormat {
  const { stateRequired = false, postalCodeRequired = false, states = {}, postalCode, example = '' } = rowOf(country);
  return {
    stateRequired,
    postalCodeRequired,
    states: Object.keys(states),
    postalCode: postalCode === undefined ? undefined : { pattern: `^(?:${postalCode})$`, example },
    phone: phoneOf(country),
  };
}

const rowOf = (country: string): Row => rows[country] ?? {};

/** Without case, accents, dots and spaces. */
const folded = (text: string): string =>
  text
    .normalize('NFKD')
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase();

/** Whether a state is one of the country's, by its code or any of its names; true where there is no list. */
export function isStateOf(country: string, state: string): boolean {
  const { states } = rowOf(country);
  if (!states) return true;
  const given = folded(state);
  return Object.entries(states).some(([code, names]) => [code, ...names].some((name) => folded(name) === given));
}

export function isPostalCodeOf(country: string, postalCode: string): boolean {
  const { postalCode: pattern } = rowOf(country);
  return pattern === undefined || new RegExp(`^(?:${pattern})$`, 'i').test(postalCode.trim());
}

/** Whether somebody can have this number: one of the country, or one of any country with + and its calling code. */
export function isPhoneNumber(country: string, phoneNumber: string): boolean {
  const origin = isSupportedCountry(country) ? { defaultCountry: country } : {};
  return parsePhoneNumberFromString(phoneNumber, { ...origin, extract: false })?.isPossible() ?? false;
}

/** The calling code, and a pattern for numbers of the country: its digits, however they are spaced, with or without the code. */
function phoneOf(country: string): AddressFormat['phone'] {
  if (!isSupportedCountry(country)) return undefined;
  const callingCode = getCountryCallingCode(country);
  return { callingCode, pattern: phonePattern(country, callingCode) };
}

/** What is dialled before a number within a country, where it is not 0. */
const trunkPrefixes: ReadonlyMap<string, string> = new Map([
  ['1', '1'],
  ['7', '8'],
  ['36', '06'],
  ['52', '01'],
  ['370', '[08]'],
  ['375', '80?'],
  ['992', '8'],
  ['993', '8'],
]);

function phonePattern(country: CountryCode, callingCode: string): string {
  const metadata = new Metadata();
  metadata.selectNumberingPlan(country);
  const possible = metadata.numberingPlan?.possibleLengths() ?? [];
  // Within Argentina a mobile is dialled with 15 in the middle.
  const lengths = country === 'AR' ? [...possible, 12] : possible;
  const between = String.raw`[ ().\/-]*`;
  const digits = lengths.map((length) => String.raw`(?:${between}\d){${length}}`).join('|');
  return String.raw`^[ (]*(?:\+?${callingCode}|${trunkPrefixes.get(callingCode) ?? '0'})?(?:${digits})$`;
}
