import { expect, test } from 'vitest';
import { moveClock } from '../../../scenarios/stage.ts';
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
