/** A publisher's pipeline, with no portal: product, plans, prices, listing, audience, preview, live; and partners buy. */
import { beforeAll, expect, test } from 'vitest';
import { useStage } from '../test/stage.ts';
import { ruleWords, rules } from '../src/programme/rules/index.ts';
import { aPipeline, offerResources, reseller, schema, submission, type Pipeline } from '../test/pipeline.ts';
import { tenantOf } from '../../scripts/story/client.ts';
import { orderBody, type Partner } from './stage.ts';

const stage = useStage();
let pipeline: Pipeline;
let resources: object[];
/** Durable id of the product. */
let product: string;

beforeAll(async () => {
  pipeline = await aPipeline(stage.origin, 'FR');
  const { id, apps } = tenantOf(stage.world, 'publisher', 'FR');
  resources = offerResources({ externalId: 'piped-notes', tenantId: id, applicationId: apps[0]!.clientId });
});

/** Orders the plan for a customer of the partner in a market; answers the status. */
async function ordered(partner: Partner, customer: string, market: string): Promise<{ status: number; said: string }> {
  const customerId = stage.customer(customer);
  const body = orderBody({ customerId, item: await item(market), quantity: 2 });
  const { status, text } = await stage.call(partner.app, 'POST', `/v1/customers/${customerId}/orders`, { body });
  return { status, said: text };
}

/** Catalogue item of the plan in a market, whoever may buy it. */
async function item(market: string): Promise<string> {
  const { rows } = await stage.server.context.pools.owner.query<{ id: string }>(
    `select a.product_id || ':' || a.sku_id || ':' || a.id as id from offer_availability a
     join offer o on o.live_version_id = a.version_id where o.external_id = 'piped-notes' and a.market = $1`,
    [market],
  );
  return rows[0]!.id;
}

test('AUD-15 A pipeline creates an offer with plans, prices, listing and audience in one request', async () => {
  const answered = await pipeline.made(
    ...resources,
    reseller({ resourceName: 'theProduct' }, 'some', [stage.azur.tenantId]),
  );
  product = answered.find(({ id }) => id.startsWith('product/')).id;
  const listing = answered.find(({ id }) => id.startsWith('listing/'));
  expect(listing.validations).toEqual([
    { level: 'warning', code: 'notSupported', message: expect.stringContaining('generalLinks') },
  ]);
  const [told] = await pipeline.tree(product, 'reseller');
  expect(told).toMatchObject({
    resellerChannelState: 'some',
    audiences: [{ type: 'tenant', id: stage.azur.tenantId }],
  });
  const [pricing] = await pipeline.tree(product, 'price-and-availability-plan');
  expect(pricing.pricing.recurrentPrice.prices[1].pricePerPaymentInUsd).toBe(10.1);
});

test('The same request sent again changes nothing', async () => {
  const revision = async () => {
    const { rows } = await stage.server.context.pools.owner.query<{ revision: number; offers: number }>(
      `select d.revision, (select count(*) from offer where external_id = 'piped-notes') as offers
       from offer_draft d join offer o on o.id = d.offer_id where o.external_id = 'piped-notes'`,
    );
    return rows;
  };
  const before = await revision();
  await pipeline.made(...resources, reseller({ resourceName: 'theProduct' }, 'some', [stage.azur.tenantId]));
  expect(await revision()).toEqual(before);
});

test('AUD-20 Preview, live, and the named partner buys through Partner Center; another is refused', async () => {
  await pipeline.made(submission(product, 'preview'));
  const [preview] = (await pipeline.call('GET', `/submission/${product}?targetType=preview`)).body.value;
  expect(preview).toMatchObject({ target: { targetType: 'preview' }, status: 'completed', result: 'succeeded' });
  expect((await pipeline.call('GET', `/resource-tree/${product}?targetType=live`)).status).toBe(404);
  await pipeline.made(submission(product, 'live', { id: preview.id }));
  const { value } = (await pipeline.call('GET', `/submission/${product.split('/')[1]}`)).body;
  expect(value.map((one: { target: { targetType: string } }) => one.target.targetType)).toEqual([
    'draft',
    'live',
    'preview',
  ]);
  expect(value[1].id).toBe(preview.id);
  expect((await ordered(stage.azur, 'boulangerie-martin', 'FR')).status).toBe(201);
  expect((await ordered(stage.rhein, 'hotel-adlerhof', 'DE')).status).toBe(403);
});

test('AUD-33 AUD-34 A list sent with the live submission comes into force without a publication, and nobody leaves', async () => {
  const live = (await pipeline.call('GET', `/submission/${product}?targetType=live`)).body.value[0];
  const both = [stage.azur.tenantId, stage.rhein.tenantId];
  const versions = async () =>
    (await pipeline.call('GET', `/submission/${product}?targetType=live`)).body.value[0].id as string;
  const before = await versions();
  await pipeline.made(reseller(product, 'some', both), submission(product, 'live', { id: live.id }));
  expect(await versions()).toBe(before);
  const [inForce] = await pipeline.tree(product, 'reseller', 'live');
  expect(inForce.audiences.map(({ id }: { id: string }) => id).toSorted()).toEqual(both.toSorted());
  expect((await ordered(stage.rhein, 'hotel-adlerhof', 'DE')).status).toBe(201);
  const removed = await pipeline.configure(reseller(product, 'some', [stage.rhein.tenantId]));
  expect(removed.jobResult).toBe('failed');
  expect(removed.errors[0].details[0].code).toBe('businessValidationError');
  expect(removed.errors[0].message).toContain(ruleWords(rules.A16, 'en')!.source);
});

test('AUD-54 Moves of a published offer that need a support request are refused by their rule', async () => {
  for (const [state, rule] of [
    ['all', 'A19'],
    ['none', 'A20'],
  ] as const) {
    const { jobResult, errors } = await pipeline.configure(reseller(product, state));
    expect([state, jobResult, errors[0].message]).toEqual([
      state,
      'failed',
      expect.stringContaining(ruleWords(rules[rule], 'en')!.source),
    ]);
  }
});

test('A resource published alone leaves the rest of the draft unpublished', async () => {
  const listing = resources.find((one) => JSON.stringify(one).includes('searchResultSummary'))!;
  const renamed = { ...listing, product, title: 'Piped Notes, second edition' };
  const plans = { ...schema('plan'), product, identity: { externalId: 'later' }, alias: 'Later' };
  await pipeline.made(plans);
  await pipeline.made(renamed, submission(product, 'preview'));
  expect(await pipeline.tree(product, 'plan', 'preview')).toHaveLength(1);
  expect((await pipeline.tree(product, 'listing', 'preview'))[0].title).toBe('Piped Notes, second edition');
  expect(await pipeline.tree(product, 'plan', 'draft')).toHaveLength(2);
  expect((await pipeline.tree(product, 'listing', 'draft'))[0].title).toBe('Piped Notes, second edition');
});

test('A product is deprecated on its live submission at once, and sold again by publishing', async () => {
  const live = (await pipeline.call('GET', `/submission/${product}?targetType=live`)).body.value[0];
  await pipeline.made(submission(product, 'live', { id: live.id, lifecycleState: 'deprecated' }));
  expect((await ordered(stage.azur, 'boulangerie-martin', 'FR')).status).toBe(403);
  expect((await pipeline.call('GET', `/${product}`)).body.lifecycleState).toBe('deprecated');
  const preview = (await pipeline.call('GET', `/submission/${product}?targetType=preview`)).body.value[0];
  await pipeline.made(submission(product, 'live', { id: preview.id }));
  expect((await ordered(stage.azur, 'boulangerie-martin', 'FR')).status).toBe(201);
});
