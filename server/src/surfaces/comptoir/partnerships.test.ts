/** Partnerships over HTTP: roles, the audit of refused attempts, the limit, lists and the directory. */
import { beforeAll, expect, test } from 'vitest';
import { tenantOf, userToken } from '../../../../scripts/story/client.ts';
import { useStage } from '../../../test/stage.ts';
import { accessToken } from '../../../test/tokens.ts';

const stage = useStage();
let daan: string;
let rose: string;
let mailed: { id: string; secret: string };

beforeAll(async () => {
  daan = await userToken(stage.origin, tenantOf(stage.world, 'provider', 'NL'), 'global_admin');
  rose = await userToken(stage.origin, tenantOf(stage.world, 'reseller', 'FR'), 'global_admin');
  const { rows } = await stage.server.context.pools.owner.query<{ links: string[] }>(
    `select links from mail where recipient = 'rose@boreal-conseil.example'`,
  );
  const [id, secret] = new URL(rows[0]!.links[0]!).hash.slice(1).split('.');
  mailed = { id: id!, secret: secret! };
});

const own = '/comptoir/v1';
const get = (token: string, path: string) => stage.call(token, 'GET', `${own}${path}`);
const send = (token: string, method: string, path: string, body?: object) =>
  stage.call(token, method, `${own}${path}`, body ? { body } : {});
const withRole = (part: 'provider' | 'reseller', role: 'sales_agent' | 'admin_agent' | 'helpdesk_agent') => {
  const tenant = tenantOf(stage.world, part);
  const audience = 'https://api.partnercenter.microsoft.com';
  return accessToken(stage.server.context, {
    tenantId: tenant.id,
    parts: [part],
    roles: [role],
    kind: 'user',
    audience,
  });
};
const refusals = async () => {
  const { rows } = await stage.server.context.pools.owner.query<{ new_value: { code: string } }>(
    `select new_value from event where name = 'PartnershipRefused' order by seq`,
  );
  return rows.map(({ new_value: { code } }) => code);
};

test('IND-17 IND-18 IND-23 Delta lists Boréal, Boréal lists Delta, and both lists are files too', async () => {
  const resellers = await get(daan, '/indirect-resellers');
  expect(resellers.body).toMatchObject({
    total: 1,
    items: [{ name: 'Boréal Conseil', mpnId: '4380105', country: 'FR' }],
  });
  const providers = await get(rose, '/indirect-providers?search=delta');
  expect(providers.body).toMatchObject({
    total: 1,
    items: [{ name: 'Delta Distribution', administratorAccess: true }],
  });
  const file = await get(daan, '/indirect-resellers/export');
  expect(file.text).toContain('Boréal Conseil,4380105,FR');
  expect((await get(rose, '/indirect-resellers')).body).toMatchObject({ total: 0 });
});

test('IND-14 IND-16 IND-28 The invited reseller accepts with a global admin who ticked the box; refused attempts are in the audit', async () => {
  const path = `/invitations/${mailed.id}`;
  const read = (secret: string) => send(rose, 'POST', `${path}/read`, { secret });
  const opened = await read(mailed.secret);
  expect([opened.status, opened.body]).toMatchObject([200, { provider: { name: 'Havre Distribution' } }]);
  expect((await read('x')).status).toBe(404);
  const accept = (token: string, body: object = { secret: mailed.secret, acknowledged: true }) =>
    send(token, 'POST', `${path}/accept`, body);
  expect((await accept(rose, { secret: mailed.secret, acknowledged: false })).status).toBe(400);
  expect((await accept(rose, { secret: mailed.secret })).status).toBe(400);
  expect((await accept(await withRole('reseller', 'admin_agent'))).status).toBe(403);
  expect((await accept(daan)).status).toBe(403);
  expect((await accept(rose, { secret: 'changed', acknowledged: true })).status).toBe(404);
  const accepted = await accept(rose);
  expect([accepted.status, accepted.body]).toMatchObject([200, { providerName: 'Havre Distribution' }]);
  const again = await accept(rose);
  expect([again.status, again.body.code]).toEqual([409, 'InvitationUsed']);
  expect(await refusals()).toEqual([
    'InvitationUnknown',
    'Forbidden',
    'Forbidden',
    'InvitationUnknown',
    'InvitationUsed',
  ]);
  const providers = await get(rose, '/indirect-providers');
  expect(providers.body.total).toBe(2);
});

test('IND-22 Boréal takes the access away from Havre, then ends it; the provider’s sales agent ends a partnership too', async () => {
  const havre = (await get(rose, '/indirect-providers?search=havre')).body.items[0].tenantId as string;
  expect((await send(rose, 'DELETE', `/indirect-providers/${havre}/administrator-access`)).status).toBe(204);
  const [kept] = (await get(rose, '/indirect-providers?search=havre')).body.items;
  expect(kept.administratorAccess).toBe(false);
  expect((await send(rose, 'DELETE', `/indirect-providers/${havre}`)).status).toBe(204);
  expect((await send(rose, 'DELETE', `/indirect-providers/${havre}`)).status).toBe(404);
  const boreal = tenantOf(stage.world, 'reseller', 'FR').id;
  expect(
    (await send(await withRole('provider', 'helpdesk_agent'), 'DELETE', `/indirect-resellers/${boreal}`)).status,
  ).toBe(403);
  const sales = await withRole('provider', 'sales_agent');
  expect((await send(sales, 'DELETE', `/indirect-resellers/${boreal}`)).status).toBe(204);
  expect((await get(rose, '/indirect-providers')).body.total).toBe(0);
});

/** What somebody was told, by the beginning of its reason. */
const toldOf = async (reason: string) => {
  const { rows } = await stage.server.context.pools.owner.query<{ recipient: string; subject: string }>(
    'select recipient, subject from mail where starts_with(reason, $1) order by recipient',
    [reason],
  );
  return rows;
};
const linkOf = (link: string) => new URL(link).hash.slice(1).split('.') as [id: string, secret: string];

test('D2 Whoever invited is told by mail what was answered: an invitation that is declined, one that is accepted', async () => {
  const invite = async () => linkOf((await send(daan, 'POST', '/partnership-invitations', {})).body.link);
  const [declined, secret] = await invite();
  expect((await send(rose, 'POST', `/invitations/${declined}/decline`, { secret })).status).toBe(204);
  expect((await send(rose, 'POST', `/invitations/${declined}/decline`, { secret })).status).toBe(409);
  expect(await toldOf(`partnership-declined/${declined}`)).toMatchObject([
    { recipient: 'daan@delta-distribution.example', subject: expect.stringContaining('Boréal Conseil') },
  ]);
  const [accepted, other] = await invite();
  const body = { secret: other, acknowledged: true };
  expect((await send(rose, 'POST', `/invitations/${accepted}/accept`, body)).status).toBe(200);
  expect(await toldOf(`partnership-authorized/${accepted}`)).toMatchObject([
    { recipient: 'daan@delta-distribution.example' },
  ]);
});

test('D6 A partner is told by mail what a customer answered; a declined request changes nothing and counts no more', async () => {
  const customer = stage.world.tenants.find(({ id }) => id === stage.customer('clinique-alpages'))!;
  const body = {
    userPrincipalName: customer.users[0]!.userPrincipalName,
    resource: 'https://api.partnercenter.microsoft.com',
  };
  const admin: string = (await stage.call(undefined, 'POST', '/sandbox/v1/tokens', { body })).body.access_token;
  const ask = async () => linkOf((await send(rose, 'POST', '/relationship-requests', {})).body.link);
  const before = (await get(admin, '/own-partners')).body.total;
  const [declined, secret] = await ask();
  expect((await send(admin, 'POST', `/partner-requests/${declined}/decline`, { secret })).status).toBe(204);
  expect((await get(admin, '/own-partners')).body.total).toBe(before);
  expect(await toldOf(`relationship-declined/${declined}`)).toMatchObject([
    { recipient: 'rose@boreal-conseil.example', subject: expect.stringContaining(customer.name) },
  ]);
  const late = await send(admin, 'POST', '/own-partners', { request: { requestId: declined, secret } });
  expect([late.status, late.body.code]).toEqual([409, 'RequestUsed']);
  const [requestId, other] = await ask();
  const request = { requestId, secret: other };
  expect((await send(admin, 'POST', '/own-partners', { request })).status).toBe(201);
  expect(await toldOf('relationship-accepted/')).toMatchObject([{ recipient: 'rose@boreal-conseil.example' }]);
});

test('IND-12 A provider proposes the text in the reader’s language, keeps its link in what it edits, and cannot flood people with invitations', async () => {
  const draft = await get(daan, '/partnership-invitations/draft?language=fr');
  expect(draft.body.message).toMatch(/fournisseur indirect[^]*\{link\}/);
  const made = await send(daan, 'POST', '/partnership-invitations', { language: 'fr', message: draft.body.message });
  expect(made.status).toBe(201);
  expect(made.body.message).toContain(made.body.link);
  const unlinked = await send(daan, 'POST', '/partnership-invitations', { message: 'Hello' });
  expect([unlinked.status, unlinked.body.problems]).toMatchObject([400, [{ path: 'message', code: 'LinkMissing' }]]);
  const listed = await get(daan, '/partnership-invitations?state=open');
  expect(listed.body).toMatchObject({ total: 1, items: [{ id: made.body.id, email: null }] });
  expect((await send(daan, 'POST', `/partnership-invitations/${made.body.id}/withdraw`)).status).toBe(204);
  const answers: number[] = [];
  for (let round = 0; round < 25; round += 1) {
    answers.push((await send(daan, 'POST', '/partnership-invitations', { email: `a${round}@example.com` })).status);
  }
  expect(answers.filter((status) => status === 429).length).toBeGreaterThan(5);
  const last = await send(daan, 'POST', '/partnership-invitations', {});
  expect([last.status, Number(last.headers.get('retry-after')) > 0]).toEqual([429, true]);
});

test('IND-02 IND-03 IND-04 IND-05 IND-06 IND-07 IND-09 The directory lists providers by country, region and service, with what each wrote and where it is reached', async () => {
  const entry = {
    description: 'Formation, marketing et crédit pour revendeurs. ß 株 🧊',
    services: ['training', 'marketing', 'credit'],
    email: 'partners@delta-distribution.example',
    phone: '+31 30 123 45 67',
    website: 'https://delta-distribution.example/resellers',
  };
  const before = (await get(daan, '/provider-directory/own')).body as { version: number };
  const { version } = before;
  const kept = await send(daan, 'PUT', '/provider-directory/own', { ...entry, version });
  expect([kept.status, kept.body.version]).toEqual([200, version + 1]);
  expect((await send(daan, 'PUT', '/provider-directory/own', { ...entry, version })).status).toBe(409);
  const wrong = { ...entry, version: version + 1, email: 'nobody', website: 'https://x.example' };
  expect((await send(daan, 'PUT', '/provider-directory/own', wrong)).status).toBe(400);
  expect((await get(rose, '/provider-directory/own')).status).toBe(403);
  const training = await get(rose, '/provider-directory?service=training&region=mine');
  expect(training.body.items.map(({ name }: { name: string }) => name)).toContain('Delta Distribution');
  const delta = await get(rose, '/provider-directory?country=NL&search=credit');
  expect(delta.body).toMatchObject({ total: 1, items: [{ name: 'Delta Distribution', ...entry }] });
  expect(delta.body.countries).toEqual(expect.arrayContaining(['FR', 'NL']));
  expect((await get(rose, '/provider-directory?service=billing&country=NL')).body.total).toBe(0);
  const peggy = await userToken(stage.origin, tenantOf(stage.world, 'direct', 'US'), 'global_admin');
  expect((await get(peggy, '/provider-directory?region=mine')).body.total).toBe(0);
});

test('Whoever is not signed in follows so many links of partners in a minute', async () => {
  const azur = tenantOf(stage.world, 'direct', 'FR').id;
  const statuses: number[] = [];
  for (let round = 0; round < 32; round += 1) {
    statuses.push((await stage.call(undefined, 'GET', `${own}/partner-link?partnerId=${azur}`)).status);
  }
  expect([statuses[0], statuses.at(-1)]).toEqual([200, 429]);
  const path = `${own}/partner-requests/${crypto.randomUUID()}/read`;
  expect((await stage.call(undefined, 'POST', path, { body: { secret: 'x' } })).status).toBe(429);
});
