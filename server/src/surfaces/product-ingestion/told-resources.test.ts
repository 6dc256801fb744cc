/** What a job answers of each resource: that it was taken, and what of it was not kept. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { aPipeline, schema, type Pipeline } from '../../../test/pipeline.ts';
import type { Called } from '../../../test/http.ts';
import { startTestServer, type TestServer } from '../../../test/server.ts';
import { newId } from '../../kernel/index.ts';

let server: TestServer;
let pipeline: Pipeline;

beforeAll(async () => {
  server = await startTestServer();
  pipeline = await aPipeline(server.origin, 'FR');
});
afterAll(() => server.stop());

const named = { resourceName: 'made' };
const product = (externalId: string, type: string) => ({
  ...schema('product'),
  ...named,
  identity: { externalId },
  type,
  alias: externalId,
});
const plan = { ...schema('plan'), product: named, identity: { externalId: 'one' }, alias: 'One' };
const meter = {
  ...schema('price-and-availability-custom-meter'),
  customMeters: { pages: { displayName: 'Pages', unitOfMeasure: 'page' } },
};
const machine = {
  ...schema('virtual-machine-plan-technical-configuration', '2022-03-01-preview5'),
  product: named,
  plan: { externalId: 'one' },
};
const setup = {
  ...schema('commercial-marketplace-setup', '2022-03-01-preview2'),
  product: named,
  sellThroughMicrosoft: true,
};
const warnings = (resource: Called['body']): string[] =>
  ((resource.validations ?? []) as { message: string }[]).map(({ message }) => message);
const ofType = (made: readonly Called['body'][], type: string) => made.find(({ id }) => id.startsWith(`${type}/`));

test('A meter that no plan prices is taken with a warning, with its product or alone, and is answered by its id', async () => {
  const made = await pipeline.made(product('meter-first', 'softwareAsAService'), { ...meter, product: named });
  const [alone] = await pipeline.made({ ...meter, product: { externalId: 'meter-first' } });
  for (const told of [ofType(made, 'price-and-availability-custom-meter'), alone]) {
    expect(told.customMeters).toEqual({});
    expect(warnings(told)).toEqual([
      'No plan prices pages: a meter is kept in the plans that price it. Send their prices along.',
    ]);
    expect((await pipeline.call('GET', `/${told.id}`)).body).toMatchObject({ id: told.id, customMeters: {} });
  }
  expect(await pipeline.tree(ofType(made, 'product').id, 'price-and-availability-custom-meter')).toEqual([]);
});

test('A machine takes setup and meters that its tree does not tell; what belongs to another kind is refused', async () => {
  const made = await pipeline.made(
    product('machine-setup', 'azureVirtualMachine'),
    setup,
    { ...meter, product: named },
    plan,
  );
  const told = ofType(made, 'commercial-marketplace-setup');
  expect([told.sellThroughMicrosoft, warnings(told)]).toEqual([true, []]);
  expect((await pipeline.call('GET', `/${told.id}`)).body).toMatchObject({ id: told.id });
  expect(await pipeline.tree(ofType(made, 'product').id, 'commercial-marketplace-setup')).toEqual([]);
  const site = {
    ...schema('software-as-a-service-technical-configuration'),
    product: { externalId: 'machine-setup' },
    landingPageUrl: 'https://isv.example/landing',
    connectionWebhook: 'https://isv.example/webhook',
    azureAdTenantId: newId(),
    azureAdAppId: newId(),
  };
  const wrong = await pipeline.configure(site);
  expect(wrong.errors[0].details[0]).toMatchObject({
    code: 'businessValidationError',
    message: expect.stringContaining('Only softwareAsAService'),
  });
  const images = { ...machine, vmImageVersions: [] };
  const other = await pipeline.configure(product('no-machine', 'softwareAsAService'), plan, images);
  expect(other.errors[0].details[0]).toMatchObject({
    code: 'businessValidationError',
    message: expect.stringContaining('Only an azureVirtualMachine'),
  });
});

test('A warning names twenty members that have no place and counts the others', async () => {
  const strange = Object.fromEntries(Array.from({ length: 30 }, (_, n) => [`strange${n}`, 1]));
  const [made] = await pipeline.made({
    ...product('thirty-more', 'softwareAsAService'),
    ...strange,
    ['x'.repeat(900)]: 1,
  });
  const [warning = ''] = warnings(made);
  expect(warning).toMatch(
    /^This marketplace has no place for (?:strange\d+, ){19}strange\d+ and 11 more; it was not kept\.$/,
  );
});

test('A type of resource that there is not is told so, whatever the id', async () => {
  const [made] = await pipeline.made(product('no-bogus', 'softwareAsAService'));
  for (const id of [made.id.split('/')[1], newId(), 'x', `${newId()}/y`]) {
    const { status, body } = await pipeline.call('GET', `/bogus/${id}`);
    expect([status, body.error.message], id).toEqual([
      404,
      "There is no type of resource 'bogus'. Take ids from the resource tree of a product.",
    ]);
  }
});

test('Of a machine every member that is not told is named, at every depth; a version is three numbers', async () => {
  const source = { sourceType: 'sasUri', osDisk: { uri: 'https://images.example/a.vhd', extra: 1 }, more: true };
  const vmImageVersions = [{ versionNumber: '1.0.0', note: 'first', vmImages: [{ imageType: 'x64Gen2', source }] }];
  const made = await pipeline.made(product('machine-told', 'azureVirtualMachine'), plan, {
    ...machine,
    operatingSystem: { family: 'linux', friendlyName: 'Ubuntu', type: 'ubuntu', edition: 'lts' },
    skus: [{ imageType: 'x64Gen2', skuId: 'my-own-sku', securityType: ['trusted'] }],
    vmImageVersions,
  });
  expect(warnings(ofType(made, 'virtual-machine-plan-technical-configuration')).toSorted()).toEqual(
    [
      'This marketplace has no place for operatingSystem.edition, skus[].securityType, vmImageVersions[].note, vmImageVersions[].vmImages[].source.osDisk.extra, vmImageVersions[].vmImages[].source.more; it was not kept.',
      "The SKU my-own-sku is answered as one, the plan's id.",
      "The name 'Ubuntu' of the system was not kept.",
      "The type 'ubuntu' of the system was not kept.",
    ].toSorted(),
  );
  for (const versionNumber of ['abc', '', '1.0', '1.0.0.0', 'v1.0.0', '1.0.0 ']) {
    const { status, body } = await pipeline.call('POST', '/configure', {
      ...schema('configure', '2022-07-01'),
      resources: [{ ...machine, vmImageVersions: [{ ...vmImageVersions[0], versionNumber }] }],
    });
    expect([versionNumber, status, body.error.details[0].code]).toEqual([versionNumber, 400, 'schemaValidationError']);
  }
});
