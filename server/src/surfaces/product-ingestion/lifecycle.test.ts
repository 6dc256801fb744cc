import { afterAll, beforeAll, expect, test } from 'vitest';
import { applicationToken, resources, tenantOf } from '../../../../scripts/story/client.ts';
import { aPipeline, offerResources, reseller, schema, submission, type Pipeline } from '../../../test/pipeline.ts';
import { callServer } from '../../../test/http.ts';
import { startTestServer, type TestServer } from '../../../test/server.ts';
import { newId } from '../../kernel/index.ts';

let server: TestServer;
let pipeline: Pipeline;
let partner: { tenantId: string; token: string };

beforeAll(async () => {
  server = await startTestServer();
  pipeline = await aPipeline(server.origin, 'FR');
  const world = (await callServer(server.origin, 'GET', '/sandbox/v1/world')).body;
  const direct = tenantOf(world, 'direct', 'FR');
  partner = { tenantId: direct.id, token: await applicationToken(server.origin, direct, resources.partnerCenter) };
});
afterAll(() => server.stop());

/** A live offer; answers the product's durable id. */
async function live(externalId: string, state: string, more: readonly object[] = []): Promise<string> {
  const all = offerResources({ externalId, tenantId: newId(), applicationId: newId() });
  const made = await pipeline.made(...all, ...more, reseller({ resourceName: 'theProduct' }, state));
  const product = made.find(({ id }) => id.startsWith('product/')).id as string;
  await publish(product);
  return product;
}

async function publish(product: string): Promise<void> {
  await pipeline.made(submission(product, 'preview'));
  const [preview] = (await pipeline.call('GET', `/submission/${product}?targetType=preview`)).body.value;
  await pipeline.made(submission(product, 'live', { id: preview.id }));
}

const plan = (product: string, more: object = {}) => ({
  ...schema('plan'),
  product,
  identity: { externalId: 'team' },
  alias: 'Team',
  ...more,
});

test('A published plan is deprecated by publishing it, restored by publishing it, and never deleted', async () => {
  const product = await live('plan-life', 'all');
  const deleted = await pipeline.configure(plan(product, { lifecycleState: 'deleted' }));
  expect(deleted.errors[0].details[0].code).toBe('invalidState');
  await pipeline.made(plan(product, { lifecycleState: 'deprecated' }));
  expect((await pipeline.tree(product, 'plan', 'live'))[0].lifecycleState).toBe('generallyAvailable');
  await publish(product);
  expect((await pipeline.tree(product, 'plan', 'live'))[0].lifecycleState).toBe('deprecated');
  await pipeline.made(plan(product, { lifecycleState: 'generallyAvailable' }));
  await publish(product);
  expect((await pipeline.tree(product, 'plan', 'live'))[0].lifecycleState).toBe('generallyAvailable');
  const fresh = plan(product, { identity: { externalId: 'never-sold' }, alias: 'Never sold' });
  await pipeline.made(fresh);
  await pipeline.made({ ...fresh, lifecycleState: 'deleted' });
  expect(await pipeline.tree(product, 'plan')).toHaveLength(1);
});

test('Customers of a private plan are added and removed in draft, preview and live at once', async () => {
  const [kept, gone, added] = [newId(), newId(), newId()];
  const tenants = (...ids: string[]) => ids.map((id) => ({ type: 'tenant', id, label: 'customer' }));
  const insiders = { externalId: 'insiders' };
  const theProduct = { resourceName: 'theProduct' };
  const [pricing] = offerResources({ externalId: 'x', tenantId: '', applicationId: '' });
  const product = await live('private-plan', 'all', [
    { ...schema('plan'), product: theProduct, identity: insiders, alias: 'Insiders' },
    {
      ...schema('plan-listing'),
      product: theProduct,
      plan: insiders,
      kind: 'azureSaaS-plan',
      languageId: 'en-us',
      name: 'Insiders',
      description: 'For some',
    },
    { ...pricing, plan: insiders, audience: 'private', privateAudiences: tenants(kept, gone) },
  ]);
  const previewAudiences = [{ type: 'email', id: 'bob@isv.example' }];
  await pipeline.made({ ...schema('price-and-availability-offer'), product, previewAudiences });
  await pipeline.made(submission(product, 'preview'));
  const [preview] = (await pipeline.call('GET', `/submission/${product}?targetType=preview`)).body.value;
  const update = {
    ...schema('price-and-availability-update-private-audiences', '2022-03-01-preview2'),
    product,
    plan: insiders,
    privateAudiences: { add: tenants(added), remove: tenants(gone) },
  };
  await pipeline.made(update);
  await pipeline.made(update);
  for (const target of ['draft', 'preview', 'live']) {
    const told = await pipeline.tree(product, 'price-and-availability-plan', target);
    const ids = told
      .find(({ audience }) => audience === 'private')
      .privateAudiences.map(({ id }: { id: string }) => id);
    expect([target, ids]).toEqual([target, [kept, added]]);
  }
  const after = (await pipeline.call('GET', `/submission/${product}?targetType=preview`)).body.value[0];
  expect(after.id).toBe(preview.id);
  const wrong = await pipeline.configure({ ...update, plan: { externalId: 'team' } });
  expect(wrong.errors[0].details[0].code).toBe('businessValidationError');
});

test('A margin for partners is made, live at once, told to the partner, and not made twice', async () => {
  const product = await live('margin-offer', 'none');
  const margin = {
    ...schema('private-offer', '2023-07-15'),
    privateOfferType: 'cspPromotion',
    name: 'Autumn margin',
    state: 'live',
    variableStartDate: true,
    end: '2027-12-31',
    preparedBy: 'ada@isv.example',
    notificationContacts: ['ada@isv.example'],
    beneficiaries: [{ id: partner.tenantId, description: 'Azur', beneficiaryRecipients: null }],
    pricing: [{ product, plan: { externalId: 'team' }, discountType: 'percentage', discountPercentage: 12.5 }],
  };
  const [made] = await pipeline.made(margin);
  expect(made).toMatchObject({ state: 'live', pricing: [{ product, discountPercentage: 12.5 }] });
  expect((await pipeline.call('GET', `/${made.id}`)).body).toMatchObject({ id: made.id, name: 'Autumn margin' });
  const [again] = await pipeline.made(margin);
  expect(again.id).toBe(made.id);
  const margins = await callServer(server.origin, 'GET', '/v1/margins', { token: partner.token });
  expect(margins.text).toContain('12.5');
  // It was in nobody's hands: the margin authorises its partner, and nobody else (rule A30).
  expect((await pipeline.tree(product, 'reseller', 'live'))[0]).toMatchObject({
    resellerChannelState: 'some',
    audiences: [{ id: partner.tenantId }],
  });
  const customer = await pipeline.configure({ ...margin, name: 'Other', privateOfferType: 'customerPromotion' });
  expect(customer.errors[0].details[0].code).toBe('notSupported');
  const late = await pipeline.configure({ ...margin, name: 'Half a month', end: '2027-12-15' });
  expect(late.errors[0].details[0].message).toContain('end');
  await pipeline.made({
    ...schema('private-offer', '2022-07-01'),
    id: made.id,
    name: 'Autumn margin',
    state: 'withdrawn',
  });
  expect((await pipeline.call('GET', `/${made.id}`)).body.state).toBe('withdrawn');
  const draft = await pipeline.made({ ...margin, name: 'A draft', state: 'draft' });
  await pipeline.made({ ...schema('private-offer', '2022-07-01'), id: draft[0].id, name: 'A draft', state: 'deleted' });
  expect((await pipeline.call('GET', `/${draft[0].id}`)).status).toBe(404);
});

test('Meters are named for the product and priced in its plans', async () => {
  const theProduct = { resourceName: 'theProduct' };
  const metered = { externalId: 'metered' };
  const meters = {
    pages: { displayName: 'Pages', unitOfMeasure: 'page' },
    idle: { displayName: 'Idle', unitOfMeasure: 'x' },
  };
  const month = { type: 'month', value: 1 };
  const all = offerResources({ externalId: 'metered-offer', tenantId: newId(), applicationId: newId() });
  const made = await pipeline.made(
    ...all,
    { ...schema('plan'), product: theProduct, identity: metered, alias: 'Metered' },
    { ...schema('price-and-availability-custom-meter'), product: theProduct, customMeters: meters },
    {
      ...schema('price-and-availability-plan', '2022-03-01-preview4'),
      product: theProduct,
      plan: metered,
      audience: 'public',
      markets: ['fr'],
      pricing: {
        recurrentPrice: {
          recurrentPriceMode: 'flatRate',
          priceInputOption: 'usd',
          prices: [{ billingTerm: month, pricePerPaymentInUsd: 99 }],
        },
        customMeters: {
          priceInputOption: 'usd',
          meters: {
            pages: {
              includedQuantities: [{ billingTerm: month, isInfinite: false, quantity: 1000 }],
              pricePerPaymentInUsd: 0.004,
            },
          },
        },
      },
    },
  );
  const meter = made.find(({ id }) => id.startsWith('price-and-availability-custom-meter/'));
  expect(meter.customMeters).toEqual({ pages: meters.pages });
  expect(meter.validations[0].message).toContain('idle');
  const priced = made.find(({ pricing }) => pricing?.customMeters);
  expect(priced.pricing.customMeters.meters.pages).toEqual({
    includedQuantities: [{ billingTerm: month, isInfinite: false, quantity: 1000 }],
    pricePerPaymentInUsd: 0.004,
  });
});

test('The older API reads and writes the reseller configuration of the draft, in its own words', async () => {
  const product = await live('older-api', 'none');
  const path = `/v1.0/ingestion/products/${product.split('/')[1]}/resellerConfiguration`;
  const call = (method: string, body?: object) =>
    callServer(server.origin, method, path, { token: pipeline.token, ...(body ? { body } : {}) });
  expect((await call('GET')).body).toMatchObject({
    resourceType: 'ResellerConfiguration',
    resellerChannelState: 'OptOut',
    tenantIds: [],
  });
  const some = {
    resourceType: 'ResellerConfiguration',
    resellerChannelState: 'PartialOptIn',
    tenantIds: [partner.tenantId],
  };
  expect((await call('POST', some)).body).toMatchObject({
    resellerChannelState: 'PartialOptIn',
    tenantIds: [partner.tenantId],
  });
  expect((await pipeline.tree(product, 'reseller'))[0]).toMatchObject({ resellerChannelState: 'some' });
  await publish(product);
  const refused = await call('POST', { resellerChannelState: 'Disabled', tenantIds: [] });
  expect([refused.status, refused.body.error.message]).toEqual([409, expect.stringContaining('lines 150–161')]);
  expect((await call('POST', { resellerChannelState: 'Perhaps' })).status).toBe(400);
});

/** Every error object of an answer, at any depth. */
function errorsIn(value: unknown): Record<string, unknown>[] {
  if (typeof value !== 'object' || value === null) return [];
  const below = Object.values(value).flatMap(errorsIn);
  return 'code' in value && 'message' in value ? [{ ...value }, ...below] : below;
}

test('Every error object has a list of details, the inner ones too: cloudpub reads it without asking whether it is there', async () => {
  const failed = await pipeline.configure(reseller({ externalId: 'nobody-has-this' }, 'all'));
  const refused = await pipeline.call('POST', '/configure', { ...schema('configure', '2022-07-01'), resources: [{}] });
  const unknown = await pipeline.call('GET', `/product/${newId()}`);
  const unversioned = await callServer(server.origin, 'GET', `/rp/product-ingestion/product`, {
    token: pipeline.token,
  });
  for (const answer of [failed, refused.body, unknown.body, unversioned.body]) {
    const errors = errorsIn(answer);
    expect(errors.length).toBeGreaterThan(1);
    for (const error of errors) expect(error['details']).toBeInstanceOf(Array);
  }
});

test('Whatever a client sent and will not read back is named in a warning of its resource, and nothing else is', async () => {
  const wish = { externalId: 'told-again', tenantId: newId(), applicationId: newId() };
  const all = offerResources(wish).map((one): Record<string, unknown> => ({ ...one }));
  const find = (type: string) => all.find(({ $schema }) => String($schema).includes(`/schema/${type}/`))!;
  const listing = find('listing');
  Object.assign(listing, {
    shortDescription: 'In other words',
    supportContact: { ...(listing['supportContact'] as object), fax: '+33 1 00 00 00 00' },
  });
  Object.assign(find('commercial-marketplace-setup'), { callToActionUrl: 'https://isv.example/act' });
  Object.assign(find('price-and-availability-plan'), { markets: ['us', 'DE', 'fr'] });
  const partners = reseller({ resourceName: 'theProduct' }, 'some', [partner.tenantId]);
  const made = await pipeline.made(...all, partners);
  const said = new Map(
    made.map((one) => [
      String(one.id).split('/')[0],
      ((one.validations ?? []) as { message: string }[]).map(({ message }) => message),
    ]),
  );
  expect(said.get('listing')).toEqual([
    'This marketplace has no place for supportContact.fax, generalLinks; it was not kept.',
    'shortDescription is answered as "Notes from a pipeline".',
  ]);
  expect(said.get('commercial-marketplace-setup')).toEqual(['callToActionUrl was not kept.']);
  expect(said.get('reseller')).toEqual(['audiences[].label is answered as "".']);
  expect(said.get('price-and-availability-offer')).toEqual(['previewAudiences[].label is answered as "".']);
  const silent = ['product', 'property', 'plan', 'plan-listing', 'price-and-availability-plan'];
  expect(silent.flatMap((type) => said.get(type))).toEqual([]);
});
