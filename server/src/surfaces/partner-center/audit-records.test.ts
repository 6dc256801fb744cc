import { auditRecords } from '@comptoir/contracts/partner-center/audit';
import { activityList } from '@comptoir/contracts/comptoir/activity';
import { beforeAll, expect, test } from 'vitest';
import { playStory } from '../../../../scripts/story/play.ts';
import { resources, tenantOf, userToken } from '../../../../scripts/story/client.ts';
import { activate, order, type Bought } from '../../../scenarios/stage.ts';
import { useStage } from '../../../test/stage.ts';
import { newId } from '../../kernel/index.ts';
import { loggedNames } from '../../modules/audit/index.ts';

const stage = useStage();
let bought: Bought;

beforeAll(async () => {
  await playStory(stage.origin, () => undefined);
  bought = await order(stage, stage.azur, stage.wish);
  await activate(stage, stage.atelier, bought.subscriptionId);
});

type Headers = Record<string, string>;
const read = async (query = '', headers: Headers = {}, token = stage.azur.app) =>
  stage.call(token, 'GET', `/v1/auditrecords${query}`, { headers });
const items = async (query = '', headers: Headers = {}, token = stage.azur.app) => {
  const answer = await read(query, headers, token);
  expect(answer.status, answer.text).toBe(200);
  return auditRecords.parse(answer.body).items;
};
const filter = (value: object) => `?filter=${encodeURIComponent(JSON.stringify(value))}`;

test('What a partner did is in its records, with what stands now, who did it and what was bought', async () => {
  const [record] = (await items()).filter(({ operationType }) => operationType === 'create_order');
  expect(record).toMatchObject({
    partnerId: stage.azur.tenantId,
    participants: [stage.azur.tenantId, bought.customerId],
    customerId: bought.customerId,
    customerName: 'Boulangerie Martin',
    resourceType: 'order',
    operationStatus: 'succeeded',
    attributes: { objectType: 'AuditRecord' },
  });
  expect(record!.id).toMatch(new RegExp(`^${stage.azur.tenantId}_${bought.customerId}_order_create_order_`));
  expect(record!.applicationId).toMatch(/^[0-9a-f-]{36}$/);
  // An application acted: there is no person to name.
  expect(record).not.toHaveProperty('userPrincipalName');
  const told = Object.fromEntries(record!.customizedData.map(({ key, value }) => [key, value]));
  expect(told).toMatchObject({ OrderId: bought.orderId, 'OfferId-0': stage.wish.item, 'Quantity-0': '10' });
  expect(JSON.parse(record!.resourceNewValue!)).toMatchObject({ lines: [{ quantity: 10 }] });
  const changed = { friendlyName: 'Fournil É 株' };
  const path = `/v1/customers/${bought.customerId}/subscriptions/${bought.subscriptionId}`;
  const now = await stage.call(stage.azur.user, 'GET', path);
  expect((await stage.call(stage.azur.user, 'PATCH', path, { body: { ...now.body, ...changed } })).status).toBe(200);
  const [update] = await items(filter({ Field: 'ResourceType', Value: 'Subscription', Operator: 'equals' }));
  expect(update).toMatchObject({ resourceType: 'subscription', operationType: 'update_subscription' });
  expect(update!.userPrincipalName).toMatch(/@azur-cloud\.example$/);
  expect(JSON.parse(update!.resourceNewValue!)).toEqual(changed);
  expect(JSON.parse(update!.resourceOldValue!)).toHaveProperty('friendlyName');
});

test('Section 9.3 A change names its subscription and who asked for it: while it waits, once the publisher agreed, and when it refuses', async () => {
  const behave = (webhook: string) =>
    stage.call(undefined, 'PUT', '/sandbox/isv/behaviour', { body: { activation: 'accept', webhook, delayMs: 0 } });
  const path = `/v1/customers/${bought.customerId}/subscriptions/${bought.subscriptionId}`;
  const ask = async (quantity: number) => {
    const headers = { 'MS-CorrelationId': newId() };
    const body = { quantity, autoRenewEnabled: true };
    const { body: answer } = await stage.call(stage.azur.user, 'PATCH', path, { body, headers });
    const records = await items(filter({ Field: 'ResourceType', Value: 'Subscription', Operator: 'equals' }));
    const ofIt = records.filter((one) => one.originalCorrelationId === headers['MS-CorrelationId']);
    for (const { userPrincipalName, applicationId, customizedData } of ofIt) {
      expect(userPrincipalName).toMatch(/@azur-cloud\.example$/);
      expect(applicationId).toBe(ofIt[0]!.applicationId);
      expect(customizedData).toEqual([{ key: 'SubscriptionId', value: bought.subscriptionId }]);
    }
    return { answer, records: ofIt, statuses: ofIt.map((one) => one.operationStatus) };
  };
  const agreed = await ask(12);
  expect([agreed.answer.quantity, agreed.statuses]).toEqual([12, ['succeeded', 'progress']]);
  expect(JSON.parse(agreed.records[0]!.resourceNewValue!)).toMatchObject({ quantity: 12 });
  const one = await stage.call(
    stage.azur.app,
    'GET',
    `/auditactivity/v1/auditrecords/${encodeURIComponent(agreed.records[0]!.id)}`,
  );
  expect(one.body).toEqual(agreed.records[0]);
  await behave('refuse');
  const refused = await ask(14);
  await behave('acknowledge');
  expect([refused.answer.quantity, refused.statuses]).toEqual([12, ['decline', 'progress']]);
  expect(JSON.parse(refused.records[0]!.resourceNewValue!)).toMatchObject({ quantity: 12, ending: 'refused' });
});

test('Records are read a page at a time, with the token alone or with the next link, each once and the newest first', async () => {
  const all = await items();
  expect(all.length).toBeGreaterThan(5);
  const times = all.map(({ operationDate }) => operationDate);
  expect(times).toEqual(times.toSorted().toReversed());
  for (const linked of [true, false]) {
    const seen: string[] = [];
    let [address, headers]: [string, Headers] = ['?size=2', {}];
    for (let turn = 0; turn <= all.length; turn += 1) {
      const { body } = await read(address, headers);
      const page = auditRecords.parse(body);
      seen.push(...page.items.map(({ id }) => id));
      const next = page.links?.next;
      if (!next) break;
      headers = { 'MS-ContinuationToken': next.headers[0]!.value };
      if (linked) address = next.uri.replace('/auditrecords', '');
    }
    expect(seen).toEqual(all.map(({ id }) => id));
  }
});

test('The days are read as the documents, the .NET SDK and the Java SDK write them; records are told for 90 days', async () => {
  const now = (await stage.call(undefined, 'GET', '/healthz')).body.now as string;
  const today = Temporal.Instant.from(now).toZonedDateTimeISO('UTC');
  const day = today.subtract({ days: 3 });
  const two = (value: number) => String(value).padStart(2, '0');
  const spelled = [
    day.toPlainDate().toString(),
    `${two(day.month)}/${two(day.day)}/${day.year} 00:00:00`,
    `${day.month}/${day.day}/${day.year} 12:00:00 AM`,
    `${day.year}-${two(day.month)}-${two(day.dayOfYear)}`,
  ];
  const since = (startDate: string) => items(`?${new URLSearchParams({ startDate }).toString()}`);
  const recent = await since(spelled[0]!);
  expect(recent.length).toBeGreaterThan(0);
  for (const startDate of spelled) expect(await since(startDate), startDate).toEqual(recent);
  const past = (days: number) => today.subtract({ days }).toPlainDate().toString();
  expect((await read(`?startDate=${past(90)}`)).status).toBe(200);
  expect((await read(`?startDate=${past(91)}`)).body).toMatchObject({ errorName: 'AuditDaysRefused' });
  const [from, to] = [past(90), past(4)];
  const before = await items(`?startDate=${from}&endDate=${to}`);
  expect(before.length).toBeGreaterThan(0);
  expect(before.filter(({ operationDate: at }) => at.slice(0, 10) < from || at.slice(0, 10) > to)).toEqual([]);
  for (const wrong of ['startDate=soon', 'endDate=2026-02-30', `startDate=${past(1)}&endDate=${past(2)}`])
    expect((await read(`?${wrong}`)).status, wrong).toBe(400);
});

test('Records are found by customer, by a part of its name and by resource; other filters are refused', async () => {
  const ofCustomer = await items(filter({ Field: 'CustomerId', Value: bought.customerId, Operator: 'equals' }));
  const ofName = await items(
    filter({ value: 'RIE mart', field: 'companyName', fieldType: 'String', operator: 'SubString' }),
  );
  expect(ofName.length).toBeGreaterThan(0);
  expect(ofName).toEqual(ofCustomer);
  expect(new Set(ofCustomer.map(({ customerId }) => customerId))).toEqual(new Set([bought.customerId]));
  expect(await items(filter({ Field: 'CustomerId', Value: 'x', Operator: 'equals' }))).toEqual([]);
  for (const wrong of [
    { Field: 'CompanyName', Value: 'x', Operator: 'equals' },
    { Field: 'ResourceType', Value: 'nothing', Operator: 'equals' },
    { Field: 'Colour', Value: 'red', Operator: 'equals' },
    [],
  ])
    expect((await read(filter(wrong))).status).toBe(400);
});

test('Section 9.3 A foreign token and a day ahead are refused by the names that the client sent', async () => {
  const foreign = await read('', { 'MS-ContinuationToken': 'WzFd' });
  expect([foreign.status, foreign.body.description]).toEqual([400, expect.stringContaining('continuation token')]);
  const ahead = await read('?startDate=2099-01-01');
  expect([ahead.status, ahead.body.description]).toEqual([400, expect.stringMatching(/^startDate is in the future/)]);
});

test('A record is read by its id where the links of webhooks lead, and nobody else’s is', async () => {
  const [record] = await items();
  const one = (id: string, token = stage.azur.app) =>
    stage.call(token, 'GET', `/auditactivity/v1/auditrecords/${encodeURIComponent(id)}`);
  expect((await one(record!.id)).body).toEqual(record);
  expect((await one(record!.id.toUpperCase())).body).toEqual(record);
  const { body } = await stage.call(stage.azur.app, 'GET', '/auditactivity/v1/auditrecords');
  expect(auditRecords.parse(body).items).toEqual(await items());
  for (const id of ['x', record!.id.slice(1), record!.id.slice(-36)])
    expect((await one(id)).body).toMatchObject({ errorName: 'AuditRecordNotFound' });
  expect((await one(record!.id, stage.rhein.app)).status).toBe(404);
});

test('The Java SDK is sent no word that it does not know, and no record is kept from it', async () => {
  const [plain, java] = [await items(), await items('', { 'MS-PartnerCenter-Client': 'Partner Center Java SDK' })];
  expect(java.map(({ id }) => id)).toEqual(plain.map(({ id }) => id));
  const unknown = plain.filter(({ resourceType }) => resourceType === 'invoice' || resourceType === 'agreement');
  expect(unknown.length).toBeGreaterThan(0);
  const same = java.filter(({ id }) => unknown.some((one) => one.id === id));
  expect(same.every((one) => !('resourceType' in one) && !('operationType' in one))).toBe(true);
  expect(java.some(({ operationType }) => operationType === 'create_order')).toBe(true);
});

test('Each partner is told of its own account only, in records and in the log, and in no amount of another hop', async () => {
  const partners = [
    tenantOf(stage.world, 'direct', 'FR'),
    tenantOf(stage.world, 'direct', 'DE'),
    tenantOf(stage.world, 'provider'),
    tenantOf(stage.world, 'reseller'),
  ];
  for (const tenant of partners) {
    const token = await userToken(stage.origin, tenant, 'global_admin');
    const records = await items('', {}, token);
    expect(records.filter(({ partnerId }) => partnerId !== tenant.id)).toEqual([]);
    const others = partners.filter((one) => one.id !== tenant.id && tenant.parts.every((part) => part === 'direct'));
    for (const other of others) expect(JSON.stringify(records)).not.toContain(other.id);
    const log = await stage.call(token, 'GET', '/comptoir/v1/activity?size=500');
    expect(log.status).toBe(200);
    expect(JSON.stringify([records, log.body])).not.toMatch(/margin|payout|storeFee/i);
  }
  const customer = await userToken(stage.origin, tenantOf(stage.world, 'customer'), 'global_admin');
  expect((await read('', {}, customer)).status).toBe(403);
});

test('The log says who did what for whom, under both names when somebody acts for a customer, and is found by each', async () => {
  const log = async (query = '') =>
    activityList.answer.parse((await stage.call(stage.azur.user, 'GET', `/comptoir/v1/activity?${query}`)).body);
  const person = async (name: string) => {
    const users = stage.world.tenants.flatMap((tenant) => tenant.users);
    const { userPrincipalName } = users.find((user) => user.userPrincipalName.startsWith(name))!;
    const body = { userPrincipalName, resource: resources.partnerCenter };
    return (await stage.call(undefined, 'POST', '/sandbox/v1/tokens', { body })).body.access_token as string;
  };
  const made = await stage.call(await person('alice@'), 'POST', `/v1/customers/${bought.customerId}/users`, {
    body: {
      userPrincipalName: 'elodie@boulangerie-martin.onmicrosoft.com',
      displayName: 'Élodie',
      usageLocation: 'FR',
      passwordProfile: { password: 'Ocean-lantern-2026!', forceChangePassword: true },
    },
  });
  expect(made.status, made.text).toBe(201);
  const [newest] = (await log()).items;
  expect(newest).toMatchObject({
    kind: 'people',
    event: 'UserCreated',
    actor: 'alice@azur-cloud.example',
    onBehalfOf: { name: 'Boulangerie Martin' },
    customer: { name: 'Boulangerie Martin' },
  });
  const [record] = await items();
  expect(record).toMatchObject({ resourceType: 'customer_user', operationType: 'create_customer_user' });
  expect((await log('search=ALICE')).items[0]).toEqual(newest);
  const martin = await log('search=boulangerie-mart&size=500');
  expect(martin.items.every(({ customer }) => customer?.name === 'Boulangerie Martin')).toBe(true);
  expect(martin.total).toBeGreaterThan(2);
  const purchases = await log('kind=purchases&size=500');
  expect(purchases.items.every(({ event }) => /^(Order|Subscription)/.test(event))).toBe(true);
  const today = newest!.at.slice(0, 10);
  const yesterday = Temporal.PlainDate.from(today).subtract({ days: 1 }).toString();
  const [first, second, whole] = [await log(`to=${yesterday}`), await log(`from=${today}`), await log()];
  expect(first.total + second.total).toBe(whole.total);
  expect(second.total).toBeGreaterThan(0);
});

test('Everything that was told while the story was played has its line in the table of records', async () => {
  const { rows } = await stage.server.context.pools.owner.query<{ name: string }>(
    'select distinct name from event where partner_tenant_id is not null and publisher_tenant_id is null',
  );
  expect(rows.length).toBeGreaterThan(10);
  const known = new Set([...loggedNames, 'UserSignedIn', 'UserSignInFailed', 'ExternalSignInFailed']);
  expect(rows.map(({ name }) => name).filter((name) => !known.has(name))).toEqual([]);
});
