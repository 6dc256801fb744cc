import { expect, test } from 'vitest';
import { completeDocument } from '../../../../test/offers.ts';
import { newId } from '../../../kernel/index.ts';
import { notes, type Noted } from './apply.ts';
import type { Draft, OfferFacts } from './draft.ts';
import {
  applyPreviewAudience,
  applyProperty,
  applyReseller,
  applySetup,
  applyTechnical,
  previewAudienceFrom,
  propertyFrom,
  resellerFrom,
  setupFrom,
  tenantsOf,
} from './product-resources.ts';
import type { AudienceEntry, PropertyResource, ResellerResource, SetupResource } from './resources.ts';

const offerId = '8a1c8b3a-0f3f-4a3e-9f51-3f4c1a3b1c11';
const offer: OfferFacts = { offerId, externalId: 'notes', kind: 'saas', name: 'Notes', stopped: false };
const document: Draft = completeDocument();
const product = `product/${offerId}`;

/** What was made, and what was said. */
function noted(apply: (found: Noted) => Draft) {
  const found = notes();
  const made = apply(found);
  return { made, problems: found.problems.map(({ code }) => code), warnings: found.warnings };
}

const setUp = (change: Partial<SetupResource>, from = document) =>
  noted((found) =>
    applySetup(from, { type: 'commercial-marketplace-setup', product, sellThroughMicrosoft: true, ...change }, found),
  );

test('A setup says who sells; an action in any spelling has its address, and none takes it away', () => {
  expect(setUp({}).made.setup).toEqual({ sellThroughOperator: true });
  expect(setUp({ sellThroughMicrosoft: false }).made.setup.sellThroughOperator).toBe(false);
  const url = 'https://isv.example/act';
  for (const word of ['contact-me', 'ContactMe', 'contactMe', 'CONTACTME']) {
    const { made, problems } = setUp({ callToAction: word, callToActionUrl: url });
    expect([word, made.setup.callToAction, problems]).toEqual([word, { kind: 'contactMe', url }, []]);
    expect(setupFrom(made, offer)).toMatchObject({ callToAction: 'contact-me', callToActionUrl: url });
    expect(setUp({}, made).made.setup).toEqual({ sellThroughOperator: true });
  }
  expect(setUp({ callToAction: 'get-it-now' }).made.setup.callToAction).toEqual({ kind: 'getItNow', url: '' });
  expect(setUp({ callToAction: 'free-trial' }).made.setup.callToAction?.kind).toBe('freeTrial');
  const unknown = setUp({ callToAction: 'buy-me' });
  expect([unknown.problems, unknown.made.setup.callToAction]).toEqual([['notSupported'], undefined]);
  const listed: Draft = { ...document, setup: { sellThroughOperator: true, listInStore: true } };
  expect(setUp({}, listed).made.setup).toEqual({ sellThroughOperator: true, listInStore: true });
  expect(setUp({ useMicrosoftLicenseManagementService: true }).problems).toEqual(['notSupported']);
  expect(setUp({ useMicrosoftLicenseManagementService: false }).problems).toEqual([]);
  expect(setupFrom(document, offer)).not.toHaveProperty('callToAction');
});

const property = (change: Partial<PropertyResource>) =>
  noted((found) =>
    applyProperty(
      document,
      { type: 'property', product, kind: 'azureSaaS', categories: {}, termsConditions: 'custom', ...change },
      found,
    ),
  );

test('Terms are the standard contract, or an address in either member; text alone is refused', () => {
  const url = 'https://isv.example/terms';
  const terms = (change: Partial<PropertyResource>) => {
    const { made, problems } = property(change);
    return problems.length > 0 ? problems : made.properties.terms;
  };
  expect(terms({})).toEqual({ standardContract: false, url: '' });
  expect(terms({ termsOfUseUrl: url })).toEqual({ standardContract: false, url });
  expect(terms({ termsOfUse: url })).toEqual({ standardContract: false, url });
  expect(terms({ termsOfUse: 'Be kind.', termsOfUseUrl: url })).toEqual({ standardContract: false, url });
  for (const text of ['Be kind.', `see ${url}`, `${url} and more`, 'ftp://isv.example/terms']) {
    expect(terms({ termsOfUse: text }), text).toEqual(['notSupported']);
  }
  expect(terms({ termsOfUse: '' })).toEqual({ standardContract: false, url: '' });
  expect(terms({ termsConditions: 'standardMicrosoft' })).toEqual({ standardContract: true, url: '' });
  expect(terms({ termsConditions: 'standardMicrosoft', termsOfUseUrl: url })).toEqual({ standardContract: true, url });
});

test('Categories are kept without their subcategories, which are told by name', () => {
  const { made, warnings } = property({ categories: { productivity: ['x'], sales: [], analytics: ['y'] } });
  expect(made.properties.categories).toEqual(['productivity', 'sales', 'analytics']);
  expect(warnings).toEqual(['Categories have no subcategories here; those of productivity, analytics were not kept.']);
  expect(property({ categories: { sales: [] } }).warnings).toEqual([]);
  expect(propertyFrom(document, offer)).toEqual({
    type: 'property',
    id: `property/${offerId}/public/main`,
    product,
    kind: 'azureSaaS',
    categories: { productivity: [] },
    termsConditions: 'standardMicrosoft',
  });
});

test('Only software as a service has a landing page; its ids are kept in lower case', () => {
  const id = newId();
  const site = (kind: OfferFacts['kind']) =>
    noted((found) =>
      applyTechnical(
        document,
        {
          type: 'software-as-a-service-technical-configuration',
          product,
          landingPageUrl: 'https://isv.example/in',
          connectionWebhook: 'https://isv.example/hook',
          azureAdTenantId: id.toUpperCase(),
          azureAdAppId: id.toUpperCase(),
        },
        { ...offer, kind },
        found,
      ),
    );
  expect(site('saas')).toMatchObject({ problems: [], made: { technical: { tenantId: id, applicationId: id } } });
  expect(site('container').problems).toEqual(['businessValidationError']);
});

test('At most fifty people see the preview, each once, by email; nobody makes no preview', () => {
  const shown = (entries: readonly AudienceEntry[], from = document) =>
    noted((found) =>
      applyPreviewAudience(from, { type: 'price-and-availability-offer', product, previewAudiences: entries }, found),
    );
  const people = (count: number) =>
    Array.from({ length: count }, (_, index) => ({ type: 'email', id: `p${index}@isv.example` }));
  expect(shown(people(50)).problems).toEqual([]);
  expect(shown(people(51)).problems).toEqual(['collectionLimitExceeded']);
  const ada = { type: 'email', id: 'ada@isv.example' };
  const { made } = shown([ada, ada]);
  expect(made.preview).toEqual({ audience: ['ada@isv.example'] });
  expect(previewAudienceFrom(made, offer).previewAudiences).toEqual([{ ...ada, label: '' }]);
  expect(shown([{ type: 'tenant', id: newId() }]).problems).toEqual(['notSupported']);
  expect(shown([]).made).toEqual(document);
  expect(shown([], made).made.preview).toEqual({ audience: [] });
  expect(previewAudienceFrom(document, offer).previewAudiences).toEqual([]);
});

const opened = (change: Partial<ResellerResource>, from = document) =>
  noted((found) =>
    applyReseller(from, { type: 'reseller', product, resellerChannelState: 'some', audiences: [], ...change }, found),
  );

test('The audience is all, some with exactly the named partners, or none; the list of some is left for later', () => {
  const [one, other] = [newId(), newId()];
  const tenant = (id: string) => ({ type: 'tenant', id });
  const some = opened({ audiences: [tenant(one.toUpperCase()), tenant(other), tenant(one)] }).made;
  expect(some.audience).toEqual({ option: 'selected', partnerTenantIds: [one, other] });
  expect(resellerFrom(some, offer)).toMatchObject({
    resellerChannelState: 'some',
    audiences: [one, other].map((id) => ({ type: 'tenant', id, label: '' })),
  });
  expect(opened({ audiences: [tenant(other)] }, some).made.audience.partnerTenantIds).toEqual([other]);
  for (const [state, option] of [
    ['all', 'any'],
    ['none', 'none'],
    ['notSet', null],
  ] as const) {
    const { made, problems } = opened({ resellerChannelState: state }, some);
    expect([made.audience, problems]).toEqual([{ option, partnerTenantIds: [one, other] }, []]);
    expect(resellerFrom(made, offer)).toMatchObject({ resellerChannelState: state, audiences: [] });
    expect(opened({ resellerChannelState: state, audiences: [tenant(one)] }).problems).toEqual([
      'businessValidationError',
    ]);
    expect(opened({ resellerChannelState: state, audiences: [{ type: 'none', id: '' }] }).problems).toEqual([]);
  }
  expect(opened({ resellerChannelState: 'terminated' }, some)).toMatchObject({
    made: some,
    problems: ['notSupported'],
  });
});

test('A list holds at most twenty thousand partners', () => {
  const audiences = Array.from({ length: 20_000 }, () => ({ type: 'tenant', id: newId() }));
  expect(opened({ audiences }).problems).toEqual([]);
  expect(opened({ audiences: [...audiences, { type: 'tenant', id: newId() }] }).problems).toEqual([
    'collectionLimitExceeded',
  ]);
});

test('Tenants are told by GUID: another type is not supported, another id is none', () => {
  const read = (entry: AudienceEntry) => {
    const found = notes();
    tenantsOf([entry], 'Partners', found);
    return found.problems;
  };
  expect(read({ type: 'tenant', id: newId() })).toEqual([]);
  expect(read({ type: 'none', id: 'nobody' })).toEqual([]);
  expect(read({ type: 'tenant', id: 'x' })).toEqual([
    {
      code: 'invalidId',
      message: 'Partners are named by tenant: {"type": "tenant", "id": "<GUID>"}, not tenant \'x\'.',
    },
  ]);
  expect(read({ type: 'ea', id: newId() })[0]?.code).toBe('notSupported');
});
