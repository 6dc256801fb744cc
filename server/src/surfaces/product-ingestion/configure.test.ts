import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  aPipeline,
  ended,
  offerResources,
  pipelineOf,
  reseller,
  schema,
  submission,
  version,
  type Pipeline,
} from '../../../test/pipeline.ts';
import { callServer } from '../../../test/http.ts';
import { startTestServer, type TestServer } from '../../../test/server.ts';
import { accessToken } from '../../../test/tokens.ts';
import { newId } from '../../kernel/index.ts';

let server: TestServer;
let pipeline: Pipeline;
let other: Pipeline;

beforeAll(async () => {
  server = await startTestServer();
  pipeline = await aPipeline(server.origin, 'FR');
  other = await aPipeline(server.origin, 'IE');
});
afterAll(() => server.stop());

const base = '/rp/product-ingestion';
const product = (externalId: string, more: object = {}) => ({
  ...schema('product'),
  identity: { externalId },
  type: 'softwareAsAService',
  alias: `Offer ${externalId}`,
  ...more,
});

/** An offer with everything but its audience; answers the product's durable id. */
async function anOffer(externalId: string): Promise<string> {
  const [made] = (
    await pipeline.made(...offerResources({ externalId, tenantId: newId(), applicationId: newId() }))
  ).filter(({ id }) => id.startsWith('product/'));
  return made.id;
}

test('A request is answered at once with its job, which completes with the resources made', async () => {
  const body = {
    $schema: 'https://product-ingestion.azureedge.net/schema/configure/2022-03-01-preview2',
    resources: [product('first-offer', { identity: { externalID: 'first-offer' } })],
  };
  const sent = await pipeline.call('POST', '/configure', body);
  expect(sent.status).toBe(200);
  expect(sent.body).toEqual({
    $schema: 'https://schema.mp.microsoft.com/schema/configure-status/2022-07-01',
    jobId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    jobStatus: 'notStarted',
    jobResult: 'pending',
    jobStart: expect.any(String),
    jobEnd: '0001-01-01T00:00:00',
    errors: [],
  });
  const done = await ended(pipeline, sent.body.jobId);
  expect(done).toMatchObject({ jobStatus: 'completed', jobResult: 'succeeded', errors: [] });
  expect(done.resourceUri).toBe(`${server.origin}${base}/configure/${done.jobId}`);
  const detail = await pipeline.call('GET', `/configure/${done.jobId}`);
  expect(detail.body.resources[0]).toMatchObject({
    identity: { externalId: 'first-offer' },
    type: 'softwareAsAService',
  });
});

test('$version is required on every call, in either spelling', async () => {
  const paths = ['/product', '/plan', `/product/${newId()}`, `/submission/${newId()}`, `/configure/${newId()}/status`];
  for (const path of paths) {
    const { status, body } = await callServer(server.origin, 'GET', `${base}${path}`, { token: pipeline.token });
    expect([path, status, body.error.code, body.error.details[0].code]).toEqual([
      path,
      400,
      'badRequest',
      'invalidRequest',
    ]);
  }
  const encoded = await callServer(server.origin, 'GET', `${base}/product?%24version=2022-03-01-preview5`, {
    token: pipeline.token,
  });
  expect(encoded.status).toBe(200);
});

test('A failing resource leaves nothing changed, and each is told with its reason', async () => {
  const status = await pipeline.configure(
    product('all-or-nothing', { resourceName: 'made' }),
    {
      ...schema('plan'),
      resourceName: 'gold',
      product: { resourceName: 'made' },
      identity: { externalId: 'gold' },
      alias: 'Gold',
    },
    {
      ...schema('plan-listing'),
      resourceName: 'lost',
      product: { resourceName: 'made' },
      plan: { externalId: 'silver' },
      kind: 'azureSaaS-plan',
      languageId: 'en-us',
      name: 'Silver',
      description: 'x',
    },
    reseller({ externalId: 'nobody-has-this' }, 'all'),
  );
  expect(status).toMatchObject({ jobStatus: 'completed', jobResult: 'failed' });
  expect(status.errors).toEqual([
    {
      code: 'notFound',
      message: expect.stringContaining('silver'),
      resourceId: { resourceName: 'lost' },
      details: [
        { code: 'resourceNotFound', message: expect.any(String), resourceId: { resourceName: 'lost' }, details: [] },
      ],
    },
    {
      code: 'notFound',
      message: expect.any(String),
      details: [{ code: 'resourceNotFound', message: expect.any(String), details: [] }],
    },
  ]);
  expect((await pipeline.call('GET', '/product?externalId=all-or-nothing')).body.value).toEqual([]);
  expect((await pipeline.call('GET', `/configure/${status.jobId}`)).body.resources).toEqual([]);
});

test('What is no request, no schema or of the wrong shape is refused at once, every problem with its place', async () => {
  const send = async (resources: unknown, frame = schema('configure', '2022-07-01')) =>
    (await pipeline.call('POST', '/configure', { ...frame, resources })).body.error;
  const unknown = await send([
    { $schema: 'https://schema.example/product/2022-07-01' },
    product('UPPER'),
    product('fine'),
  ]);
  expect(unknown).toMatchObject({ code: 'badRequest', message: 'Invalid configuration: schema validation failed' });
  expect(
    unknown.details.map(({ code, message }: { code: string; message: string }) => [code, message.split(':')[0]]),
  ).toEqual([
    ['schemaValidationError', 'resources[0].$schema'],
    ['schemaValidationError', 'resources[1].identity.externalId'],
  ]);
  expect((await send([product('fine')], schema('resource-tree', '2022-07-01'))).details[0].code).toBe(
    'schemaValidationError',
  );
  expect((await send([])).code).toBe('badRequest');
  expect((await send('all of them')).code).toBe('badRequest');
  const asset = { ...schema('listing-asset'), product: { externalId: 'first-offer' }, type: 'azureLogoSmall' };
  expect((await send([asset])).details[0]).toMatchObject({ code: 'notSupported' });
  const names = [product('one-of-two', { resourceName: 'same' }), product('two-of-two', { resourceName: 'same' })];
  expect((await send(names)).details[0].message).toContain('same');
  const broken = await callServer(server.origin, 'POST', `${base}/configure?${version}`, {
    token: pipeline.token,
    body: '{"',
  });
  expect([broken.status, broken.body.error.code]).toEqual([400, 'badRequest']);
  const typed = await callServer(server.origin, 'POST', `${base}/configure?${version}`, {
    token: pipeline.token,
    body: 'a=1',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  });
  expect(typed.status).toBe(400);
});

test('Two hundred resources are one job; more than five hundred, or four megabytes, are refused', async () => {
  const plans = Array.from({ length: 66 }, (_, index) => ({ externalId: `plan-${index}` }));
  const many = [
    product('big-offer', { resourceName: 'big' }),
    reseller({ resourceName: 'big' }, 'all'),
    ...plans.flatMap((plan) => [
      { ...schema('plan'), product: { resourceName: 'big' }, identity: plan, alias: plan.externalId },
      {
        ...schema('plan-listing'),
        product: { externalId: 'big-offer' },
        plan,
        kind: 'azureSaaS-plan',
        languageId: 'en-us',
        name: plan.externalId,
        description: 'One of many',
      },
      {
        ...schema('price-and-availability-plan', '2022-03-01-preview4'),
        product: { externalId: 'big-offer' },
        plan,
        audience: 'public',
        customerMarkets: 'allMarkets',
        markets: [],
      },
    ]),
  ];
  expect(many).toHaveLength(200);
  expect(await pipeline.made(...many)).toHaveLength(200);
  const [{ id }] = (await pipeline.call('GET', '/product?externalId=big-offer')).body.value;
  expect(await pipeline.tree(id, 'plan')).toHaveLength(66);
  const tooMany = await pipeline.call('POST', '/configure', {
    ...schema('configure', '2022-07-01'),
    resources: [...many, ...many, ...many],
  });
  expect([tooMany.status, tooMany.text.includes('at most 500')]).toEqual([400, true]);
  const huge = await pipeline.call('POST', '/configure', {
    ...schema('configure', '2022-07-01'),
    resources: [product('huge', { alias: 'x'.repeat(4_400_000) })],
  });
  expect([huge.status, huge.body.error.code]).toEqual([400, 'badRequest']);
});

test('Prices keep the digits they were written with, however they are written', async () => {
  const id = await anOffer('exact-prices');
  const price = (text: string) =>
    `{"$schema":"${schema('price-and-availability-plan', '2022-03-01-preview4').$schema}","product":"${id}","plan":{"externalId":"team"},"audience":"public","pricing":{"recurrentPrice":{"recurrentPriceMode":"perUser","priceInputOption":"perMarket","prices":[{"markets":["fr"],"currency":"eur","prices":[{"billingTerm":{"type":"month","value":1},"pricePerPayment":${text}}]}]}}}`;
  const stored = async (text: string) => {
    const body = `{"$schema":"${schema('configure', '2022-07-01').$schema}","resources":[${price(text)}]}`;
    const sent = await callServer(server.origin, 'POST', `${base}/configure?${version}`, {
      token: pipeline.token,
      body,
    });
    if (sent.status !== 200) return sent.body.error.details[0].code as string;
    expect((await ended(pipeline, sent.body.jobId)).jobResult).toBe('succeeded');
    const { rows } = await server.context.pools.owner.query<{ amount: string }>(
      `select d.document #>> '{plans,0,prices,0,amount}' as amount from offer_draft d where d.offer_id = $1`,
      [id.split('/')[1]],
    );
    return rows[0]!.amount;
  };
  expect(await stored('0.1')).toBe('0.1');
  expect(await stored('123456789012.345')).toBe('123456789012.345');
  expect(await stored('1e2')).toBe('100');
  expect(await stored('19.990')).toBe('19.99');
  expect(await stored('0.0001')).toBe('schemaValidationError');
  expect(await stored('-1')).toBe('schemaValidationError');
  expect(await stored('1e400')).toBe('schemaValidationError');
});

test('A job is cancelled before it is begun; one that completed cannot be', async () => {
  const { jobId } = await pipeline.configure(product('cannot-cancel'));
  const refused = await pipeline.call('POST', `/configure/${jobId}/cancel`);
  expect([refused.status, refused.body]).toEqual([
    400,
    { error: { code: 'badRequest', message: 'Cannot cancel job, job has already completed.', details: [] } },
  ]);
  const before = await pipeline.call('POST', `/configure/${newId()}/cancel`);
  expect([before.status, before.body.error.code]).toEqual([404, 'notFound']);
});

test('AUD-18 The three options, and none chosen yet, are told and taken as channel states', async () => {
  const id = await anOffer('three-options');
  const told = async () => (await pipeline.tree(id, 'reseller'))[0];
  expect(await told()).toMatchObject({
    id: `reseller/${id.split('/')[1]}`,
    resellerChannelState: 'notSet',
    audiences: [],
  });
  for (const state of ['all', 'none', 'notSet'] as const) {
    await pipeline.made(reseller(id, state));
    expect(await told()).toMatchObject({ resellerChannelState: state, audiences: [] });
  }
  const tenant = newId();
  await pipeline.made(reseller({ externalId: 'three-options' }, 'some', [tenant]));
  expect(await told()).toMatchObject({ resellerChannelState: 'some', audiences: [{ type: 'tenant', id: tenant }] });
});

test('What cannot be published is told problem by problem, and nothing is in preview', async () => {
  const id = await anOffer('not-ready');
  const { jobResult, errors } = await pipeline.configure(submission(id, 'preview'));
  expect(jobResult).toBe('failed');
  expect(errors[0].details).toContainEqual({
    code: 'businessValidationError',
    message: expect.stringContaining('audience'),
    details: [],
  });
  expect((await pipeline.call('GET', `/resource-tree/${id}?targetType=preview`)).status).toBe(404);
  const direct = await pipeline.configure(submission(id, 'live'));
  expect(direct.errors[0].details[0]).toMatchObject({ code: 'invalidRequest' });
});

test("Another publisher's products, plans, jobs and submissions are nothing to a publisher", async () => {
  const id = await anOffer('mine-alone');
  const [plan] = await pipeline.tree(id, 'plan');
  const { jobId } = await pipeline.configure(product('mine-too'));
  for (const path of [
    `/${id}`,
    `/${plan.id}`,
    `/resource-tree/${id}`,
    `/submission/${id}`,
    `/plan?product=${id}`,
    `/configure/${jobId}`,
    `/configure/${jobId}/status`,
  ]) {
    const { status, body } = await other.call('GET', path);
    expect([path, status, body.error.code]).toEqual([path, 404, 'notFound']);
  }
  expect((await other.call('POST', `/configure/${jobId}/cancel`)).status).toBe(404);
  for (const reference of [id, { externalId: 'mine-alone' }]) {
    const { errors } = await other.configure(reseller(reference, 'all'));
    expect(errors[0].details[0].code).toBe('resourceNotFound');
  }
  expect((await pipeline.tree(id, 'reseller'))[0].resellerChannelState).toBe('notSet');
});

test('Only tokens for Graph of a publisher are taken', async () => {
  const call = async (audience: string, part: 'publisher' | 'direct') => {
    const token = await accessToken(server.context, { tenantId: newId(), parts: [part], kind: 'app', audience });
    return (await pipelineOf(server.origin, token).call('GET', '/product')).status;
  };
  expect(await call('https://graph.microsoft.com', 'publisher')).toBe(200);
  expect(await call('https://api.partnercenter.microsoft.com', 'publisher')).toBe(401);
  expect(await call('https://graph.microsoft.com', 'direct')).toBe(403);
});
