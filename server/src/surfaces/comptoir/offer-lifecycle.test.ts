import { comparison, previewedOffer, submission, submissionList } from '@comptoir/contracts/comptoir/offer-lifecycle';
import { marketplaceOffer } from '@comptoir/contracts/comptoir/marketplace';
import { offer, offerProblems } from '@comptoir/contracts/comptoir/offers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { applicationDocument, containerDocument, listingDocument, machineDocument } from '../../../test/offer-kinds.ts';
import { completeDocument } from '../../../test/offers.ts';
import { makePartner } from '../../../test/partners.ts';
import { startTestServer, type TestServer } from '../../../test/server.ts';
import { accessToken } from '../../../test/tokens.ts';
import { newId, systemActor, type Role, type TenantPart } from '../../kernel/index.ts';
import { createTenant } from '../../modules/identity/index.ts';
import type { OfferDocument, OfferKind } from '../../modules/offers/index.ts';
import type { Work } from '../../platform/work.ts';

let server: TestServer;
let publisher: string;
let partner: string;

const asSystem = <Result>(body: (work: Work) => Promise<Result>) =>
  server.context.runner.run<Result, unknown>({ actor: systemActor, system: true }, body);

async function tokenFor(
  part: TenantPart,
  userPrincipalName?: string,
  roles: readonly Role[] = ['global_admin'],
): Promise<string> {
  const domain = `${newId()}.example`;
  const tenant = await asSystem((work) => createTenant(work, { name: 'Isv', domain, country: 'FR', parts: [part] }));
  return accessToken(server.context, {
    tenantId: tenant.id,
    parts: [part],
    roles,
    ...(userPrincipalName ? { userPrincipalName } : {}),
  });
}

beforeAll(async () => {
  server = await startTestServer();
  publisher = await tokenFor('publisher');
  const account = await asSystem((work) => makePartner(work));
  partner = await accessToken(server.context, { tenantId: account.tenantId, parts: [account.kind] });
});
afterAll(async () => server.stop());

async function call(token: string, method: string, path: string, body?: unknown) {
  const response = await fetch(`${server.origin}/comptoir/v1${path}`, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: await response.json() };
}

let count = 0;
async function draft(kind: OfferKind, document: OfferDocument) {
  count += 1;
  const created = await call(publisher, 'POST', '/offers', { externalId: `life-${count}`, kind, name: 'Life' });
  expect(created.status).toBe(201);
  const { offerId } = offer.parse(created.body);
  return offer.parse((await call(publisher, 'PUT', `/offers/${offerId}/draft`, { revision: 1, document })).body);
}

test('AUD-03 A draft is previewed, compared, taken live and stopped over HTTP', async () => {
  const { offerId, revision } = await draft('saas', completeDocument());
  const preview = await call(publisher, 'POST', `/offers/${offerId}/preview`, { revision });
  expect(preview.status).toBe(201);
  expect(submission.parse(preview.body)).toMatchObject({ number: 1, state: 'preview', version: null });
  const compared = await call(publisher, 'GET', `/offers/${offerId}/compare?from=preview&to=draft`);
  expect(comparison.parse(compared.body)).toEqual({ changes: [], more: false });
  expect((await call(publisher, 'GET', `/offers/${offerId}/compare`)).status).toBe(404);
  const live = await call(publisher, 'POST', `/offers/${offerId}/submissions/1/go-live`);
  expect(live).toMatchObject({ status: 201, body: { number: 1, live: true } });
  expect(await call(publisher, 'POST', `/offers/${offerId}/submissions/1/go-live`)).toMatchObject({
    status: 409,
    body: { code: 'SubmissionDecided', values: { state: 'live' } },
  });
  const list = submissionList.parse((await call(publisher, 'GET', `/offers/${offerId}/submissions`)).body);
  expect(list.items).toMatchObject([{ number: 1, state: 'live', version: 1 }]);
  const stopped = await call(publisher, 'POST', `/offers/${offerId}/stop`);
  expect(stopped.status).toBe(200);
  expect(offer.parse(stopped.body)).toMatchObject({ state: 'stopped', liveVersion: 1 });
  expect(await call(publisher, 'POST', `/offers/${offerId}/stop`)).toMatchObject({
    status: 409,
    body: { code: 'OfferNotLive' },
  });
});

test('A preview is withdrawn once, and an unknown submission is 404', async () => {
  const { offerId, revision } = await draft('saas', completeDocument());
  await call(publisher, 'POST', `/offers/${offerId}/preview`, { revision });
  const withdrawn = await call(publisher, 'POST', `/offers/${offerId}/submissions/1/withdraw`);
  expect(submission.parse(withdrawn.body)).toMatchObject({ state: 'withdrawn' });
  expect((await call(publisher, 'POST', `/offers/${offerId}/submissions/1/withdraw`)).status).toBe(409);
  expect((await call(publisher, 'POST', `/offers/${offerId}/submissions/2/withdraw`)).status).toBe(404);
  expect((await call(publisher, 'POST', `/offers/${offerId}/preview`, { revision: revision + 1 })).status).toBe(409);
});

test('A preview shows a named person of another tenant what customers would see, and everybody else 404', async () => {
  const preview = { audience: ['ada@fabrikam.example'] };
  const document = completeDocument({ preview });
  const { offerId, productId, revision } = await draft('saas', document);
  await call(publisher, 'POST', `/offers/${offerId}/preview`, { revision });
  const named = await tokenFor('customer', 'Ada@Fabrikam.example');
  const seen = await call(named, 'GET', `/previews/${productId}`);
  expect(seen.status).toBe(200);
  expect(previewedOffer.parse(seen.body)).toMatchObject({ productId, kind: 'saas', number: 1 });
  const text = JSON.stringify(seen.body);
  for (const secret of [document.cspMarketingUrl, document.technical.applicationId, 'cspProgramme', 'ada@fabrikam']) {
    expect(text).not.toContain(secret);
  }
  expect((await call(publisher, 'GET', `/previews/${productId}`)).status).toBe(200);
  for (const token of [await tokenFor('publisher'), await tokenFor('customer', 'eve@fabrikam.example'), partner]) {
    expect(await call(token, 'GET', `/previews/${productId}`)).toMatchObject({
      status: 404,
      body: { code: 'PreviewUnknown' },
    });
  }
  await call(publisher, 'POST', `/offers/${offerId}/submissions/1/withdraw`);
  expect((await call(named, 'GET', `/previews/${productId}`)).status).toBe(404);
});

test.for([
  ['AUD-09 sold SaaS', 'saas', completeDocument(), true],
  ['AUD-09 a listing without sale', 'saas', listingDocument(), false],
  ['AUD-10 a virtual machine', 'virtualMachine', machineDocument(), true],
  ['AUD-11 AUD-12 an Azure application', 'azureApplication', applicationDocument(), true],
  ['AUD-14 a container', 'container', containerDocument(), false],
] as const)(
  'AUD-01 AUD-15 The API tells of %s whether it has the audience, is in the store and is resold',
  async ([, kind, document, has]) => {
    const { offerId, revision, ...fresh } = await draft(kind, document);
    expect(fresh).toMatchObject({ kind, audienceModule: has, listInStore: true, resoldByDefault: false });
    const problems = await call(publisher, 'GET', `/offers/${offerId}/problems`);
    expect(offerProblems.parse(problems.body).problems).toEqual([]);
    expect((await call(publisher, 'POST', `/offers/${offerId}/publish`, { revision })).status).toBe(201);
    const live = offer.parse((await call(publisher, 'GET', `/offers/${offerId}`)).body);
    const byDefault = kind === 'virtualMachine' || kind === 'container';
    expect(live).toMatchObject({
      state: 'live',
      audienceModule: has,
      audience: has ? 'any' : null,
      listInStore: true,
      resoldByDefault: byDefault,
    });
    const sync = await call(publisher, 'POST', `/offers/${offerId}/audience/sync`, { partnerTenantIds: [newId()] });
    expect(sync.status).toBe(409);
    expect(sync.body.code === 'AudienceNotOffered').toBe(!has);
  },
);

test('AUD-13 AUD-59 The marketplace says of each plan whether it is resold, and that machines are bought on Azure', async () => {
  const closed = machineDocument({ audience: { option: 'none', partnerTenantIds: [] } });
  const { offerId, productId, revision } = await draft('virtualMachine', closed);
  await call(publisher, 'POST', `/offers/${offerId}/publish`, { revision });
  const detail = await call(partner, 'GET', `/marketplace/offers/${productId}?country=FR`);
  const plans = marketplaceOffer.parse(detail.body).plans;
  expect(plans.map((plan) => [plan.planId, plan.resellable, plan.purchasable])).toEqual([
    ['hourly', false, false],
    ['own-licence', true, false],
  ]);
  expect(plans[1]?.hindrances.map((one) => one.rule.id)).toEqual(['F5']);
});
