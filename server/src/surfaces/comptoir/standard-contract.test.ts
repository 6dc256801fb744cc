import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { standardContract, subscriptionTerms } from '@comptoir/contracts/comptoir/standard-contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readConfig } from '../../config.ts';
import { moveClock, order } from '../../../scenarios/stage.ts';
import { startTestServer, type TestServer } from '../../../test/server.ts';
import { testToday } from '../../../test/clock.ts';
import { useStage } from '../../../test/stage.ts';

/** Of the operator's own versions, the last that has begun and the next. */
const before = testToday.subtract({ months: 7 }).with({ day: 1 }).toString();
const after = testToday.add({ months: 3 }).with({ day: 1 }).toString();
const dayAfter = testToday.add({ months: 3 }).with({ day: 2 }).toString();
const days = ['2020-01-01', before, after, '2031-01-01'];

const stage = useStage();
let own: TestServer;
let folder: string;

const words = (title: string) => `# ${title}\n\n## 1. Parties\n\nNous et vous.\n`;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'comptoir-contract-'));
  for (const day of days) {
    await writeFile(join(folder, `${day}.en.md`), words(`Our contract ${day}`));
    await writeFile(join(folder, `${day}.fr.md`), words(`Notre contrat ${day}`));
  }
  own = await startTestServer({ config: { contractFolder: folder } });
});
afterAll(async () => {
  await own.stop();
  await rm(folder, { recursive: true });
});

async function read(at: Pick<TestServer, 'origin'>, query: string, locale = 'en-GB') {
  const response = await fetch(`${at.origin}/comptoir/v1/standard-contract${query}`, {
    headers: { 'x-locale': locale },
  });
  expect(response.status).toBe(200);
  return standardContract.parse(await response.json());
}

test('SUP-04 Anyone reads the standard contract in their language, without a token; it says that it is a model', async () => {
  const [english, french] = [await read(stage, ''), await read(stage, '', 'fr-CA')];
  expect(english).toMatchObject({ language: 'en', title: 'Standard contract of the marketplace', since: '2026-01-01' });
  expect(french).toMatchObject({ language: 'fr', title: 'Contrat standard de la place de marché' });
  expect(french.clauses).toHaveLength(english.clauses.length);
  expect(english.introduction.join(' ')).toContain('The operator of this marketplace replaces it');
  expect(french.clauses.map(({ heading }) => heading)).toContain('5. Support technique et niveaux de service');
  expect(await read(stage, '?language=fr')).toEqual(french);
});

test('SUP-04 The contract is downloaded as PDF, in either language, under a name with its version', async () => {
  const response = await fetch(`${stage.origin}/comptoir/v1/standard-contract/document?language=fr`);
  expect(response.headers.get('content-type')).toBe('application/pdf');
  expect(response.headers.get('content-disposition')).toBe('attachment; filename=Contrat_standard_2026-01-01.pdf');
  const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs');
  const document = await getDocument({ data: new Uint8Array(await response.arrayBuffer()), verbosity: 0 }).promise;
  const { items } = await (await document.getPage(1)).getTextContent();
  const text = items
    .map((item) => ('str' in item ? item.str : ''))
    .join(' ')
    .replaceAll(/\s+/g, ' ');
  expect(text).toContain('Contrat standard de la place de marché');
  expect(text).toContain('Version du 1er janvier 2026');
  // No heading stands alone at the foot of the page, above its footer.
  expect(text).toMatch(/\. Contrat standard de la place de marché · Version du/);
  await document.loadingTask.destroy();
});

test('SUP-04 The operator’s own texts replace the model; the version of a day is the newest that has begun', async () => {
  expect(readConfig({ COMPTOIR_STANDARD_CONTRACT: folder }).contractFolder).toBe(folder);
  const versions = days;
  expect(await read(own, '')).toMatchObject({ since: before, title: `Our contract ${before}`, versions });
  expect(await read(own, '?on=2025-12-31', 'fr')).toMatchObject({
    since: '2020-01-01',
    title: 'Notre contrat 2020-01-01',
  });
  expect(await read(own, '?on=2032-01-01')).toMatchObject({ since: '2031-01-01' });
});

test('A folder that cannot be used stops the start and says why', async () => {
  const start = (contractFolder: string) => startTestServer({ config: { contractFolder } });
  await expect(start(join(folder, 'nowhere'))).rejects.toThrow(/^COMPTOIR_STANDARD_CONTRACT: .*nowhere cannot be read/);
});

test('SUP-04 A subscription tells the terms it was bought under, and the catalogue where the contract is read', async () => {
  const { customerId, subscriptionId } = await order(stage, stage.azur, stage.wish);
  const path = `/comptoir/v1/customers/${customerId}/subscriptions/${subscriptionId}/terms`;
  const { body } = await stage.call(stage.azur.app, 'GET', path);
  const boughtOn = subscriptionTerms.parse(body).boughtOn;
  expect(body).toMatchObject({ standardContract: true, boughtOn: testToday.toString() });
  expect(await read(stage, `?on=${boughtOn}`)).toMatchObject({ since: '2026-01-01' });
  expect(await stage.call(stage.rhein.app, 'GET', path)).toMatchObject({ status: 404 });
  // Whatever becomes the contract later, it stays that of the day of purchase.
  expect(await read(own, `?on=${boughtOn}`)).toMatchObject({ since: before });
  await moveClock(stage, { now: `${dayAfter}T10:00:00Z` });
  expect(await read(own, `?on=${dayAfter}`)).toMatchObject({ since: after });
  const later = await stage.call(stage.azur.app, 'GET', path);
  expect(await read(own, `?on=${later.body.boughtOn}`)).toMatchObject({ since: before });
  expect(later.body).toEqual(body);
  const [productId, skuId] = stage.wish.item.split(':');
  const sku = await stage.call(stage.azur.app, 'GET', `/v1/products/${productId}/skus/${skuId}?country=FR`);
  expect(sku.body.termsOfUseUri).toBe(`${stage.origin}/standard-contract`);
});
