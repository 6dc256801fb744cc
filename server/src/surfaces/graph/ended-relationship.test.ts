import { expect, test } from 'vitest';
import { globalReader, root, roles, useDelegations } from '../../../test/delegations.ts';
import { systemActor } from '../../kernel/index.ts';
import { createApplication, shareApplication } from '../../modules/identity/index.ts';

const { stage, alice, customer, create, ask, sent, active, read, groupNamed, eventsOf } = useDelegations();
const own = '/comptoir/v1';
const customers = '/v1.0/tenantRelationships/delegatedAdminCustomers';

async function assign(id: string) {
  const body = {
    accessContainer: { accessContainerId: await groupNamed('AdminAgents'), accessContainerType: 'securityGroup' },
    accessDetails: roles(globalReader),
  };
  expect((await stage.call(await alice(), 'POST', `${root}/${id}/accessAssignments`, { body })).status).toBe(201);
}

/** An application of Azur's that Azur itself let into the customer's tenant, and how it gets a token there. */
async function applicationLetIn(tenantId: string) {
  const made = await stage.server.context.runner.run<{ clientId: string; clientSecret?: string }, unknown>(
    { actor: systemActor, system: true },
    async (work) => {
      const application = await createApplication(work, { tenantId: stage.azur.tenantId, name: 'Œil É 🧭' });
      const sharing = { multiTenant: true, scopes: ['User.Read.All'] };
      await shareApplication(work, { tenantId: stage.azur.tenantId, clientId: application.clientId, ...sharing });
      return application;
    },
  );
  const grants = [{ enterpriseApplicationId: '00000002-0000-0000-c000-000000000000', scope: 'User.Read.All' }];
  const body = { applicationId: made.clientId, applicationGrants: grants, displayName: 'CPV' };
  const consent = await stage.call(stage.azur.user, 'POST', `/v1/customers/${tenantId}/applicationconsents`, { body });
  expect(consent.status).toBe(201);
  const form = {
    grant_type: 'client_credentials',
    client_id: made.clientId,
    client_secret: made.clientSecret!,
    resource: 'https://api.partnercenter.microsoft.com',
  };
  const asked = await fetch(`${stage.server.origin}/${tenantId}/oauth2/token`, {
    method: 'POST',
    body: new URLSearchParams(form),
  });
  return ((await asked.json()) as { access_token: string }).access_token;
}

test('D13 D15 ACC-15 What a customer granted ends with the relationship, and does not come back with the next one', async () => {
  const martin = stage.customer('boulangerie-martin');
  const [granted, waiting] = [await active(), await sent()];
  const draft = (await create()).body.id as string;
  await assign(granted);
  const token = await applicationLetIn(martin);
  const listed = async () =>
    (await stage.call(await alice(), 'GET', customers)).body.value.map((one: { id: string }) => one.id);
  const enter = async () =>
    (await stage.call(await alice(), 'GET', `${own}/users`, { headers: { 'Comptoir-On-Behalf-Of': martin } })).status;
  expect([await listed(), await enter()]).toEqual([expect.arrayContaining([martin]), 200]);
  expect((await stage.call(token, 'GET', `${own}/users`)).status).toBe(200);

  const removed = await stage.call(await customer(), 'DELETE', `${own}/own-partners/${stage.azur.tenantId}`);
  expect(removed.status).toBe(204);
  for (const id of [granted, waiting]) {
    expect(await read(id)).toMatchObject({ status: 'terminated' });
    expect((await eventsOf(id)).at(-1)).toMatchObject({ name: 'DelegatedAdminTerminated', customer_tenant_id: martin });
  }
  expect((await stage.call(await alice(), 'GET', `${root}/${granted}/accessAssignments`)).body.value).toEqual([]);
  expect(await listed()).not.toContain(martin);
  for (const path of ['', '/serviceManagementDetails']) {
    expect((await stage.call(await alice(), 'GET', `${customers}/${martin}${path}`)).status).toBe(404);
  }
  expect((await ask(await alice(), draft, 'lockForApproval')).status).toBe(404);

  const link = { partnerTenantId: stage.azur.tenantId, msppId: '0', delegatedAccess: false };
  const again = await stage.call(await customer(), 'POST', `${own}/own-partners`, { body: { link } });
  expect(again.status).toBe(201);
  expect([await enter(), await listed()]).toEqual([403, expect.not.arrayContaining([martin])]);
  const begun = await stage.call(await alice(), 'POST', `${own}/customers/${martin}/administration`);
  expect([begun.status, begun.body.code]).toEqual([403, 'DelegationMissing']);
  expect((await stage.call(token, 'GET', `${own}/users`)).status).toBe(401);
});
