import { expect, test } from 'vitest';
import { emptyDocument, listingIn, type OfferDocument, type OfferKind, type Plan } from './document.ts';
import { pageOfPath } from './pages.ts';
import { saysSomething, shapeOf } from './plan-shape.ts';
import { hasResellerAudience, isVisible } from './resale.ts';

const listing = (title: string) => ({ title, summary: '', description: '', keywords: [] });

test('A1 A fresh offer is empty: it is resold by nobody before its publisher says so', () => {
  expect(emptyDocument.audience).toEqual({ option: null, partnerTenantIds: [] });
  const texts: unknown[] = [];
  JSON.stringify(emptyDocument, (_name, value: unknown) => {
    if (typeof value === 'string') texts.push(value);
    return value;
  });
  expect(texts).toEqual(texts.map(() => ''));
  expect(emptyDocument.plans).toEqual([]);
});

test('A reader gets the listing of its language, or the one there is', () => {
  const both: OfferDocument = { ...emptyDocument, listings: { en: listing('Notes'), fr: listing('Carnet') } };
  expect([listingIn(both, 'en').title, listingIn(both, 'fr').title]).toEqual(['Notes', 'Carnet']);
  const french = { ...both, listings: { fr: listing('Carnet') } };
  expect(listingIn(french, 'en').title).toBe('Carnet');
  expect(listingIn({ ...both, listings: { en: listing('Notes') } }, 'fr').title).toBe('Notes');
  expect(() => listingIn(emptyDocument, 'en')).toThrow('a published offer has a listing');
});

test('A24 Every member of a document is on a page of the menu, in its order', () => {
  const pages = {
    'setup.callToAction.url': ['setup', 0],
    'properties.categories': ['properties', 1],
    'listings.en.title': ['listing', 2],
    'contacts.support.email': ['listing', 2],
    cspMarketingUrl: ['listing', 2],
    privacyUrl: ['listing', 2],
    'preview.audience[0]': ['preview', 3],
    'technical.tenantId': ['technical', 4],
    'plans[0].prices[2].amount': ['plans', 5],
    'audience.option': ['audience', 6],
  };
  for (const [path, [page, place]] of Object.entries(pages))
    expect([path, pageOfPath(path)]).toEqual([path, { page, place }]);
});

test('F3 A3 Each kind of offer has plans of its own pricing models and members', () => {
  const shape = (kind: OfferKind, applicationType?: Plan['applicationType']) => {
    const found = shapeOf(kind, { applicationType });
    return found && [found.rule.id, found.models, found.members];
  };
  expect(shape('saas')).toEqual([
    'F3',
    ['perSeat', 'flat'],
    ['terms', 'prices', 'priceInput', 'dimensions', 'trial', 'onePerCustomer'],
  ]);
  expect(shape('virtualMachine')).toEqual(['A3', ['hourly', 'byol'], ['hourlyPrices', 'priceInput', 'package']]);
  expect(shape('container')).toEqual(['A3', ['free', 'byol'], ['package']]);
  expect(shape('azureApplication')).toBeUndefined();
  expect(shape('azureApplication', 'solutionTemplate')).toEqual(['A2', ['free'], ['applicationType', 'package']]);
  expect(shape('azureApplication', 'managedApplication')).toEqual([
    'A2',
    ['flat'],
    ['applicationType', 'terms', 'prices', 'priceInput', 'dimensions', 'package', 'authorizations'],
  ]);
});

test('An empty list, false and nothing say nothing of a plan; everything else does', () => {
  const plan = { terms: [], trial: false, prices: [{}], onePerCustomer: true } as unknown as Plan;
  const said = (['terms', 'trial', 'package', 'prices', 'onePerCustomer'] as const).map((one) =>
    saysSomething(plan, one),
  );
  expect(said).toEqual([false, false, false, true, true]);
});

test('A28 Partners see live offers of options 1 and 2, and those with a plan that is resold by default', () => {
  const seen = { offerState: 'live', transactable: true, defaultResold: false } as const;
  expect((['any', 'selected', 'none', null] as const).map((option) => isVisible({ ...seen, option }))).toEqual([
    true,
    true,
    false,
    false,
  ]);
  expect(isVisible({ ...seen, option: 'none', defaultResold: true })).toBe(true);
  for (const change of [{ transactable: false }, { offerState: 'draft' }, { offerState: 'stopped' }] as const)
    for (const option of ['any', 'selected', null] as const)
      expect(isVisible({ ...seen, option, defaultResold: true, ...change })).toBe(false);
});

test('A2 Containers have no audience to choose, SaaS offers have one when they are sold, the others always', () => {
  const audience = (kind: OfferKind, sellThroughOperator: boolean) =>
    hasResellerAudience(kind, { setup: { sellThroughOperator } }).allowed;
  expect([audience('saas', true), audience('saas', false)]).toEqual([true, false]);
  expect([audience('virtualMachine', false), audience('azureApplication', false)]).toEqual([true, true]);
  expect(audience('container', true)).toBe(false);
});
