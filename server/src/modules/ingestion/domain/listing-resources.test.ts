import { expect, test } from 'vitest';
import { completeDocument } from '../../../../test/offers.ts';
import { notes } from './apply.ts';
import type { Draft } from './draft.ts';
import { applyListing, listingFrom } from './listing-resources.ts';
import type { ListingResource } from './resources.ts';

const offerId = '8a1c8b3a-0f3f-4a3e-9f51-3f4c1a3b1c11';
const offer = { offerId, externalId: 'notes', kind: 'saas', name: 'Notes', stopped: false } as const;
const document: Draft = completeDocument();
const english: Draft = { ...document, listings: { en: document.listings.en } };

function taken(change: Partial<ListingResource>, from: Draft = document) {
  const found = notes();
  const head = { type: 'listing', product: `product/${offerId}`, kind: 'azureSaaS', languageId: 'fr-fr' } as const;
  const made = applyListing(from, { ...head, ...change }, found);
  return { made, warnings: found.warnings, problems: found.problems.map(({ code }) => code) };
}

test('A listing that replaces what the listing in the other language told says so, member by member', () => {
  const contact = { name: 'Léa', email: 'lea@isv.example', phone: '+33 1' };
  const { made, warnings } = taken({
    privacyPolicyLink: 'https://isv.example/fr/privacy',
    supportContact: contact,
    engineeringContact: contact,
  });
  expect(made).toMatchObject({
    privacyUrl: 'https://isv.example/fr/privacy',
    contacts: { support: { ...contact, url: document.contacts.support.url }, engineering: contact },
    cspMarketingUrl: document.cspMarketingUrl,
  });
  expect(made.contacts.cspProgramme).toEqual(document.contacts.cspProgramme);
  expect(warnings).toEqual([
    'An offer has these once, for every language; those of en-us were replaced: supportContact, engineeringContact, privacyPolicyLink.',
  ]);
  const back = taken({
    languageId: 'en-us',
    cloudSolutionProviderContact: contact,
    cloudSolutionProviderMarketingMaterials: 'https://isv.example/x',
  });
  expect(back.warnings).toEqual([
    'An offer has these once, for every language; those of fr-fr were replaced: cloudSolutionProviderContact, cloudSolutionProviderMarketingMaterials.',
  ]);
  expect(taken({ globalSupportWebsite: 'https://isv.example/help' }).warnings[0]).toMatch(
    /replaced: supportContact\.$/,
  );
});

test('What is said for the first time, again, or beside no other listing replaces nothing', () => {
  const link = { privacyPolicyLink: 'https://isv.example/fr/privacy' };
  expect(taken({ privacyPolicyLink: document.privacyUrl }).warnings).toEqual([]);
  expect(taken(link, { ...document, privacyUrl: '' }).warnings).toEqual([]);
  expect(taken({ ...link, languageId: 'en-us' }, english).warnings).toEqual([]);
  expect(taken({ ...link, lifecycleState: 'deleted' }).warnings).toEqual([]);
});

test('Members that are not sent stay; of a contact that is sent, those that are not sent are empty', () => {
  const { made } = taken({ title: 'Carnet 2', engineeringContact: { email: 'dev@isv.example' } });
  expect(made.listings.fr).toEqual({ ...document.listings.fr, title: 'Carnet 2' });
  expect(made.listings.en).toEqual(document.listings.en);
  expect(made.contacts.engineering).toEqual({ name: '', email: 'dev@isv.example', phone: '' });
  expect(made.contacts.support).toEqual(document.contacts.support);
  expect(taken({ engineeringContact: { name: 'Léa' } }).made.contacts.engineering).toEqual({
    name: 'Léa',
    email: '',
    phone: '',
  });
  const fresh = taken({ searchKeywords: ['carnet'] }, english).made;
  expect(fresh.listings.fr).toEqual({ title: '', summary: '', description: '', keywords: ['carnet'] });
  const both = taken({ searchResultSummary: 'Court', shortDescription: 'Autre', description: 'Long' }).made;
  expect(both.listings.fr).toMatchObject({ summary: 'Court', description: 'Long' });
  expect(taken({ shortDescription: 'Autre' }).made.listings.fr?.summary).toBe('Autre');
});

test('A listing is taken away by itself, and a language nothing is written in is refused', () => {
  const { made } = taken({ lifecycleState: 'deleted' });
  expect(made.listings).toEqual({ en: document.listings.en });
  expect(made.privacyUrl).toBe(document.privacyUrl);
  expect(listingFrom(made, offer, 'fr')).toBeUndefined();
  const refused = taken({ languageId: 'de-de' });
  expect([refused.problems, refused.made]).toEqual([['notSupported'], document]);
});
