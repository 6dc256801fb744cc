/** What a company says of itself (wire contract, 8.2), and whether it has the form that its country asks. Pure. */
import type { Problem } from '../../../kernel/index.ts';
import { addressFormat, isPhoneNumber, isPostalCodeOf, isStateOf } from '../../../programme/address-formats.ts';
import type { PostalAddress } from '../../../programme/address-lines.ts';
import { wasEverMarket } from '../../../programme/markets.ts';

export interface CompanyAddress extends PostalAddress {
  readonly firstName?: string | undefined;
  readonly lastName?: string | undefined;
  readonly phoneNumber?: string | undefined;
}

export interface CompanyContact {
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly phoneNumber?: string | undefined;
}

/** What was verified, and is changed by another vetting only. */
export interface LegalProfile {
  readonly companyName: string;
  readonly address: CompanyAddress;
  readonly registrationNumber?: string | undefined;
  readonly taxId?: string | undefined;
}

/** Whom the company names for it. */
export interface LegalContacts {
  readonly primaryContact?: CompanyContact | undefined;
  readonly companyApproverAddress?: CompanyAddress | undefined;
  readonly companyApproverEmail?: string | undefined;
}

/** Whom the operator's invoices concern. */
export interface PartnerBillingProfile {
  readonly companyName: string;
  readonly address: CompanyAddress;
  readonly primaryContact?: CompanyContact | undefined;
  readonly purchaseOrderNumber?: string | undefined;
  readonly taxId?: string | undefined;
}

/** Whom customers ask first. */
export interface SupportProfile {
  readonly email: string;
  readonly phoneNumber: string;
  readonly website: string;
}

export interface OrganizationProfile {
  readonly companyName: string;
  readonly address: CompanyAddress;
  readonly email: string;
  readonly language: string;
  readonly culture: string;
}

/**
 * Every member of an address that does not have the form of its country, at `path`. What stands already in `standing` may
 * stay, missing parts too: whoever reads a profile may write it back.
 */
export function addressProblems(address: CompanyAddress, path: string, standing?: CompanyAddress): Problem[] {
  const { country, state, postalCode, phoneNumber } = address;
  const stays = (member: keyof CompanyAddress) =>
    standing?.country === country && (standing[member] ?? '').trim() === (address[member] ?? '').trim();
  const at = (member: string) => `${path}.${member}`;
  if (!wasEverMarket(country)) {
    return [{ path: at('country'), code: 'unknown_country', message: `${country} is no country of the programme` }];
  }
  const format = addressFormat(country);
  const given = (value: string | undefined): value is string => value !== undefined && value.trim() !== '';
  const problem = (member: keyof CompanyAddress, code: string, message: string): Problem[] =>
    stays(member) ? [] : [{ path: at(member), code, message }];
  const malformed = (member: keyof CompanyAddress, what: string) =>
    problem(member, 'ProfileAddress', `is no ${what} of ${country}`);
  const missing = (member: 'city' | 'addressLine1') =>
    given(address[member]) ? [] : problem(member, 'too_small', 'must be given');
  return [
    ...missing('addressLine1'),
    ...missing('city'),
    ...(given(state) && !isStateOf(country, state) ? malformed('state', 'state') : []),
    ...(given(state) || !format.stateRequired ? [] : malformed('state', 'state')),
    ...(given(postalCode) && !isPostalCodeOf(country, postalCode) ? malformed('postalCode', 'postal code') : []),
    ...(given(postalCode) || !format.postalCodeRequired ? [] : malformed('postalCode', 'postal code')),
    ...(given(phoneNumber) && !isPhoneNumber(country, phoneNumber) ? malformed('phoneNumber', 'phone number') : []),
  ];
}

/** Whether the two are the same company at the same place, however it is spaced. */
export function isSameCompany(
  one: Pick<LegalProfile, 'companyName' | 'address'>,
  other: Pick<LegalProfile, 'companyName' | 'address'>,
): boolean {
  const words = ({ companyName, address }: typeof one) =>
    [companyName, ...placeMembers.map((member) => address[member] ?? '')].map((text) =>
      text.normalize('NFC').trim().replaceAll(/\s+/g, ' '),
    );
  const [left, right] = [words(one), words(other)];
  return left.every((text, index) => text === right[index]);
}

const placeMembers = ['country', 'state', 'city', 'postalCode', 'addressLine1', 'addressLine2'] as const;
