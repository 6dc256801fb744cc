import { customerRequest } from '@comptoir/contracts/partner-center/customers';
import type { CountryInformation } from '@comptoir/contracts/partner-center/customers';
import { describe, expect, test } from 'vitest';
import {
  emptyCustomer,
  isDomain,
  malformedFields,
  requiredFields,
  toRequest,
  type CustomerValues,
} from './new-customer.ts';

const empty = emptyCustomer('FR');
const typed: CustomerValues = {
  companyProfile: { ...empty.companyProfile, domain: ' Fromagerie.onmicrosoft.com' },
  billingProfile: {
    companyName: ' Fromagerie ',
    firstName: 'Élise',
    lastName: 'Avet',
    email: 'elise@fromagerie.example',
    defaultAddress: { ...empty.billingProfile.defaultAddress, addressLine1: '4 rue du Marché', city: 'Thônes' },
  },
};

const strict = {
  customerOrganizationRegistrationNumberRequired: true,
  customerOrganizationPhoneNumberRequired: true,
  defaultCulture: 'pl-PL',
} as CountryInformation;

describe('a new customer', () => {
  test('is sent without what was left empty, and without spaces around what was not', () => {
    const request = customerRequest.parse(toRequest(typed, undefined));
    expect(request.companyProfile).toEqual({ domain: 'fromagerie.onmicrosoft.com' });
    expect(request.billingProfile.companyName).toBe('Fromagerie');
    expect(request.billingProfile.defaultAddress).not.toHaveProperty('postalCode');
    expect(request.billingProfile.defaultAddress).toMatchObject({ firstName: 'Élise', country: 'FR' });
  });

  test('needs what its country needs, and is sent in its culture', () => {
    const extra = [...requiredFields(strict)].filter((field) => !requiredFields(undefined).has(field));
    expect(extra).toEqual([
      'companyProfile.organizationRegistrationNumber',
      'billingProfile.defaultAddress.phoneNumber',
    ]);
    expect(customerRequest.parse(toRequest(typed, strict)).billingProfile).toMatchObject({
      culture: 'pl-PL',
      language: 'pl',
    });
  });

  test('is told all at once what the server would refuse one after the other', () => {
    const rules = { postalCodeRegex: String.raw`\d{5}` } as CountryInformation;
    const of = (email: string, postalCode: string, phoneNumber: string) => {
      const { billingProfile } = typed;
      const defaultAddress = { ...billingProfile.defaultAddress, postalCode, phoneNumber };
      return malformedFields(
        { ...typed, billingProfile: { ...billingProfile, email, defaultAddress } },
        rules,
        'azur.fr',
      );
    };
    expect(of('a@Azur.fr', '2108', 'abc')).toEqual({ email: true, postalCode: true, phoneNumber: true });
    expect(of('a@contoso.com', ' 33380 ', '+33 1 23 45 67 89')).toEqual({
      email: false,
      postalCode: false,
      phoneNumber: false,
    });
    expect(of('', '', '')).toEqual({ email: false, postalCode: false, phoneNumber: false });
  });

  test('has a domain under what the directory gives out', () => {
    expect(isDomain(' fromagerie.onmicrosoft.com ')).toBe(true);
    for (const none of ['fromagerie', 'fromagerie.fr', 'a.b.onmicrosoft.com', '-a.onmicrosoft.com']) {
      expect(isDomain(none)).toBe(false);
    }
  });
});
