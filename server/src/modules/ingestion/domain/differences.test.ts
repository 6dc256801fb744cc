import { expect, test } from 'vitest';
import { completeDocument } from '../../../../test/offers.ts';
import { newId } from '../../../kernel/index.ts';
import { differencesOf } from './differences.ts';
import type { OfferFacts } from './draft.ts';
import type { ListingResource, PlanPricingResource, Resource, ResellerResource } from './resources.ts';
import { resourcesOf } from './tree.ts';

const offer: OfferFacts = { offerId: newId(), externalId: 'notes', kind: 'saas', name: 'Notes', stopped: false };
const told = resourcesOf(completeDocument(), offer, ['FR', 'DE']);
const of = <Type extends Resource['type']>(type: Type) =>
  told.find((one): one is Extract<Resource, { type: Type }> => one.type === type)!;

test('What is told and sent back is kept, of every resource', () => {
  expect(told.flatMap((one) => differencesOf(one, one))).toEqual([]);
});

test('Each member that is told otherwise, or not at all, is named once, at every depth', () => {
  const listing = of('listing');
  const sent: ListingResource = {
    ...listing,
    shortDescription: 'Another summary',
    engineeringContact: { ...listing.engineeringContact, url: 'https://isv.example/engineering' },
    globalSupportWebsite: '',
  };
  expect(differencesOf(sent, listing)).toEqual([
    `shortDescription is answered as ${JSON.stringify(listing.shortDescription)}.`,
    'engineeringContact.url was not kept.',
  ]);
  expect(differencesOf(sent, listing, ['engineeringContact'])).toHaveLength(1);
});

test('Terms that were named by their address in the other member are kept; a text beside the address is not', () => {
  const url = 'https://isv.example/terms';
  const custom = { ...of('property'), termsConditions: 'custom' as const, termsOfUseUrl: url };
  const { termsOfUseUrl: _, ...without } = custom;
  expect(differencesOf({ ...without, termsOfUse: url }, custom)).toEqual([]);
  expect(differencesOf({ ...custom, termsOfUse: 'Be kind.' }, custom)).toEqual(['termsOfUse was not kept.']);
  const standard = { ...without, termsConditions: 'standardMicrosoft' as const };
  expect(differencesOf({ ...standard, termsOfUse: url }, standard)).toEqual(['termsOfUse was not kept.']);
});

test('Labels of an audience are named, its order and its placeholder are not', () => {
  const [one, other] = [newId(), newId()];
  const entry = (id: string, label = '') => ({ type: 'tenant', id, label });
  const reseller: ResellerResource = {
    ...of('reseller'),
    resellerChannelState: 'some',
    audiences: [entry(one), entry(other)],
  };
  const sent = (audiences: ResellerResource['audiences']) => ({ ...reseller, audiences });
  expect(differencesOf(sent([entry(other.toUpperCase()), entry(one)]), reseller)).toEqual([]);
  expect(differencesOf(sent([entry(one, 'partner'), entry(other, 'partner')]), reseller)).toEqual([
    'audiences[].label is answered as "".',
  ]);
  const nobody = { ...reseller, resellerChannelState: 'all' as const, audiences: [] };
  expect(differencesOf({ ...nobody, audiences: [{ type: 'none', id: '', label: '' }] }, nobody)).toEqual([]);
});

test('Prices are the same however they are grouped and spelled; a limit of users on a flat price is named', () => {
  const month = { type: 'month', value: 1 } as const;
  const price = (amount: string) => ({ billingTerm: month, paymentOption: month, pricePerPayment: amount });
  const pricing = (prices: object, more: object = {}): PlanPricingResource =>
    ({
      ...of('price-and-availability-plan'),
      markets: ['fr', 'de'],
      trial: month,
      pricing: { recurrentPrice: { recurrentPriceMode: 'flatRate', priceInputOption: 'perMarket', prices, ...more } },
    }) as PlanPricingResource;
  const stored = pricing([
    { markets: ['fr'], currency: 'eur', prices: [price('9.5')] },
    { markets: ['de'], currency: 'eur', prices: [price('9.5')] },
  ]);
  const grouped = [{ markets: ['DE', 'FR'], currency: 'EUR', prices: [price('9.50')] }];
  expect(differencesOf({ ...pricing(grouped), markets: ['DE'], trial: { type: 'day', value: 30 } }, stored)).toEqual(
    [],
  );
  expect(differencesOf(pricing(grouped, { userLimits: { min: 1, max: 5 } }), stored)).toEqual([
    'pricing.recurrentPrice.userLimits was not kept.',
  ]);
});
