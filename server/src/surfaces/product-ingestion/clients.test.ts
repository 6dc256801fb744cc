/** What two public clients send and read, played step by step: one of machine images, one that walks software offers. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { tenantOf } from '../../../../scripts/story/client.ts';
import { aPipeline, graph, reseller, submission, type Pipeline } from '../../../test/pipeline.ts';
import { callServer, type Called } from '../../../test/http.ts';
import { startTestServer, type TestServer } from '../../../test/server.ts';

type Body = Called['body'];

let server: TestServer;
let pipeline: Pipeline;

beforeAll(async () => {
  server = await startTestServer();
  pipeline = await aPipeline(server.origin, 'FR');
});
afterAll(() => server.stop());

const old = 'https://product-ingestion.azureedge.net/schema';
const now = 'https://schema.mp.microsoft.com/schema';
const contact = { name: 'a', email: 'a@b.com', phone: '12345678' };

/** A machine offer as it stands before the first image, with the members and spellings of the image publisher. */
function machine(): object[] {
  const product = { externalId: 'example-product' };
  const plan = { externalId: 'plan-1' };
  return [
    {
      $schema: `${old}/product/2022-03-01-preview3`,
      identity: product,
      type: 'azureVirtualMachine',
      alias: 'Example Product',
    },
    {
      $schema: `${old}/property/2022-03-01-preview3`,
      product,
      kind: 'azureVM',
      termsOfUse: null,
      termsConditions: 'standardMicrosoft',
      categories: { 'developer-tools': [] },
    },
    {
      $schema: `${old}/listing/2022-03-01-preview3`,
      product,
      kind: 'azureVM',
      title: 'Test Product',
      description: 'This is the description',
      searchResultSummary: 'product test',
      shortDescription: 'Short description',
      privacyPolicyLink: 'https://www.foo.com/bar/privacy-policy',
      cloudSolutionProviderMarketingMaterials: 'https://www.foo.com/partners',
      supportContact: { ...contact, url: 'https://www.foo.com/support' },
      engineeringContact: contact,
      cloudSolutionProviderContact: contact,
      languageId: 'en-us',
    },
    {
      $schema: `${old}/plan/2022-03-01-preview2`,
      identity: plan,
      alias: 'Plan 1',
      azureRegions: ['azureGlobal'],
      product,
    },
    {
      $schema: `${old}/plan-listing/2022-03-01-preview3`,
      product,
      plan,
      kind: 'azureVM-plan',
      name: 'Plan 1',
      description: 'a',
      summary: '',
      languageId: 'en-us',
    },
    {
      $schema: `${old}/price-and-availability-offer/2022-03-01-preview3`,
      product,
      previewAudiences: [{ type: 'email', id: 'qa@foo.com', label: '' }],
    },
    {
      $schema: `${now}/price-and-availability-plan/2022-03-01-preview4`,
      product,
      plan,
      visibility: 'visible',
      markets: ['us', 'fr'],
      pricing: { licenseModel: 'payAsYouGo', corePricing: { priceInputOption: 'perCore', pricePerCore: 0.11 } },
      trial: null,
      softwareReservation: [],
      audience: 'public',
      privateAudiences: [],
    },
    reseller(product, 'all'),
  ];
}

const image = (uri: string) => [
  { imageType: 'x64Gen2', source: { sourceType: 'sasUri', osDisk: { uri }, dataDisks: [] } },
  { imageType: 'x64Gen1', source: { sourceType: 'sasUri', osDisk: { uri }, dataDisks: [] } },
];

/** The token of the first protocol, which names the resource. */
async function firstProtocolToken(): Promise<Body> {
  const world = (await callServer(server.origin, 'GET', '/sandbox/v1/world')).body;
  const { id, apps } = tenantOf(world, 'publisher', 'FR');
  const form = new URLSearchParams({
    resource: graph,
    client_id: apps[0]!.clientId,
    client_secret: apps[0]!.clientSecret,
    grant_type: 'client_credentials',
  });
  const answer = await fetch(`${server.origin}/${id}/oauth2/token`, { method: 'POST', body: form });
  return answer.json();
}

/** The tree in the first of the environments that has one, as the image publisher looks for it. */
async function found(id: string): Promise<Body> {
  for (const target of ['preview', 'draft', 'live']) {
    const { status, body } = await pipeline.call('GET', `/resource-tree/product/${id}?targetType=${target}`);
    if (status === 200) return body;
  }
  throw new Error('no tree');
}

const stateOf = async (id: string, target: string): Promise<Body> =>
  (await pipeline.call('GET', `/submission/${id}`)).body.value.find((one: Body) => one.target.targetType === target);

/** Adds an image to what the plan has, and brings it to preview and live, as the image publisher does each release. */
async function release(id: string, versionNumber: string, uri: string): Promise<void> {
  const tree = await found(id);
  const config = tree.resources.find((one: Body) => one.id.startsWith('virtual-machine-plan-technical-configuration/'));
  const plan = tree.resources.find((one: Body) => one.id.startsWith('plan/'));
  expect(config.plan.split('/').at(-1)).toBe(plan.id.split('/').at(-1));
  const versions = [
    ...config.vmImageVersions,
    { versionNumber, vmImages: image(uri), lifecycleState: 'generallyAvailable' },
  ];
  await pipeline.made({ ...config, vmImageVersions: versions, skus: [{ imageType: 'x64Gen2', skuId: 'plan-1' }] });
  const submitted = tree.resources.find((one: Body) => one.id.startsWith('submission/'));
  const live = await stateOf(id, 'live');
  const waits = submitted.target.targetType === 'preview' && submitted.id !== live?.id;
  expect(waits).toBe(false);
  const draft = await stateOf(id, 'draft');
  await pipeline.made({ ...draft, target: { targetType: 'preview' } });
  const preview = await stateOf(id, 'preview');
  await pipeline.made({ ...preview, target: { targetType: 'live' } });
  expect((await stateOf(id, 'live')).id).toBe(preview.id);
}

test('A publisher of machine images adds an image to its plan and brings it to preview and live, release after release', async () => {
  const { access_token: token, expires_on: expires } = await firstProtocolToken();
  expect(Number(expires)).toBeGreaterThan(0);
  expect(
    (await callServer(server.origin, 'GET', '/rp/product-ingestion/product?%24version=2022-07-01', { token })).status,
  ).toBe(200);
  await pipeline.made(...machine());
  const products = (await pipeline.call('GET', '/product')).body.value;
  const { id } = products.find((one: Body) => one.identity.externalId === 'example-product');
  const guid = id.split('/').at(-1);
  await release(guid, '1.0.0', 'https://images.foo.com/1.vhd?sv=1&sig=a');
  await release(guid, '1.10.0', 'https://images.foo.com/2.vhd?sv=1&sig=b');
  const live = await pipeline.tree(id, 'virtual-machine-plan-technical-configuration', 'live');
  expect(live[0].vmImageVersions).toEqual([
    {
      versionNumber: '1.10.0',
      vmImages: [image('https://images.foo.com/2.vhd?sv=1&sig=b')[0]],
      lifecycleState: 'generallyAvailable',
    },
  ]);
  expect(live[0].$schema).toBe(`${now}/virtual-machine-plan-technical-configuration/2022-03-01-preview5`);
});

test('Every resource of a machine has the members that its reader requires', async () => {
  const { value } = (await pipeline.call('GET', '/product?externalId=example-product')).body;
  const tree = await found(value[0].id.split('/')[1]);
  const required: Record<string, string[]> = {
    product: ['identity', 'type', 'alias'],
    plan: ['identity', 'alias', 'azureRegions', 'product'],
    property: ['kind', 'termsConditions', 'categories', 'product'],
    listing: [
      'kind',
      'title',
      'description',
      'searchResultSummary',
      'shortDescription',
      'privacyPolicyLink',
      'cloudSolutionProviderMarketingMaterials',
      'supportContact',
      'engineeringContact',
      'languageId',
    ],
    'plan-listing': ['kind', 'name', 'description', 'summary', 'languageId', 'plan'],
    'price-and-availability-offer': ['previewAudiences'],
    'price-and-availability-plan': [
      'visibility',
      'markets',
      'pricing',
      'trial',
      'softwareReservation',
      'audience',
      'privateAudiences',
      'plan',
    ],
    'virtual-machine-plan-technical-configuration': [
      'operatingSystem',
      'recommendedVmSizes',
      'openPorts',
      'vmProperties',
      'skus',
      'vmImageVersions',
      'plan',
    ],
    reseller: ['resellerChannelState', 'audiences'],
    submission: ['product', 'target'],
  };
  const types = tree.resources.map((one: Body) => one.id.split('/')[0]);
  expect(Object.keys(required).filter((type) => !types.includes(type))).toEqual([]);
  for (const one of tree.resources as Body[]) {
    const [type] = one.id.split('/');
    expect([type, required[type]?.filter((name) => !(name in one))]).toEqual([type, []]);
  }
});

test('A reader of software offers pages through products and finds each resource by its exact schema', async () => {
  const version = '$version=2022-03-01-preview5';
  const products: Body[] = [];
  let link: string | undefined = `${server.origin}/rp/product-ingestion/product?$maxpagesize=2&${version}`;
  let pages = 0;
  while (link) {
    const { body } = await callServer(server.origin, 'GET', link, { token: pipeline.token });
    products.push(...body.value);
    link = body['@nextLink'];
    pages += 1;
  }
  expect(pages).toBeGreaterThan(1);
  // A wish, which the server may answer with fewer.
  const most = `/rp/product-ingestion/product?$maxpagesize=5000&${version}`;
  const whole = await callServer(server.origin, 'GET', most, { token: pipeline.token });
  expect([whole.status, whole.body.value.length]).toEqual([200, products.length]);
  expect(new Set(products.map(({ id }) => id)).size).toBe(products.length);
  const software = products.find(({ type }) => type === 'softwareAsAService');
  const tree = await callServer(server.origin, 'GET', `/rp/product-ingestion/resource-tree/${software.id}?${version}`, {
    token: pipeline.token,
  });
  const schemas = new Set(tree.body.resources.map((one: Body) => one.$schema));
  for (const address of [
    `${old}/listing/2022-03-01-preview3`,
    `${old}/plan-listing/2022-03-01-preview3`,
    `${old}/property/2022-03-01-preview3`,
    `${now}/commercial-marketplace-setup/2022-03-01-preview2`,
    `${now}/plan/2022-03-01-preview3`,
    `${now}/product/2022-03-01-preview3`,
    `${now}/reseller/2022-03-01-preview2`,
    `${now}/submission/2022-03-01-preview2`,
    `${now}/price-and-availability-offer/2022-03-01-preview3`,
    `${now}/price-and-availability-plan/2022-03-01-preview4`,
    `${now}/software-as-a-service-technical-configuration/2022-03-01-preview3`,
  ]) {
    expect([address, schemas.has(address)]).toEqual([address, true]);
  }
});

test('$version is the newest schema that is answered', async () => {
  const { value } = (await pipeline.call('GET', '/product?type=softwareAsAService')).body;
  const at = async (version: string) =>
    callServer(server.origin, 'GET', `/rp/product-ingestion/${value[0].id}?$version=${version}`, {
      token: pipeline.token,
    });
  expect((await at('2022-03-01-preview2')).body.$schema).toBe(`${now}/product/2022-03-01-preview2`);
  expect((await at('2022-03-01-preview9')).body.$schema).toBe(`${now}/product/2022-03-01-preview3`);
  expect((await at('2021-01-01')).status).toBe(404);
  expect((await at('newest')).status).toBe(400);
});

test('Submissions are asked for with and without product/, and one by its id', async () => {
  const { value } = (await pipeline.call('GET', '/product?externalId=example-product')).body;
  const guid = value[0].id.split('/')[1];
  const long = await pipeline.call('GET', `/submission/product/${guid}`);
  expect((await pipeline.call('GET', `/submission/${guid}`)).body).toEqual(long.body);
  const [draft, live] = long.body.value;
  expect(draft.id).toBe(`submission/${guid}/0`);
  expect((await pipeline.call('GET', `/${live.id}`)).body).toEqual(live);
  expect((await pipeline.call('GET', `/submission/${guid}/99`)).status).toBe(404);
  const { errors } = await pipeline.configure(submission(value[0].id, 'live', { id: `submission/${guid}/99` }));
  expect(errors[0].details[0].code).toBe('resourceNotFound');
});

test('An empty member of a query is no filter of a list of products, which begins at its first page', async () => {
  const all = (await pipeline.call('GET', '/product')).body.value;
  expect(all.length).toBeGreaterThan(0);
  expect((await pipeline.call('GET', '/product?externalId=&type=&continuationToken=')).body.value).toEqual(all);
});
