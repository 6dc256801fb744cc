import { expect, test } from 'vitest';
import { activate, moveClock, order } from '../../../scenarios/stage.ts';
import {
  globalReader,
  userAdministrator,
  licenceAdministrator,
  root,
  roles,
  useDelegations,
} from '../../../test/delegations.ts';
import { newCompany } from '../../../test/partners.ts';
import { accessToken } from '../../../test/tokens.ts';
import type { AllTables } from '../../tables.ts';
import { delegatedRolesOf } from '../../modules/delegated-administration/index.ts';

const { stage, works, alice, customer, ask, sent, active, read, groupNamed, mails } = useDelegations();

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

/** Roles that a person of the partner has in a customer's tenant; the older access, which gives all, is ended first. */
async function held(name: string, prefix = 'boulangerie-martin'): Promise<readonly string[]> {
  const { userPrincipalName } = stage.world.tenants
    .flatMap((tenant) => tenant.users)
    .find((user) => user.userPrincipalName.startsWith(`${name}@`))!;
  return works().asSystem<readonly string[], AllTables>(async (work) => {
    const user = await work.db
      .selectFrom('user_account')
      .select('id')
      .where('user_principal_name', '=', userPrincipalName)
      .executeTakeFirstOrThrow();
    await work.db.updateTable('customer_relationship').set({ delegated_access: false }).execute();
    const at = { partnerTenantId: stage.azur.tenantId, customerTenantId: stage.customer(prefix) };
    return delegatedRolesOf(work, { ...at, userId: user.id });
  });
}

const assign = async (id: string, groupId: string, ...ids: string[]) =>
  stage.call(await alice(), 'POST', `${root}/${id}/accessAssignments`, {
    body: {
      accessContainer: { accessContainerId: groupId, accessContainerType: 'securityGroup' },
      accessDetails: roles(...ids),
    },
  });

test('D8 Roles are given to groups of the partner, a subset of what was granted, with etags', async () => {
  const id = await active();
  const url = `${root}/${id}/accessAssignments`;
  const groupId = await groupNamed('HelpdeskAgents');
  expect(await held('henri')).toEqual([]);
  const code = (answer: { body: { error: { innerError: { code: string } } } }) => answer.body.error.innerError.code;
  expect(code(await assign(id, groupId, licenceAdministrator))).toBe('DelegationRoleNotGranted');
  expect(code(await assign(id, groupId, globalReader, licenceAdministrator))).toBe('DelegationRoleNotGranted');
  const { rows } = await stage.server.context.pools.owner.query(
    `select id from directory_group where tenant_id = $1 limit 1`,
    [stage.rhein.tenantId],
  );
  // A group that nobody has, and another partner's.
  for (const foreign of ['11111111-1111-4111-8111-111111111111', rows[0].id as string])
    expect(code(await assign(id, foreign, globalReader))).toBe('DelegationGroupUnknown');
  const elsewhere = await held('henri', 'clinique-alpages');
  const made = await assign(id, groupId, globalReader);
  expect([made.status, made.body.status]).toEqual([201, 'active']);
  expect((await assign(id, groupId, userAdministrator)).status).toBe(409);
  // Who is in the group has it, there; nobody else, and nowhere else.
  expect([await held('henri'), await held('alice')]).toEqual([[globalReader], []]);
  expect(await held('henri', 'clinique-alpages')).toEqual(elsewhere);
  const one = `${url}/${made.body.id}`;
  const change = async (etag: string, ...ids: string[]) =>
    stage.call(await alice(), 'PATCH', one, { body: { accessDetails: roles(...ids) }, headers: { 'if-match': etag } });
  const etag = made.body['@odata.etag'] as string;
  expect(code(await change(etag, licenceAdministrator))).toBe('DelegationRoleNotGranted');
  expect((await change(etag, userAdministrator)).status).toBe(202);
  expect((await change(etag, globalReader)).status).toBe(412);
  expect(await held('henri')).toEqual([userAdministrator]);
  const remove = async (version: string) =>
    (await stage.call(await alice(), 'DELETE', one, { headers: { 'if-match': version } })).status;
  expect(await remove(etag)).toBe(412);
  expect(await held('henri')).toEqual([userAdministrator]);
  expect(await remove('*')).toBe(204);
  expect(await held('henri')).toEqual([]);
  const operations = (await stage.call(await alice(), 'GET', `${root}/${id}/operations`)).body.value;
  expect(operations).toMatchObject([{ operationType: 'delegatedAdminAccessAssignmentUpdate', status: 'succeeded' }]);
});

test('D7 D8 Either side ends it; the reseller relationship and the subscriptions stay, and no role is left', async () => {
  const bought = await order(stage, stage.azur, stage.wish);
  await activate(stage, stage.atelier, bought.subscriptionId);
  for (const who of [alice, customer]) {
    const [id, other] = [await active(), await active()];
    const groupId = await groupNamed('AdminAgents');
    expect((await assign(id, groupId, globalReader)).status).toBe(201);
    expect((await assign(other, groupId, userAdministrator)).status).toBe(201);
    expect(await held('alice')).toEqual([globalReader, userAdministrator]);
    expect((await ask(await who(), id, 'terminate')).status).toBe(201);
    expect(await read(id)).toMatchObject({ status: 'terminated' });
    expect((await ask(await who(), id, 'terminate')).status).toBe(409);
    // What came by another one stays.
    expect(await held('alice')).toEqual([userAdministrator]);
    expect((await assign(id, groupId, globalReader)).body.error.innerError.code).toBe('DelegationStateWrong');
    expect((await ask(await who(), other, 'terminate')).status).toBe(201);
    expect(await held('alice')).toEqual([]);
    const assignments = (await stage.call(await alice(), 'GET', `${root}/${id}/accessAssignments`)).body.value;
    expect(assignments).toEqual([]);
  }
  const own = `/v1/customers/${stage.customer('boulangerie-martin')}`;
  expect((await stage.call(stage.azur.app, 'GET', own)).status).toBe(200);
  const subscription = await stage.call(stage.azur.app, 'GET', `${own}/subscriptions/${bought.subscriptionId}`);
  expect([subscription.status, subscription.body.status]).toEqual([200, 'active']);
  // The relationship is one in which more can be bought.
  expect((await order(stage, stage.azur, stage.wish)).subscriptionId).toBeDefined();
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
  expect((await assign(ending, await groupNamed('AdminAgents'), globalReader)).status).toBe(201);
  const end = Temporal.Instant.from((await read(ending)).endDateTime);
  const until = (days: number, minutes: number) =>
    moveClock(stage, {
      now: end
        .subtract({ hours: 24 * days })
        .add({ minutes })
        .toString(),
    });
  const told = async () =>
    (await mails())
      .filter(({ recipient }) => recipient === 'alice@azur-cloud.example')
      .map((mail) => mail.subject)
      .filter((subject) => subject.includes('«\u00a0Ends\u00a0»') && subject.includes('fin'));
  const before = (await told()).length;
  const since = async () => (await told()).slice(before);
  const notices = ['dans 30 jours', 'dans 7 jours', 'dans un jour'].map(
    (when) => `Administration déléguée «\u00a0Ends\u00a0»\u00a0: fin ${when}`,
  );
  for (const [at, days] of [30, 7, 1].entries()) {
    await until(days, -10);
    expect([days, await since()]).toEqual([days, notices.slice(0, at)]);
    await until(days, 10);
    expect([days, await since()]).toEqual([days, notices.slice(0, at + 1)]);
  }
  await until(0, -10);
  expect([(await read(ending)).status, await held('alice')]).toEqual(['active', [globalReader]]);
  await until(0, 10);
  expect([(await read(ending)).status, await held('alice')]).toEqual(['expired', []]);
  expect(await since()).toEqual([...notices, 'L’administration déléguée «\u00a0Ends\u00a0» a pris fin']);
  const goesOn = await read(extended);
  const longer = Temporal.Instant.from(goesOn.endDateTime).since(end).total('hours');
  expect([goesOn.status, Math.round(longer)]).toEqual(['active', 180 * 24]);
  expect((await mails()).map(({ subject }) => subject)).toContain(
    'L’administration déléguée «\u00a0Goes on\u00a0» est prolongée',
  );
  const { rows } = await stage.server.context.pools.owner.query(
    'select request_expires_at as at from delegated_admin_relationship where id = $1',
    [waiting],
  );
  const expiry = rows[0].at as Temporal.Instant;
  expect(Math.round(expiry.since(end).total('hours'))).toBe(50 * 24);
  await moveClock(stage, { now: expiry.subtract({ minutes: 10 }).toString() });
  expect(await read(waiting)).toMatchObject({ status: 'approvalPending' });
  await moveClock(stage, { now: expiry.add({ minutes: 1 }).toString() });
  expect(await read(waiting)).toMatchObject({ status: 'expired' });
  const late = await ask(await customer(), waiting, 'approve');
  expect([late.status, late.body.error.innerError.code]).toEqual([409, 'DelegationRequestExpired']);
});

test('D8 A customer that is created with enableGDAPByDefault has granted the usual roles, and ends that at will', async () => {
  const { domain, billingProfile } = newCompany();
  const body = { companyProfile: { domain }, billingProfile, EnableGDAPByDefault: true };
  const made = await stage.call(stage.azur.app, 'POST', '/v1/customers', { body });
  expect([made.status, made.body.enableGDAPByDefault]).toEqual([201, true]);
  const { id: customerId } = made.body;
  const filter = encodeURIComponent(`customer/tenantId eq '${customerId}'`);
  const granted = async () => (await stage.call(await alice(), 'GET', `${root}?$filter=${filter}`)).body.value;
  const [one] = await granted();
  expect(one).toMatchObject({ status: 'active', duration: 'P730D', displayName: `Default_${customerId}` });
  expect(one.accessDetails.unifiedRoles).toHaveLength(9);
  const own = await accessToken(stage.server.context, {
    tenantId: customerId,
    parts: ['customer'],
    roles: ['global_admin'],
    audience: 'https://graph.microsoft.com',
  });
  expect((await ask(own, one.id, 'terminate')).status).toBe(201);
  expect(await granted()).toMatchObject([{ status: 'terminated' }]);

  const without = { ...body, companyProfile: { domain: newCompany().domain }, EnableGDAPByDefault: false };
  const plain = await stage.call(stage.azur.app, 'POST', '/v1/customers', { body: without });
  expect([plain.status, plain.body.enableGDAPByDefault]).toEqual([201, false]);
  // Who may create customers, and not administer them, asks for none.
  const [tenant] = stage.world.tenants.filter(({ id }) => id === stage.azur.tenantId);
  const { userPrincipalName } = tenant!.users.find(({ userPrincipalName: name }) => name.startsWith('sonia@'))!;
  const wish = { userPrincipalName, resource: 'https://api.partnercenter.microsoft.com' };
  const sonia = (await stage.call(undefined, 'POST', '/sandbox/v1/tokens', { body: wish })).body.access_token;
  const refused = { ...body, companyProfile: { domain: newCompany().domain } };
  expect((await stage.call(sonia, 'POST', '/v1/customers', { body: refused })).status).toBe(403);
});
