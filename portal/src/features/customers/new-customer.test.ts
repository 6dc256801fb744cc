import { customerRequest } from '@comptoir/contracts/partner-center/customers';
import type { CountryInformation } from '@comptoir/contracts/partner-center/customers';
import { describe, expect, test } from 'vitest';
import { emptyCustomer, isDomain, requiredFields, toRequest, type CustomerValues } from './new-customer.ts';

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

  test('has a domain of at least two parts', () => {
    expect(isDomain(' fromagerie.onmicrosoft.com ')).toBe(true);
    expect(isDomain('fromagerie')).toBe(false);
  });
});
