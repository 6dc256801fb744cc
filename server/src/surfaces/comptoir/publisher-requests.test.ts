import {
  audienceTransitions,
  publisherRequest,
  publisherRequestForm,
  deskRequestList,
  type NewPublisherRequest,
} from '@comptoir/contracts/comptoir/publisher-requests';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { completeDocument } from '../../../test/offers.ts';
import { makePartner } from '../../../test/partners.ts';
import { filledForm } from '../../../test/requests.ts';
import { startTestServer, type TestServer } from '../../../test/server.ts';
import { accessToken } from '../../../test/tokens.ts';
import { newId, systemActor, type Role, type TenantPart } from '../../kernel/index.ts';
import { createTenant } from '../../modules/identity/index.ts';
import type { Work } from '../../platform/work.ts';

let server: TestServer;
let publisher: string;
let operator: string;

const asSystem = <Result>(body: (work: Work) => Promise<Result>) =>
  server.context.runner.run<Result, unknown>({ actor: systemActor, system: true }, body);

async function tokenFor(part: TenantPart, roles: readonly Role[]): Promise<string> {
  const tenant = await asSystem((work) =>
    createTenant(work, { name: 'Atelier', domain: `${newId()}.example`, country: 'FR', parts: [part] }),
  );
  return accessToken(server.context, { tenantId: tenant.id, parts: [part], roles });
}

const aPartner = async () => (await asSystem((work) => makePartner(work, { name: 'Azur' }))).tenantId;

beforeAll(async () => {
  server = await startTestServer();
  publisher = await tokenFor('publisher', ['manager']);
  operator = await tokenFor('operator', ['global_admin']);
});
afterAll(async () => server.stop());

interface Sent {
  readonly body?: unknown;
  readonly token?: string;
  readonly headers?: Record<string, string>;
}

async function send(method: string, path: string, { body, token = publisher, headers = {} }: Sent = {}) {
  const response = await fetch(`${server.origin}/comptoir/v1${path}`, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: (await response.json()) as Record<string, never> };
}

async function aLiveOffer(option: 'any' | 'selected' | 'none', ...partnerTenantIds: string[]): Promise<string> {
  const created = await send('POST', '/offers', { body: { externalId: `o${newId()}`, kind: 'saas', name: 'Notes' } });
  const offerId = String(created.body['offerId']);
  const document = completeDocument({ audience: { option, partnerTenantIds } });
  const saved = await send('PUT', `/offers/${offerId}/draft`, { body: { revision: 1, document } });
  const published = await send('POST', `/offers/${offerId}/publish`, { body: { revision: saved.body['revision'] } });
  expect(published.status).toBe(201);
  return offerId;
}

const requests = '/support/publisher-requests';
const desk = '/operator/publisher-requests';
const removing = (offerId: string, ...partnerTenantIds: string[]): NewPublisherRequest => ({
  ...filledForm,
  offerId,
  change: { kind: 'removePartners', partnerTenantIds },
});

test('AUD-41 AUD-42 AUD-57 SUP-38 From the form to the approval over HTTP: the partner is off the list', async () => {
  const [leaving, staying] = [await aPartner(), await aPartner()];
  const offerId = await aLiveOffer('selected', leaving, staying);
  const before = audienceTransitions.parse((await send('GET', `/offers/${offerId}/audience/transitions`)).body);
  expect(before).toMatchObject({ from: 'selected', soldPartners: [], openRequest: null });
  expect(before.transitions.find(({ kind }) => kind === 'removePartners')).toMatchObject({
    how: 'request',
    rule: { id: 'A16', source: '“Cloud Solution Provider program”, lines 100–111' },
  });
  const form = publisherRequestForm.parse((await send('GET', `${requests}/form?offerId=${offerId}`)).body);
  const sent = await send('POST', requests, {
    body: {
      ...removing(offerId, leaving.toUpperCase()),
      productVersion: form.productVersion.selected,
      category: form.category.selected,
      problem: form.problem.selected,
      title: form.titles.fr,
    },
  });
  expect(sent.status).toBe(201);
  const { requestId, now, partners } = publisherRequest.parse(sent.body);
  expect(now).toMatchObject({ from: 'selected', how: 'request', rule: { id: 'A16' }, keptPartners: [] });
  expect(partners).toEqual([{ tenantId: leaving, name: 'Azur' }]);
  const waiting = audienceTransitions.parse((await send('GET', `/offers/${offerId}/audience/transitions`)).body);
  expect(waiting.openRequest).toMatchObject({ requestId, change: { partnerTenantIds: [leaving] } });
  const listed = await send('GET', `${desk}?state=submitted`, { token: operator });
  const ofAll = deskRequestList.answer.parse(listed.body).items;
  expect(ofAll[0]).toMatchObject({ requestId, publisherName: 'Atelier' });
  expect(ofAll.map(({ publisherName }) => publisherName)).toContain('Harbour Metrics');
  const approval = { token: operator, headers: { 'MS-RequestId': newId() } };
  const first = await send('POST', `${desk}/${requestId}/approve`, approval);
  expect(publisherRequest.parse(first.body)).toMatchObject({ state: 'approved', now: null });
  expect(await send('POST', `${desk}/${requestId}/approve`, approval)).toEqual(first);
  expect(await send('POST', `${desk}/${requestId}/approve`, { token: operator })).toMatchObject({
    status: 409,
    body: { code: 'PublisherRequestDecided' },
  });
  const offer = (await send('GET', `/offers/${offerId}`)).body;
  expect(offer).toMatchObject({ liveAudience: { partnerTenantIds: [staying] }, liveVersion: 1 });
});

test('AUD-43 AUD-48 A form that was tampered with is refused with every place', async () => {
  const offerId = await aLiveOffer('any');
  const body = { ...removing(offerId, newId()), category: 'container', title: 'x', description: '  ' };
  const answer = await send('POST', requests, { body });
  expect(answer).toMatchObject({ status: 400, body: { code: 'PublisherRequestInvalid', rule: { id: 'A16' } } });
  expect(answer.body['problems']).toMatchObject([{ path: 'category' }, { path: 'title' }, { path: 'description' }]);
  for (const wrong of [{}, { ...body, change: { kind: 'changeOption', to: 'everyone' } }, { ...body, extra: 1 }]) {
    expect(await send('POST', requests, { body: wrong })).toMatchObject({
      status: 400,
      body: { code: 'InvalidInput' },
    });
  }
});

test('AUD-50 AUD-58 What is free or impossible is no request, and the answer names the rule', async () => {
  const change = (to: string) => ({ kind: 'changeOption', to });
  const ask = async (from: 'any' | 'none', to: string) =>
    send('POST', requests, { body: { ...filledForm, offerId: await aLiveOffer(from), change: change(to) } });
  expect(await ask('none', 'any')).toMatchObject({
    status: 409,
    body: { code: 'AudienceChangeIsFree', rule: { id: 'A21' } },
  });
  expect(await ask('any', 'selected')).toMatchObject({
    status: 409,
    body: { code: 'AudienceChangeRefused', rule: { id: 'A5' } },
  });
  expect(await ask('any', 'none')).toMatchObject({ status: 201 });
});

test('SUP-38 A refusal needs a reason; the publisher reads it, takes back what waits, and nobody else sees it', async () => {
  const offerId = await aLiveOffer('any');
  const body = { ...filledForm, offerId, change: { kind: 'changeOption', to: 'none' } };
  const { requestId } = publisherRequest.parse((await send('POST', requests, { body })).body);
  expect(await send('POST', requests, { body })).toMatchObject({ status: 409, body: { code: 'PublisherRequestOpen' } });
  const empty = { body: { reason: ' ' }, token: operator };
  expect(await send('POST', `${desk}/${requestId}/refuse`, empty)).toMatchObject({ status: 400 });
  const refusal = { body: { reason: 'Not yet.' }, token: operator };
  expect(await send('POST', `${desk}/${requestId}/refuse`, refusal)).toMatchObject({ status: 200 });
  expect(await send('GET', `${requests}/${requestId}`)).toMatchObject({
    status: 200,
    body: { state: 'refused', reason: 'Not yet.' },
  });
  const second = publisherRequest.parse((await send('POST', requests, { body })).body).requestId;
  expect(await send('POST', `${requests}/${second}/withdraw`)).toMatchObject({ body: { state: 'withdrawn' } });
  const [other, clerk] = [await tokenFor('publisher', ['manager']), await tokenFor('publisher', ['billing_admin'])];
  expect(await send('GET', `${requests}/${requestId}`, { token: other })).toMatchObject({ status: 404 });
  expect(await send('GET', `/offers/${offerId}/audience/transitions`, { token: other })).toMatchObject({ status: 404 });
  expect(await send('GET', requests, { token: other })).toMatchObject({ body: { items: [] } });
  for (const token of [clerk, operator]) expect(await send('GET', requests, { token })).toMatchObject({ status: 403 });
  for (const token of [publisher, other]) expect(await send('GET', desk, { token })).toMatchObject({ status: 403 });
});
