import { expect, test } from 'vitest';
import { machineDocument } from '../../../../test/offer-kinds.ts';
import { completeDocument, perSeatPlan } from '../../../../test/offers.ts';
import type { Draft, OfferFacts, OfferKind } from './draft.ts';
import { allResourcesOf, kindOf, productFrom, resourcesOf } from './tree.ts';

const offerOf = (kind: OfferKind, stopped = false): OfferFacts => ({
  offerId: '8a1c8b3a-0f3f-4a3e-9f51-3f4c1a3b1c11',
  externalId: 'notes',
  kind,
  name: 'Notes',
  stopped,
});
const document: Draft = completeDocument();
const typesOf = (draft: Draft, kind: OfferKind) => resourcesOf(draft, offerOf(kind), ['FR']).map(({ type }) => type);

test('Each kind of offer is one type of product, both ways', () => {
  const kinds = ['saas', 'virtualMachine', 'azureApplication', 'container'] as const;
  const types = kinds.map((kind) => productFrom(offerOf(kind)).productType);
  expect(types).toEqual(['softwareAsAService', 'azureVirtualMachine', 'azureApplication', 'azureContainer']);
  expect(types.map(kindOf)).toEqual(kinds);
});

test('A product is told with its state', () => {
  expect(productFrom(offerOf('saas'))).toMatchObject({ alias: 'Notes', lifecycleState: 'generallyAvailable' });
  expect(productFrom(offerOf('saas', true)).lifecycleState).toBe('deprecated');
});

test('A tree of software has its site, and meters where a plan prices one; all of it is answered by id', () => {
  const plan = ['plan-listing', 'price-and-availability-plan'];
  const site = 'software-as-a-service-technical-configuration';
  const head = ['product', 'commercial-marketplace-setup', 'property', 'listing', 'listing', site];
  const meters = 'price-and-availability-custom-meter';
  const preview = 'price-and-availability-offer';
  expect(typesOf(document, 'saas')).toEqual([...head, preview, meters, 'plan', 'plan', ...plan, ...plan, 'reseller']);
  const one: Draft = { ...document, plans: [perSeatPlan], listings: { fr: document.listings.fr } };
  const unmetered = ['product', 'commercial-marketplace-setup', 'property', 'listing', site, preview, 'plan', ...plan];
  expect(typesOf(one, 'saas')).toEqual([...unmetered, 'reseller']);
  expect(allResourcesOf(one, offerOf('saas'), ['FR']).find(({ type }) => type === meters)).toMatchObject({
    customMeters: {},
  });
  expect(typesOf(one, 'container')).toEqual(unmetered.filter((type) => type !== site).concat('reseller'));
});

test('A tree of a machine has its images and no setup, which is answered by its id all the same', () => {
  const machine = machineDocument();
  const types = typesOf(machine, 'virtualMachine');
  expect(types).toContain('virtual-machine-plan-technical-configuration');
  expect(types).not.toContain('commercial-marketplace-setup');
  const all = allResourcesOf(machine, offerOf('virtualMachine'), ['FR']).map(({ type }) => type);
  expect(all.filter((type) => !types.includes(type))).toEqual([
    'commercial-marketplace-setup',
    'price-and-availability-custom-meter',
  ]);
});
