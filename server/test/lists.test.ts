/**
 * Every list of our own API, walked as its contract says: a list that is declared later is in this walk the day it is.
 * An answer with `items` that is no such list must be named in `no-lists.ts`, with what it is instead.
 */
import type { World } from '@comptoir/contracts/sandbox';
import Papa from 'papaparse';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { applicationToken, client, resources, tenantOf } from '../../scripts/story/client.ts';
import { playStory } from '../../scripts/story/play.ts';
import { permissions, type Permission, type TenantPart } from '../src/kernel/index.ts';
import { declaredSurfaces } from '../src/main.ts';
import { issueUserToken } from '../src/modules/identity/index.ts';
import { testToday } from './clock.ts';
import { enrolAsPublisher } from './enrolled.ts';
import { callServer } from './http.ts';
import { noLists } from './no-lists.ts';
import { reportUsage } from './reported-usage.ts';
import { buyForItself, ownedThings, type Owned } from './owned.ts';
import { startTestServer, type TestServer } from './server.ts';
import { accessToken } from './tokens.ts';

const root = '/comptoir/v1';

interface DeclaredList {
  readonly url: string;
  readonly permission: Permission;
  readonly sorts: readonly string[];
}

interface Page {
  readonly items: readonly Record<string, unknown>[];
  readonly total: number;
  readonly next?: string;
}

let server: TestServer;
let owned: Owned;
let tokens: Readonly<Record<string, string>>;
let lists: readonly DeclaredList[];

beforeAll(async () => {
  server = await startTestServer();
  const bought = await buyForItself(server.origin);
  await playStory(server.origin, () => undefined);
  const world = await client(server.origin).get<World>('/sandbox/v1/world');
  owned = await ownedThings(server.origin, world, { ownInvoiceId: await bought.ownInvoice() });
  const roles = ['global_admin', 'admin_agent', 'manager'] as const;
  const tokenOf = (part: TenantPart, country?: string) =>
    accessToken(server.context, { tenantId: tenantOf(world, part, country).id, parts: [part], roles });
  const alice = { userPrincipalName: 'alice@azur-cloud.example', resource: resources.partnerCenter };
  const olivia = { userPrincipalName: 'olivia@operator.example', resource: 'api://comptoir' };
  tokens = {
    // A person of the agent groups, to whom customers delegated.
    direct: (await issueUserToken(server.context, alice)).access_token,
    publisher: await tokenOf('publisher', 'FR'),
    operator: (await issueUserToken(server.context, olivia)).access_token,
    provider: await tokenOf('provider'),
    reseller: await tokenOf('reseller'),
    buyer: await tokenOf('customer'),
    customer: await accessToken(server.context, { tenantId: owned.values['customerId']!, parts: ['customer'], roles }),
  };
  await sendLinks();
  await callServer(server.origin, 'POST', `/v1/customers/${owned.values['customerId']}/qualifications`, {
    token: tokens['direct']!,
    body: { qualification: 'Education', educationSegment: 'K12', website: 'https://ecole.example' },
  });
  await enrolAsPublisher(server.origin, tokens, tenantOf(world, 'direct', 'DE').domain);
  await setPrices(await applicationToken(server.origin, tenantOf(world, 'direct', 'FR'), resources.partnerCenter));
  await grantMargin(tenantOf(world, 'direct', 'FR').id);
  await reportUsage(server.origin, world, owned.values['customerId']!);
  await server.context.jobs().drained();
  lists = (await declaredGets()).filter(({ sorts }) => sorts.length > 0);
});
afterAll(() => server.stop());

/** Prices and margins are the lists that the story leaves empty. */
async function setPrices(token: string): Promise<void> {
  const found = await callServer(server.origin, 'GET', `${root}/marketplace/offers?country=FR`, { token });
  const { items } = found.body as { items: { productId: string }[] };
  for (const { productId } of items.slice(0, 4)) {
    const offer = await callServer(server.origin, 'GET', `${root}/marketplace/offers/${productId}`, { token });
    const skuId = /"skuId":"(\w+)"/.exec(offer.text)?.[1];
    for (const amount of ['14.50', '9']) {
      const body = { productId, skuId, term: 'P1M', billingCycle: 'monthly', currency: 'EUR', amount };
      await callServer(server.origin, 'POST', `${root}/prices`, { token, body });
    }
  }
}

async function sendLinks(): Promise<void> {
  const send = (path: string, token: string) =>
    callServer(server.origin, 'POST', root + path, { token, body: { email: 'anna@contoso.example' } });
  await send('/partnership-invitations', tokens['provider']!);
  await send('/relationship-requests', tokens['direct']!);
  await send('/user-invitations', tokens['operator']!);
}

/** Lists of which the first part that may read them has none. */
const readers: Readonly<Record<string, string>> = {
  '/indirect-providers': 'reseller',
  '/own-invoices': 'buyer',
  '/own-invoices/:invoiceId/lines': 'buyer',
};

async function grantMargin(partnerTenantId: string): Promise<void> {
  const token = tokens['publisher']!;
  const send = async (method: string, path: string, body: object) => {
    const { status, text, body: answer } = await callServer(server.origin, method, root + path, { token, body });
    if (status >= 300) throw new Error(text);
    return answer as { privateOfferId: string; revision: number; document: object };
  };
  const made = await send('POST', '/private-offers', { name: 'For the walk' });
  const end = testToday.add({ years: 2 });
  const document = {
    ...made.document,
    start: 'asSoonAsPossible',
    end: end.with({ day: end.daysInMonth }).toString(),
    notificationContacts: ['paul@atelier-logiciel.example'],
    beneficiaries: [{ partnerTenantId, customerTenantIds: [] }],
    pricing: [{ offerId: owned.values['offerId'], discountPercentage: '10' }],
  };
  const at = `/private-offers/${made.privateOfferId}`;
  const { revision } = await send('PUT', `${at}/draft`, { revision: made.revision, document });
  await send('POST', `${at}/submit`, { revision });
}

/** Every GET of the surface that answers `items`, with the sorts it takes. */
async function declaredGets(): Promise<DeclaredList[]> {
  const found: DeclaredList[] = [];
  await declaredSurfaces(
    server.context.config,
    (app, { name }) => {
      if (name !== 'comptoir') return;
      app.addHook('onRoute', ({ method, url, schema, config }) => {
        const answer = (schema?.response as Record<string, unknown> | undefined)?.['200'];
        if (method !== 'GET' || !(answer instanceof z.ZodObject) || !('items' in answer.shape)) return;
        const permission = config!.access!.permission as Permission;
        found.push({ url: url.slice(root.length), permission, sorts: sortsOf(schema?.querystring) });
      });
    },
    () => undefined,
  );
  return found;
}

/** The contract refuses an order that is none, and says which there are. */
function sortsOf(querystring: unknown): readonly string[] {
  if (!(querystring instanceof z.ZodObject) || !('sort' in querystring.shape)) return [];
  const refused = querystring.safeParse({ sort: '?' });
  return refused.error!.issues[0]!.message.replace('must be one of ', '').split(', ');
}

const get = (list: DeclaredList, query: Record<string, string>, path = '', language = 'en') => {
  const part = readers[list.url] ?? permissions[list.permission].parts.find((one) => one in tokens)!;
  const route = { surface: 'comptoir', method: 'GET', url: root + list.url, access: { permission: list.permission } };
  const address = `${owned.addressOf(route)}${path}?${new URLSearchParams(query).toString()}`;
  return callServer(server.origin, 'GET', address, { token: tokens[part]!, headers: { 'x-locale': language } });
};
const page = async (list: DeclaredList, query: Record<string, string>) => {
  const { status, text, body } = await get(list, query);
  expect(status, `${list.url} ${JSON.stringify(query)} ${text}`).toBe(200);
  return body as Page;
};
const csv = async (list: DeclaredList, query: Record<string, string>, language?: string) =>
  (await get(list, query, '/export', language)).text.trimEnd().replace(/^\uFEFF/, '');
const keysOf = ({ items }: Page) => items.map((item) => JSON.stringify(item));

test('Every answer with items is a list that is searched, ordered, counted and exported, or is named with what it is', async () => {
  const all = await declaredGets();
  expect(all.filter(({ url, sorts }) => sorts.length === 0 && !(url in noLists)).map(({ url }) => url)).toEqual([]);
  const unknown = Object.keys(noLists).filter((url) => !all.some((one) => one.url === url && one.sorts.length === 0));
  expect(unknown).toEqual([]);
  expect(lists.length).toBeGreaterThan(10);
});

test('AZP-43 Every list is the same rows in every order it names, however it is paged, and says how many they are', async () => {
  for (const list of lists) {
    const whole = await page(list, { size: '500' });
    expect(whole.items.length, list.url).toBeGreaterThan(0);
    expect(whole.total, list.url).toBe(whole.items.length);
    for (const sort of list.sorts) {
      const query = { sort, size: String(Math.ceil(whole.total / 3)) };
      const seen: string[] = [];
      for (let after: string | undefined, turns = 0; turns < 5; turns += 1) {
        const part = await page(list, { ...query, ...(after === undefined ? {} : { after }) });
        expect(part.total, list.url).toBe(whole.total);
        seen.push(...keysOf(part));
        after = part.next;
        if (after === undefined) break;
      }
      expect(seen, `${list.url} ${sort}`).toEqual(keysOf(await page(list, { sort, size: '500' })));
      expect(seen.toSorted(), `${list.url} ${sort}`).toEqual(keysOf(whole).toSorted());
    }
    for (const sort of list.sorts.filter((one) => !one.startsWith('-'))) {
      const [up, down] = [await page(list, { sort, size: '500' }), await page(list, { sort: `-${sort}`, size: '500' })];
      expect(keysOf(down), `${list.url} ${sort}`).toEqual(keysOf(up).toReversed());
    }
  }
});

/** The members that say what a sort orders by, where they are called otherwise. */
const saidBy: Readonly<Record<string, readonly string[]>> = {
  last: ['lastAcceptedAt', 'lastAt'],
  subscription: ['subscriptionId'],
  number: ['invoiceId', 'id'],
  checked: ['statusAt'],
  userName: ['userPrincipalName'],
  id: ['externalId'],
  set: ['id'],
  name: ['companyName', 'friendlyName', 'displayName'],
  since: ['dueAt'],
  lines: ['lineCount'],
  line: ['lineNumber'],
  type: ['chargeType'],
  period: ['chargeStart'],
  price: ['effectiveUnitPrice'],
  from: ['effectiveFrom'],
  end: ['termEnd'],
  result: ['agree'],
  status: ['vettingStatus'],
  expected: ['expectedOn'],
  renews: ['renewsOn'],
};

/** What no single member says. */
const composed = new Set(['product', 'buyer', 'term']);

/** What is compared: amounts as numbers, moments on one scale, words without case and accents. */
function comparable(value: unknown): number | string {
  if (typeof value !== 'string') return Number(value);
  if (/^-?\d+(\.\d+)?$/.test(value)) return Number(value);
  if (/^\d{4}-\d\d-\d\dT/.test(value)) return Temporal.Instant.from(value).toString({ smallestUnit: 'microsecond' });
  return value.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
}

test('AZP-43 Every list stands in the order that its rows themselves say', async () => {
  const [wrong, unsaid]: [string[], string[]] = [[], []];
  let compared = 0;
  for (const list of lists.filter(({ permission }) => permissions[permission].parts.some((part) => part in tokens))) {
    for (const sort of list.sorts.filter((one) => !one.startsWith('-') && !composed.has(one))) {
      const { items } = await page(list, { sort, size: '500' });
      const names = [...(saidBy[sort] ?? []), sort, `${sort}At`, `${sort}Date`, `${sort}Name`];
      const name = names.find((one) =>
        items.some((item) => item[one] === null || /^(string|number|boolean)$/.test(typeof item[one])),
      );
      if (name === undefined && items.length > 0) unsaid.push(`${list.url} ${sort}`);
      if (name === undefined) continue;
      // A row that has no value may stand at either end.
      const values = items.map((item) => item[name] ?? undefined).filter((value) => value !== undefined);
      const told = values.map(comparable);
      if (told.some((value, index) => index > 0 && told[index - 1]! > value))
        wrong.push(`${list.url} ${sort}: ${told.join(', ')}`);
      if (new Set(told).size > 1) compared += 1;
    }
  }
  expect([wrong, unsaid]).toEqual([[], []]);
  expect(compared).toBeGreaterThan(25);
});

test('Every list finds a row by a word that it shows, counts what it found, and finds nothing by one that is nowhere', async () => {
  for (const list of lists) {
    const { items, total } = await page(list, { size: '500' });
    expect(await page(list, { search: 'zzqqxx' }), list.url).toMatchObject({ items: [], total: 0 });
    const words = Object.values(items[0]!).flatMap((value) =>
      typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.values(value) : [value],
    );
    let finds = 0;
    for (const word of words.filter((one) => typeof one === 'string').slice(0, 8)) {
      const found = await page(list, { search: word, size: '500' });
      expect(found.total, list.url).toBe(found.items.length);
      expect(found.total, list.url).toBeLessThanOrEqual(total);
      if (keysOf(found).includes(JSON.stringify(items[0]))) finds += 1;
    }
    expect(finds, `${list.url} finds nothing by what it shows`).toBeGreaterThan(0);
  }
});

/** Three blocks of a GUID, from within it: no name holds that. */
const guidWithin = /[0-9a-f]{8}-([0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4})-[0-9a-f]{12}/;

test('Ids in lists are found whole and by their beginning, and by nothing from within them', async () => {
  const found = async (list: DeclaredList, search: string) => (await page(list, { search })).total;
  const byId: string[] = [];
  for (const list of lists) {
    const [item] = (await page(list, { size: '1' })).items;
    for (const [id, within] of JSON.stringify(item).matchAll(new RegExp(guidWithin, 'g'))) {
      expect(await found(list, within!), `${list.url} ${within}`).toBe(0);
      if ((await found(list, id)) === 0) continue;
      byId.push(list.url);
      expect(await found(list, id.slice(0, 8)), `${list.url} ${id}`).toBeGreaterThan(0);
      expect(await found(list, id.toUpperCase()), `${list.url} ${id}`).toBeGreaterThan(0);
    }
  }
  expect(byId).toEqual(expect.arrayContaining(['/customers', '/customers/:customerId/subscriptions']));
});

test('Every list has its file of every row that is selected: ISO dates and plain decimals, and one for Excel in French', async () => {
  for (const list of lists) {
    const { total } = await page(list, { size: '1' });
    const plain = await csv(list, {});
    const rows = Papa.parse<string[]>(plain).data;
    expect(rows, list.url).toHaveLength(total + 1);
    expect(rows.every((row) => row.length === rows[0]!.length)).toBe(true);
    // A unit as its publisher wrote it is no number of ours.
    const ours = plain.replaceAll(/1\s000 mesures/gu, '');
    expect(ours, list.url).not.toMatch(/\d\d\/\d\d\/\d{4}|\d[\u00A0\u202F]|€/);
    const excel = await get(list, { format: 'excel' }, '/export', 'fr-FR');
    expect(excel.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(Papa.parse<string[]>(excel.text.trimEnd(), { delimiter: ';' }).data[0], list.url).toEqual(rows[0]);
    expect(Papa.parse(await csv(list, { search: 'zzqqxx' })).data, list.url).toHaveLength(1);
  }
});

test('A position of another order, search or list, and an order that is none, are refused at the parameter', async () => {
  for (const list of lists) {
    for (const [name, value] of [
      ['after', 'x'],
      ['sort', 'colour'],
      ['size', '0'],
      ['colour', 'red'],
    ] as const)
      expect((await get(list, { [name]: value })).status, `${list.url} ${name}`).toBe(400);
  }
});
