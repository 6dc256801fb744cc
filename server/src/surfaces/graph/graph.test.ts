import { expect, test } from 'vitest';
import { root, roles, useDelegations, type Wish } from '../../../test/delegations.ts';
import type { AllTables } from '../../tables.ts';

const { stage, works, person, alice, customer, create, ask, sent, read, eventsOf, mails } = useDelegations();

test('D8 Created, sent for approval, approved by the customer: Graph’s shapes at each step', async () => {
  const made = await create({ displayName: 'Étoile 株 ش 🚀', duration: 'P2Y', autoExtendDuration: 'P180D' });
  expect(made.status).toBe(201);
  const id = made.body.id as string;
  expect(made.headers.get('location')).toBe(`${stage.origin}${root}/${id}`);
  expect(made.body).toMatchObject({
    '@odata.context': `${stage.origin}/v1.0/$metadata#tenantRelationships/delegatedAdminRelationships/$entity`,
    '@odata.etag': expect.stringMatching(/^W\/"[\w+/=]+"$/),
    displayName: 'Étoile 株 ش 🚀',
    duration: 'P730D',
    autoExtendDuration: 'P180D',
    customer: { tenantId: stage.customer('boulangerie-martin'), displayName: 'Boulangerie Martin' },
    status: 'created',
    activatedDateTime: null,
    endDateTime: null,
  });
  const request = await ask(await alice(), id, 'lockForApproval');
  expect([request.status, request.body]).toMatchObject([201, { action: 'lockForApproval', status: 'succeeded' }]);
  expect((await stage.call(await alice(), 'GET', request.headers.get('location')!)).body.id).toBe(request.body.id);
  const mail = (await mails()).find((one) => one.text.includes('Étoile'))!;
  const link = `${stage.origin}/AdminPortal/Home#/partners/invitation/granularAdminRelationships/${id}`;
  expect(mail).toMatchObject({ recipient: 'claire@boulangerie-martin.example', links: [link] });
  expect(mail.subject).toBe('Azur Cloud Services demande à administrer votre organisation');
  expect((await ask(await customer(), id, 'approve')).status).toBe(201);
  const now = await read(id);
  expect(now).toMatchObject({ status: 'active' });
  const days = Temporal.Instant.from(now.endDateTime).since(Temporal.Instant.from(now.activatedDateTime));
  expect(days.total('hours')).toBe(730 * 24);
  expect(await eventsOf(id)).toMatchObject([
    { name: 'DelegatedAdminCreated', actor_name: 'alice@azur-cloud.example' },
    { name: 'DelegatedAdminRequested' },
    { name: 'DelegatedAdminApproved', actor_name: 'admin@boulangerie-martin.onmicrosoft.com' },
  ]);
});

test('D8 A relationship with the role Global Administrator is not extended by itself, from its creation on', async () => {
  const globalAdministrator = '62e90394-69f5-4237-9190-012177145e10';
  const wish = { duration: 'P730D', accessDetails: roles(globalAdministrator) };
  const refused = await create({ ...wish, autoExtendDuration: 'P180D' });
  expect([refused.status, refused.body.error.innerError.code]).toEqual([400, 'DelegationExtensionRefused']);
  const made = await create({ ...wish, autoExtendDuration: 'P0D' });
  expect(made.status).toBe(201);
  const ours = `/comptoir/v1/delegated-relationships/${made.body.id}/auto-extend`;
  const later = await stage.call(await alice(), 'PUT', ours, { body: { autoExtend: true } });
  expect([later.status, later.body.code]).toEqual([400, 'DelegationExtensionRefused']);
});

test('D8 Lists are paged and filtered, in v1.0 and beta, and tell nothing of another partner', async () => {
  const id = await sent({ displayName: 'Listed' });
  const filter = encodeURIComponent("status eq 'approvalPending' and displayName eq 'Listed'");
  const beta = await stage.call(await alice(), 'GET', `${root.replace('v1.0', 'beta')}?$filter=${filter}`);
  expect(beta.body.value.map((one: { id: string }) => one.id)).toEqual([id]);
  expect(beta.body['@odata.context']).toContain('/beta/$metadata#');
  const first = await stage.call(await alice(), 'GET', `${root}?$top=1`);
  const second = await stage.call(await alice(), 'GET', first.body['@odata.nextLink']);
  expect(second.body.value[0].id).not.toBe(first.body.value[0].id);
  for (const option of [
    '$skip=1',
    '$orderby=displayName',
    '$select=id',
    '$count=true',
    '$search=x',
    '$expand=customer',
  ]) {
    const refused = await stage.call(await alice(), 'GET', `${root}?${option}`);
    expect([refused.status, refused.body.error.code], option).toEqual([400, 'badRequest']);
  }
  expect((await stage.call(await alice(), 'GET', `${root}/${id}?$select=id`)).status).toBe(400);
  // Addresses are those that were asked: loopback has several names.
  const localhost = stage.origin.replace('127.0.0.1', 'localhost');
  const headers = { authorization: `Bearer ${await alice()}` };
  const asked = (await (await fetch(`${localhost}${root}?$top=1`, { headers })).json()) as Record<string, unknown>;
  expect(asked['@odata.nextLink']).toContain(`${localhost}/v1.0/`);
  for (const odd of ["status eq 'nonsense'", "status eq 'rejected'", "status eq 'active' and status eq 'expired'"]) {
    const refused = await stage.call(await alice(), 'GET', `${root}?$filter=${encodeURIComponent(odd)}`);
    expect([refused.status, refused.body.error.code], odd).toEqual([400, 'badRequest']);
  }
  const wrong = await stage.call(await alice(), 'GET', `${root}?$filter=${encodeURIComponent("name ne 'x'")}`);
  expect([wrong.status, wrong.body.error.code]).toEqual([400, 'badRequest']);
  expect((await stage.call(await person('dieter@'), 'GET', root)).body.value).toEqual([]);
  const foreign = await stage.call(await person('dieter@'), 'GET', `${root}/${id}`);
  expect([foreign.status, foreign.body.error]).toMatchObject([
    404,
    { code: 'resourceNotFound', innerError: { code: 'DelegationNotFound' } },
  ]);
});

test.each([
  ['a duration of no days', { duration: 'P0D' }, 'DelegationDurationWrong'],
  ['more than two years', { duration: 'P731D' }, 'DelegationDurationWrong'],
  ['another extension', { autoExtendDuration: 'P90D' }, 'DelegationDurationWrong'],
  [
    'a role that nobody knows',
    { accessDetails: roles('11111111-1111-4111-8111-111111111111') },
    'DelegationRoleUnknown',
  ],
  ['no role', { accessDetails: { unifiedRoles: [] } }, 'InvalidInput'],
  ['no name', { displayName: ' ' }, 'InvalidInput'],
  ['a name of 51 characters', { displayName: 'x'.repeat(51) }, 'InvalidInput'],
])('D8 A relationship with %s is refused', async (_what, wish, code) => {
  const { status, body } = await create(wish);
  expect([status, body.error.code, body.error.innerError.code]).toEqual([400, 'badRequest', code]);
});

test('D8 A name is used once, without regard to case and accents; a customer that is not one’s own is not there', async () => {
  await create({ displayName: 'Équipe Île' });
  const again = await create({ displayName: 'equipe ile' });
  expect([again.status, again.body.error.innerError.code]).toEqual([409, 'DelegationNameTaken']);
  const foreign = await create({ customer: { tenantId: stage.customer('hotel-adlerhof') } });
  expect([foreign.status, foreign.body.error.innerError.code]).toEqual([404, 'CustomerNotFound']);
});

test('D8 Only what was not sent is changed or deleted, and only by its etag', async () => {
  const { body } = await create();
  const url = `${root}/${body.id}`;
  const change = async (ifMatch: string | undefined, wish: Wish) =>
    stage.call(await alice(), 'PATCH', url, { body: wish, ...(ifMatch ? { headers: { 'if-match': ifMatch } } : {}) });
  const etag = body['@odata.etag'] as string;
  const changed = await change(etag, { duration: 'P30D' });
  expect([changed.status, changed.body.duration]).toEqual([200, 'P30D']);
  expect((await change(etag, { duration: 'P31D' })).status).toBe(412);
  expect((await change(undefined, { duration: 'P31D' })).status).toBe(400);
  const stale = await stage.call(await alice(), 'DELETE', url, { headers: { 'if-match': etag } });
  expect([stale.status, stale.body.error.code]).toEqual([412, 'preconditionFailed']);
  await ask(await alice(), body.id, 'lockForApproval');
  expect((await change('*', { duration: 'P31D' })).body.error.innerError.code).toBe('DelegationStateWrong');
  expect((await stage.call(await alice(), 'DELETE', url, { headers: { 'if-match': '*' } })).status).toBe(409);
  await ask(await customer(), body.id, 'approve');
  expect((await change('*', { duration: 'P31D' })).status).toBe(409);
  expect((await change('*', { autoExtendDuration: 'P180D' })).body.autoExtendDuration).toBe('P180D');
  const other = await create();
  const gone = await stage.call(await alice(), 'DELETE', `${root}/${other.body.id}`, {
    headers: { 'if-match': other.body['@odata.etag'] },
  });
  expect([gone.status, (await stage.call(await alice(), 'GET', `${root}/${other.body.id}`)).status]).toEqual([
    204, 404,
  ]);
});

test('D8 Approval by another customer, by the partner, by somebody without the role, and of a changed link changes nothing', async () => {
  const id = await sent();
  const changedLink = `${id.slice(0, -1)}${id.endsWith('0') ? '1' : '0'}`;
  expect((await ask(await customer('clinique-alpages'), id, 'approve')).status).toBe(404);
  expect((await ask(await customer(), changedLink, 'approve')).status).toBe(404);
  expect((await ask(await alice(), id, 'approve')).body.error.innerError.code).toBe('DelegationStateWrong');
  expect((await ask(await person('sonia@'), id, 'terminate')).status).toBe(403);
  expect((await ask(await person('dieter@'), id, 'terminate')).status).toBe(404);
  expect(await read(id)).toMatchObject({ status: 'approvalPending' });
  const refused = await works().asSystem<{ new_value: { code: string } }[], AllTables>(
    (work) =>
      work.db
        .selectFrom('event')
        .select('new_value')
        .where('name', '=', 'DelegatedAdminRefused')
        .where('actor_name', '=', 'admin@clinique-alpages.onmicrosoft.com')
        .execute() as never,
  );
  expect(refused.map((event) => event.new_value.code)).toEqual(['DelegationNotFound']);
});

test('D8 Of two who answer at once one is heard', async () => {
  const id = await sent();
  const token = await customer();
  const answers = await Promise.all([ask(token, id, 'approve'), ask(token, id, 'reject'), ask(token, id, 'approve')]);
  expect(answers.map((one) => one.status).toSorted((one, other) => one - other)).toEqual([201, 409, 409]);
  const outcomes = (await eventsOf(id)).slice(2);
  expect(outcomes).toHaveLength(1);
});
