import { customerRequest } from '@comptoir/contracts/partner-center/customers';
import type { CountryInformation } from '@comptoir/contracts/partner-center/customers';
import { describe, expect, test } from 'vitest';
import { emptyCustomer, toRequest, wrongFields } from './new-customer.ts';

const filled = {
  ...emptyCustomer('FR'),
  companyName: ' Fromagerie ',
  domain: 'Fromagerie.onmicrosoft.com',
  addressLine1: '4 rue du Marché',
  city: 'Thônes',
  firstName: 'Élise',
  lastName: 'Avet',
  email: 'elise@fromagerie.example',
};

const strict = {
  customerOrganizationRegistrationNumberRequired: true,
  customerOrganizationPhoneNumberRequired: true,
  defaultCulture: 'pl-PL',
} as CountryInformation;

describe('a new customer', () => {
  test('can be sent when everything that is needed is there', () => {
    expect(wrongFields(filled, undefined)).toEqual([]);
    const request = toRequest(filled, undefined);
    expect(customerRequest.safeParse(request).success).toBe(true);
    expect(request.companyProfile.domain).toBe('fromagerie.onmicrosoft.com');
    expect(request.billingProfile.companyName).toBe('Fromagerie');
  });

  test('needs what its country needs', () => {
    const missing = wrongFields(filled, strict).map(({ field }) => field);
    expect(missing).toEqual(['registrationNumber', 'phoneNumber']);
    expect(toRequest(filled, strict).billingProfile).toMatchObject({ culture: 'pl-PL', language: 'pl' });
  });

  test('is not sent with a broken address or domain', () => {
    expect(wrongFields({ ...filled, email: 'elise' }, undefined)).toEqual([{ field: 'email', kind: 'email' }]);
    expect(wrongFields({ ...filled, domain: 'fromagerie' }, undefined)).toEqual([{ field: 'domain', kind: 'domain' }]);
  });
});
