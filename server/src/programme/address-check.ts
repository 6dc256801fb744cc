/**
 * Addresses typed by hand in the countries that have them validated (rule B12): what is wrong, and the postal form, which is
 * suggested and never imposed. A syntactic check (decision 0061): no street directory is asked. Pure.
 */
import type { PostalAddress } from './address-lines.ts';
import { addressFormat, isPostalCodeOf, isStateOf } from './address-formats.ts';
import { marketOf } from './markets.ts';

export type AddressMember = Exclude<keyof PostalAddress, 'country' | 'addressLine3' | 'district'>;

/** A postal address as it is typed in a form, in the country of the account: what is not there is an empty text. */
export type TypedAddress = { readonly [Member in AddressMember]: string };

export interface AddressProblem {
  readonly member: AddressMember;
  readonly problem: 'missing' | 'malformed';
}

/** What is missing or has not its country's form; the state only where there is a list. */
export function addressProblems(country: string, address: TypedAddress): AddressProblem[] {
  const { stateRequired, postalCodeRequired } = addressFormat(country);
  const required: readonly AddressMember[] = [
    'addressLine1',
    'city',
    ...(stateRequired ? (['state'] as const) : []),
    ...(postalCodeRequired ? (['postalCode'] as const) : []),
  ];
  const missing = required.filter((member) => address[member].trim() === '');
  const malformed: AddressMember[] = [];
  if (address.postalCode.trim() !== '' && !isPostalCodeOf(country, address.postalCode)) malformed.push('postalCode');
  if (address.state.trim() !== '' && !isStateOf(country, address.state)) malformed.push('state');
  return [
    ...missing.map((member) => ({ member, problem: 'missing' }) as const),
    ...malformed.map((member) => ({ member, problem: 'malformed' }) as const),
  ];
}

/** Whether addresses typed for this country are validated, on a day. */
export function isAddressValidated(country: string, on: Temporal.PlainDate): boolean {
  return marketOf(country, on)?.addressValidated ?? false;
}

/** The postal form of an address, or undefined when it is in it already, or the country validates none. */
export function suggestedAddress(
  country: string,
  address: TypedAddress,
  on: Temporal.PlainDate,
): TypedAddress | undefined {
  if (!isAddressValidated(country, on)) return undefined;
  const line1 = tidy(address.addressLine1);
  const line2 = tidy(address.addressLine2);
  const suggestion: TypedAddress = {
    addressLine1: line1 === '' ? line2 : line1,
    addressLine2: line1 === '' || line1 === line2 ? '' : line2,
    city: townForm(tidy(address.city), country),
    state: tidy(address.state),
    postalCode: postalForm(country, address.postalCode),
  };
  const members = Object.keys(suggestion) as AddressMember[];
  return members.every((member) => suggestion[member] === address[member]) ? undefined : suggestion;
}

/** One space between words, one behind a comma and none before it, nothing left over at the end. */
function tidy(text: string): string {
  return text
    .normalize('NFC')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/ ?([,;]) ?/g, '$1 ')
    .replaceAll(/(?:[,;] )+/g, (signs) => `${signs[0]} `)
    .replaceAll(/^[\s,;]+|[\s,;.]+$/g, '');
}

/** A town that was typed in one case only gets a capital for each word. */
function townForm(town: string, country: string): string {
  const locale = `und-${country}`;
  const [lower, upper] = [town.toLocaleLowerCase(locale), town.toLocaleUpperCase(locale)];
  if (lower === upper || (town !== lower && town !== upper)) return town;
  return lower.replaceAll(/(^|[\s-])(\p{L})/gu, (_, before: string, letter: string) => before + letter.toUpperCase());
}

/** Without the country's letters before it and spaces within, where that makes it one of the country's. */
function postalForm(country: string, postalCode: string): string {
  const tidied = tidy(postalCode).toUpperCase();
  const bare = tidied.replace(/^[A-Z]{1,3}[- ]?(?=\d)/, '').replaceAll(/[\s-]/g, '');
  return bare !== '' && isPostalCodeOf(country, bare) ? bare : tidied;
}
