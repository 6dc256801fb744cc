import { expect, test } from 'vitest';
import { moveClock } from '../../../scenarios/stage.ts';
import { worksOf } from '../../../test/database.ts';
import { useStage } from '../../../test/stage.ts';
import type { AllTables } from '../../tables.ts';
import { namedGroups } from '../../modules/identity/index.ts';
import { delegatedRolesOf } from '../../modules/delegated-administration/index.ts';

const stage = useStage();
const works = () => worksOf(stage.server.context);

const globalReader = 'f2ef992c-3afb-46b9-b7cf-a126ee74c451';
const userAdministrator = 'fe930be7-5e62-47db-91af-98c3a49a38b1';
const licenceAdministrator = '4d6ac14f-3453-41d0-bef9-a3e0c569773a';
const root = '/v1.0/tenantRelationships/delegatedAdminRelationships';
const roles = (...ids: string[]) => ({ unifiedRoles: ids.map((roleDefinitionId) => ({ roleDefinitionId })) });

/** A person's token for Graph, by the beginning of the user name. */
async function person(name: string): Promise<string> {
  const users = stage.world.tenants.flatMap((tenant) => tenant.users);
  const { userPrincipalName } = users.find((user) => user.userPrincipalName.startsWith(name))!;
  const body = { userPrincipalName, resource: 'https://graph.microsoft.com' };
  return (await stage.call(undefined, 'POST', '/sandbox/v1/tokens', { body })).body.access_token as string;
}
const alice = () => person('alice@');
const customer = (prefix = 'boulangerie-martin') => person(`admin@${prefix}.`);

let count = 0;
interface Wish {
  readonly displayName?: string;
  readonly duration?: string;
  readonly autoExtendDuration?: string;
  readonly customer?: { readonly tenantId: string } | null;
  readonly accessDetails?: ReturnType<typeof roles>;
}

async function create(wish: Wish = {}) {
  count += 1;
  const body = {
    displayName: `Support ${count}`,
    duration: 'P365D',
    customer: { tenantId: stage.customer('boulangerie-martin') },
    accessDetails: roles(globalReader, userAdministrator),
    ...wish,
  };
  return stage.call(await alice(), 'POST', root, { body });
}

const ask = async (token: string, id: string, action: string) =>
  stage.call(token, 'POST', `${root}/${id}/requests`, { body: { action } });

/** One that waits for the customer. */
async function sent(wish: Wish = {}): Promise<string> {
  const { body } = await create(wish);
  expect((await ask(await alice(), body.id, 'lockForApproval')).status).toBe(201);
  return body.id as string;
}

async function active(wish: Wish = {}): Promise<string> {
  const id = await sent(wish);
  expect((await ask(await customer(), id, 'approve')).status).toBe(201);
  return id;
}

const read = async (id: string) => (await stage.call(await alice(), 'GET', `${root}/${id}`)).body;
const groups = () =>
  works().asSystem<Awaited<ReturnType<typeof namedGroups>>, AllTables>((work) =>
    namedGroups(work, stage.azur.tenantId),
  );
const groupNamed = async (name: string) => (await groups()).find((group) => group.name === name)!.id;
const eventsOf = (id: string) =>
  works().asSystem<unknown[], AllTables>((work) =>
    work.db
      .selectFrom('event')
      .select(['name', 'actor_name', 'customer_tenant_id'])
      .where('aggregate_id', '=', id)
      .orderBy('seq')
      .execute(),
  );
const mails = () =>
  works().asSystem<{ recipient: string; subject: string; text: string; links: unknown }[], AllTables>((work) =>
    work.db.selectFrom('mail').select(['recipient', 'subject', 'text', 'links']).orderBy('at').execute(),
  );

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

test('D8 Lists are paged and filtered, in v1.0 and beta, and tell nothing of another partner', async () => {
  const id = await sent({ displayName: 'Listed' });
  const filter = encodeURIComponent("status eq 'approvalPending' and displayName eq 'Listed'");
  const beta = await stage.call(await alice(), 'GET', `${root.replace('v1.0', 'beta')}?$filter=${filter}`);
  expect(beta.body.value.map((one: { id: string }) => one.id)).toEqual([id]);
  expect(beta.body['@odata.context']).toContain('/beta/$metadata#');
  const first = await stage.call(await alice(), 'GET', `${root}?$top=1`);
  const second = await stage.call(await alice(), 'GET', first.body['@odata.nextLink']);
  expect(second.body.value[0].id).not.toBe(first.body.value[0].id);
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
  expect(answers.map((one) => one.status).toSorted()).toEqual([201, 409, 409]);
  const outcomes = (await eventsOf(id)).slice(2);
  expect(outcomes).toHaveLength(1);
});

test('D8 A rejected request stays rejected', async () => {
  const id = await sent();
  expect((await ask(await customer(), id, 'reject')).status).toBe(201);
  expect(await read(id)).toMatchObject({ status: 'terminated', endDateTime: null });
  expect((await ask(await customer(), id, 'approve')).status).toBe(409);
});

test('D8 A request without a name in it is approved by whichever customer has the link, with a reseller relationship (D13)', async () => {
  const id = await sent({ customer: null });
  const foreign = await ask(await customer('hotel-adlerhof'), id, 'approve');
  expect([foreign.status, foreign.body.error.innerError.code]).toEqual([403, 'ResellerRelationshipMissing']);
  expect((await ask(await customer('clinique-alpages'), id, 'approve')).status).toBe(201);
  expect((await read(id)).customer).toEqual({
    tenantId: stage.customer('clinique-alpages'),
    displayName: 'Clinique des Alpages',
  });
  const customers = (await stage.call(await alice(), 'GET', '/v1.0/tenantRelationships/delegatedAdminCustomers')).body;
  expect(customers.value.map((one: { displayName: string }) => one.displayName)).toContain('Clinique des Alpages');
  const details = `/v1.0/tenantRelationships/delegatedAdminCustomers/${stage.customer('clinique-alpages')}/serviceManagementDetails`;
  expect((await stage.call(await alice(), 'GET', details)).body.value).toHaveLength(1);
});

test('D8 Roles are given to groups of the partner, a subset of what was granted, with etags', async () => {
  const id = await active();
  const url = `${root}/${id}/accessAssignments`;
  const groupId = await groupNamed('HelpdeskAgents');
  const assign = async (accessContainerId: string, ...ids: string[]) =>
    stage.call(await alice(), 'POST', url, {
      body: {
        accessContainer: { accessContainerId, accessContainerType: 'securityGroup' },
        accessDetails: roles(...ids),
      },
    });
  const henri = stage.world.tenants
    .flatMap((tenant) => tenant.users)
    .find((user) => user.userPrincipalName.startsWith('henri@'))!;
  const held = () =>
    works().asSystem<readonly string[], AllTables>(async (work) => {
      const user = await work.db
        .selectFrom('user_account')
        .select('id')
        .where('user_principal_name', '=', henri.userPrincipalName)
        .executeTakeFirstOrThrow();
      await work.db.updateTable('customer_relationship').set({ delegated_access: false }).execute();
      const who = {
        partnerTenantId: stage.azur.tenantId,
        userId: user.id,
        customerTenantId: stage.customer('boulangerie-martin'),
      };
      return delegatedRolesOf(work, who);
    });
  expect(await held()).toEqual([]);
  expect((await assign(groupId, licenceAdministrator)).body.error.innerError.code).toBe('DelegationRoleNotGranted');
  const nobodys = await assign('11111111-1111-4111-8111-111111111111', globalReader);
  expect(nobodys.body.error.innerError.code).toBe('DelegationGroupUnknown');
  const made = await assign(groupId, globalReader);
  expect([made.status, made.body.status]).toEqual([201, 'active']);
  expect((await assign(groupId, userAdministrator)).status).toBe(409);
  expect(await held()).toEqual([globalReader]);
  const one = `${url}/${made.body.id}`;
  const change = async (etag: string) =>
    stage.call(await alice(), 'PATCH', one, {
      body: { accessDetails: roles(userAdministrator) },
      headers: { 'if-match': etag },
    });
  expect((await change(made.body['@odata.etag'])).status).toBe(202);
  expect((await change(made.body['@odata.etag'])).status).toBe(412);
  expect(await held()).toEqual([userAdministrator]);
  expect((await stage.call(await alice(), 'DELETE', one, { headers: { 'if-match': '*' } })).status).toBe(204);
  expect(await held()).toEqual([]);
  const operations = (await stage.call(await alice(), 'GET', `${root}/${id}/operations`)).body.value;
  expect(operations).toMatchObject([{ operationType: 'delegatedAdminAccessAssignmentUpdate', status: 'succeeded' }]);
});

test('D7 D8 Either side ends it; the reseller relationship and the subscriptions stay, and no role is left', async () => {
  for (const who of [alice, customer]) {
    const id = await active();
    expect((await ask(await who(), id, 'terminate')).status).toBe(201);
    expect(await read(id)).toMatchObject({ status: 'terminated' });
    expect((await ask(await who(), id, 'terminate')).status).toBe(409);
    const groupId = await groupNamed('AdminAgents');
    const assigned = await stage.call(await alice(), 'POST', `${root}/${id}/accessAssignments`, {
      body: {
        accessContainer: { accessContainerId: groupId, accessContainerType: 'securityGroup' },
        accessDetails: roles(globalReader),
      },
    });
    expect(assigned.body.error.innerError.code).toBe('DelegationStateWrong');
  }
  const still = await stage.call(stage.azur.app, 'GET', `/v1/customers/${stage.customer('boulangerie-martin')}`);
  expect(still.status).toBe(200);
});

test('A repeated request id is done once and answered alike, header included; a token for another service and a customer’s reading are refused', async () => {
  const headers = { 'ms-requestid': crypto.randomUUID() };
  const body = { displayName: 'Once', duration: 'P1D', accessDetails: roles(globalReader) };
  const [one, other] = [
    await stage.call(await alice(), 'POST', root, { body, headers }),
    await stage.call(await alice(), 'POST', root, { body, headers }),
  ];
  expect([one.status, other.body.id]).toEqual([201, one.body.id]);
  expect([one, other].map((answer) => answer.headers.get('location'))).toEqual(
    Array.from({ length: 2 }, () => `${stage.origin}${root}/${one.body.id}`),
  );
  expect((await stage.call(stage.azur.user, 'GET', root)).status).toBe(401);
  const refused = await stage.call(await customer(), 'GET', root);
  expect([refused.status, refused.body.error.code]).toEqual([403, 'forbidden']);
});

test('D8 Requests expire after 90 days; notices come 30, 7 and 1 day before the end; then it ends, or extends itself', async () => {
  const waiting = await sent({ displayName: 'Never answered' });
  const ending = await active({ displayName: 'Ends', duration: 'P40D' });
  const extended = await active({ displayName: 'Goes on', duration: 'P40D', autoExtendDuration: 'P180D' });
  const end = Temporal.Instant.from((await read(ending)).endDateTime);
  await moveClock(stage, { advance: 'P41D' });
  expect(await read(ending)).toMatchObject({ status: 'expired' });
  const goesOn = await read(extended);
  expect([goesOn.status, Temporal.Instant.from(goesOn.endDateTime).since(end).total('hours') > 179 * 24]).toEqual([
    'active',
    true,
  ]);
  const subjects = (await mails())
    .filter(({ recipient }) => recipient === 'alice@azur-cloud.example')
    .map((mail) => mail.subject);
  expect(subjects.filter((subject) => subject.includes('«\u00a0Ends\u00a0»'))).toEqual([
    'Administration déléguée «\u00a0Ends\u00a0»\u00a0: fin dans 30 jours',
    'Administration déléguée «\u00a0Ends\u00a0»\u00a0: fin dans 7 jours',
    'Administration déléguée «\u00a0Ends\u00a0»\u00a0: fin dans un jour',
    'L’administration déléguée «\u00a0Ends\u00a0» a pris fin',
  ]);
  expect(subjects.at(-1)).toBe('L’administration déléguée «\u00a0Goes on\u00a0» est prolongée');
  await moveClock(stage, { advance: 'P50D' });
  expect(await read(waiting)).toMatchObject({ status: 'expired' });
  const late = await ask(await customer(), waiting, 'approve');
  expect([late.status, late.body.error.innerError.code]).toEqual([409, 'DelegationRequestExpired']);
});
