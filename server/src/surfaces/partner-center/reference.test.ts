import { addressValidation, countryInformation, mpnProfile } from '@comptoir/contracts/partner-center/customers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { callServer, type Call } from '../../../test/http.ts';
import { makePartner, newCompany } from '../../../test/partners.ts';
import { startTestServer, type TestServer } from '../../../test/server.ts';
import { accessToken } from '../../../test/tokens.ts';
import { systemActor } from '../../kernel/index.ts';
import type { PartnerAccount } from '../../modules/partners/index.ts';

let server: TestServer;
let partner: PartnerAccount;
let token: string;

const call = (method: string, path: string, options: Call = {}) =>
  callServer(server.origin, method, path, { token, ...options });

beforeAll(async () => {
  server = await startTestServer();
  partner = await server.context.runner.run({ actor: systemActor, system: true }, (work) => makePartner(work));
  token = await accessToken(server.context, { tenantId: partner.tenantId, parts: ['direct'] });
});
afterAll(async () => server.stop());

test('HEAD of a domain says 200 when it is taken and 404 when it is free, without a body', async () => {
  const { domain, billingProfile } = newCompany();
  const head = async () => call('HEAD', `/v1/domains/${domain.toUpperCase()}`);
  expect(await head()).toMatchObject({ status: 404, text: '' });
  await call('POST', '/v1/customers', { body: { companyProfile: { domain }, billingProfile } });
  expect(await head()).toMatchObject({ status: 200, text: '' });
  const prefix = domain.split('.')[0];
  const available = async (text: string) => call('GET', `/v1/validations/checkDomainAvailability/${text}`);
  expect(await available(prefix!)).toMatchObject({ status: 200, body: false });
  expect(await available('nobody-has-this')).toMatchObject({ status: 200, body: true });
  expect((await available('no.body')).status).toBe(400);
  expect((await callServer(server.origin, 'HEAD', `/v1/domains/${domain}`)).status).toBe(401);
});

test('Rules of a country come in both documented shapes, with what is known and nothing made up', async () => {
  const rulesOf = async (country: string) => (await call('GET', `/v1/CountryValidationRules/${country}`)).body;
  const american = countryInformation.parse(await rulesOf('us'));
  expect(american).toMatchObject({
    iso2Code: 'US',
    defaultCulture: 'en-US',
    isStateRequired: true,
    supportedLanguages: { value: ['en', 'es'] },
    supportedLanguagesList: ['en', 'es'],
    customerOrganizationRegistrationNumberRequired: false,
  });
  const brazilian = countryInformation.parse(await rulesOf('BR'));
  expect(brazilian).toMatchObject({
    customerOrganizationRegistrationNumberRequired: true,
    customerOrganizationPhoneNumberRequired: true,
  });
  expect(brazilian).toMatchObject({
    defaultCulture: 'pt-BR',
    countryCallingCodesList: ['55'],
    supportedStatesList: [],
  });
  expect(brazilian).not.toHaveProperty('taxIdFormat');
  const pattern = (text: string | undefined) => new RegExp(text!);
  expect([american.states.value, american.supportedStatesList].map((states) => states.includes('WA'))).toEqual([
    true,
    true,
  ]);
  expect(american).toMatchObject({
    isPostalCodeRequired: true,
    isCityRequired: true,
    isTaxIdSupported: false,
    isVatIdSupported: false,
    geographicRegion: 'United States',
  });
  expect([pattern(american.postalCodeRegex).test('2108'), pattern(american.postalCodeRegex).test('02108')]).toEqual([
    false,
    true,
  ]);
  expect([
    pattern(american.phoneNumberRegex).test('555'),
    pattern(american.phoneNumberRegex).test('(617) 555-0100'),
  ]).toEqual([false, true]);
  expect(await rulesOf('ZZ')).toMatchObject({ code: 1000, errorName: 'CountryRulesUnknown' });
});

test('An address is checked for its form; the Java SDK gets a bare boolean, all others the documented object', async () => {
  const good = {
    AddressLine1: '1 Main St',
    City: 'Omaha',
    State: 'NE',
    PostalCode: '68102',
    Country: 'us',
    Region: null,
  };
  const check = (body: unknown, client = 'Partner Center .NET SDK') =>
    call('POST', '/v1/validations/address', { body, headers: { 'MS-PartnerCenter-Client': client } });
  expect(addressValidation.parse((await check(good)).body)).toMatchObject({
    originalAddress: { city: 'Omaha' },
    suggestedAddresses: [],
    status: 'NotValidated',
  });
  const stateless = { ...good, State: null };
  expect((await check(stateless)).body).toMatchObject({
    status: 'None',
    validationMessage: expect.stringContaining('state'),
  });
  for (const wrong of [{ State: 'ZZ' }, { PostalCode: '2108' }, { PhoneNumber: '555' }]) {
    expect((await check({ ...good, ...wrong })).body).toMatchObject({
      status: 'None',
      validationMessage: expect.stringContaining(Object.values(wrong)[0]!),
    });
  }
  const java = 'Partner Center Java SDK';
  expect([(await check(good, java)).body, (await check(stateless, java)).body]).toEqual([true, false]);
  expect((await check({ ...good, City: null })).body.code).toBe(800002);
  expect(await check({ ...good, Country: 'ZZ' })).toMatchObject({ status: 400, body: { code: 3000 } });
});

test('A PartnerID names its partner; an unknown one is 404 with 3000; without one it is the caller', async () => {
  const own = mpnProfile.parse((await call('GET', '/v1/profiles/mpn')).body);
  expect(own).toMatchObject({ mpnId: partner.mpnId, partnerName: partner.name, profileType: 'MpnProfile' });
  expect((await call('GET', `/v1/profiles/mpn?mpnid=${partner.mpnId}`)).body).toEqual(own);
  for (const unknown of ['9999999', 'abc']) {
    expect(await call('GET', `/v1/profiles/mpn?mpnId=${unknown}`)).toMatchObject({
      status: 404,
      body: {
        code: 3000,
        description: `Partner Organization with partner_id ${unknown} could not be found`,
        data: [],
        source: 'PartnerFD',
      },
    });
  }
});
