import { expect, test } from 'vitest';
import { activate, moveClock, order } from '../../../scenarios/stage.ts';
import { somebodyWaits, testActor, worksOf } from '../../../test/database.ts';
import { useStage } from '../../../test/stage.ts';
import { accessToken } from '../../../test/tokens.ts';
import { setOwnLicences } from '../../modules/licences/index.ts';
import type { AllTables } from '../../tables.ts';

const stage = useStage();

async function person(name: string): Promise<string> {
  const users = stage.world.tenants.flatMap((tenant) => tenant.users);
  const { userPrincipalName } = users.find((user) => user.userPrincipalName.startsWith(name))!;
  const body = { userPrincipalName, resource: 'https://api.partnercenter.microsoft.com' };
  return (await stage.call(undefined, 'POST', '/sandbox/v1/tokens', { body })).body.access_token as string;
}
const root = (prefix = 'boulangerie-martin') => `/v1/customers/${stage.customer(prefix)}`;
const as = async (name: string, method: string, path: string, body?: unknown) =>
  stage.call(await person(name), method, path, body === undefined ? {} : { body });
const alice = (method: string, path: string, body?: unknown) => as('alice@', method, `${root()}${path}`, body);

let count = 0;
async function newUser(usageLocation: string | undefined = 'FR'): Promise<string> {
  count += 1;
  const { body } = await alice('POST', '/users', {
    UserPrincipalName: `licence${count}@boulangerie-martin.onmicrosoft.com`,
    DisplayName: `Élodie ß 株 🚀 ${count}`,
    ...(usageLocation ? { UsageLocation: usageLocation } : {}),
    PasswordProfile: { Password: 'Ocean-lantern-2026!', ForceChangePassword: true },
  });
  return body.id as string;
}

/** Seats that the customer has from now on. */
async function buy(quantity: number): Promise<string> {
  const bought = await order(stage, stage.azur, { ...stage.wish, quantity });
  await activate(stage, stage.atelier, bought.subscriptionId);
  return bought.subscriptionId;
}
const skus = async () => (await alice('GET', '/subscribedskus')).body.items;
const update = (user: string, assign: readonly string[], remove: readonly string[] = []) =>
  alice('POST', `/users/${user}/licenseupdates`, {
    LicensesToAssign: assign.map((SkuId) => ({ SkuId, ExcludedPlans: null })),
    LicensesToRemove: remove.length > 0 ? remove : null,
  });
const held = async (user: string) =>
  (await alice('GET', `/users/${user}/licenses`)).body.items.map(
    (one: { productSku: { id: string } }) => one.productSku.id,
  );

test('AZP-47 Licences are those of the customer’s active seats: assigned, available, and withdrawn again', async () => {
  expect(await skus()).toEqual([]);
  await order(stage, stage.azur, { ...stage.wish, quantity: 4 });
  expect(await skus(), 'nothing is there before its activation').toEqual([]);
  await buy(2);
  await buy(1);
  const [sku] = await skus();
  expect(sku).toMatchObject({
    productSku: { name: expect.stringContaining('Pilote Projets'), targetType: 'User', licenseGroupId: 'group1' },
    activeUnits: 3,
    availableUnits: 3,
    consumedUnits: 0,
    suspendedUnits: 0,
    totalUnits: 3,
    warningUnits: 0,
    capabilityStatus: 'Enabled',
    attributes: { objectType: 'SubscribedSku' },
  });
  const { id } = sku.productSku;
  const user = await newUser();
  const given = await update(user, [id]);
  expect([given.status, given.body]).toMatchObject([
    201,
    { licensesToAssign: [{ skuId: id }], licenseWarnings: [], attributes: { objectType: 'LicenseUpdate' } },
  ]);
  expect((await alice('GET', `/users/${user}/licenses`)).body.items).toMatchObject([
    { productSku: { id }, servicePlans: [{ targetType: 'User' }], attributes: { objectType: 'License' } },
  ]);
  expect((await skus())[0]).toMatchObject({ consumedUnits: 1, availableUnits: 2 });
  expect((await alice('GET', '/subscribedskus?licenseGroupIds=Group2')).body.items).toEqual([]);
  expect((await alice('GET', '/subscribedskus?licenseGroupIds=Group1&licenseGroupIds=Group2')).body.items).toHaveLength(
    1,
  );
  expect((await alice('GET', '/subscribedskus?licenseGroupIds=Group9')).status).toBe(400);
  expect((await update(user, [], [id])).status).toBe(201);
  expect((await skus())[0]).toMatchObject({ consumedUnits: 0, availableUnits: 3 });
  const events = await worksOf(stage.server.context).asSystem<unknown[], AllTables>((work) =>
    work.db
      .selectFrom('event')
      .select(['name', 'actor_name', 'on_behalf_tenant_id'])
      .where('name', '=', 'UserLicencesChanged')
      .where('aggregate_id', '=', user)
      .execute(),
  );
  const event = {
    name: 'UserLicencesChanged',
    actor_name: 'alice@azur-cloud.example',
    on_behalf_tenant_id: stage.customer('boulangerie-martin'),
  };
  expect(events).toEqual([event, event]);
});

test('60012 The last licence is given once, also to two who are given it at once', async () => {
  const [sku] = await skus();
  const { id } = sku.productSku;
  const [one, two, first, second] = [await newUser(), await newUser(), await newUser(), await newUser()];
  for (const user of [one, two]) expect((await update(user, [id])).status).toBe(201);
  // The customer itself gives the last one and is not done yet: the partner waits for it, and finds none left.
  const actor = testActor(stage.customer('boulangerie-martin'), ['customer']);
  const late = await worksOf(stage.server.context).asSystem<{ answer: ReturnType<typeof update> }, AllTables>(
    async (work) => {
      await setOwnLicences(work.inNameOf(actor), first, [id]);
      const answer = update(second, [id]);
      await somebodyWaits(stage.server.context);
      return { answer };
    },
  );
  const refused = await late.answer;
  expect([refused.status, refused.body]).toMatchObject([400, { code: 60012, errorName: 'LicencesExhausted' }]);
  expect((await skus())[0]).toMatchObject({ consumedUnits: 3, availableUnits: 0 });
  expect((await update(one, [id])).status, 'who has it is given no second one').toBe(201);
  expect((await alice('DELETE', `/users/${two}`)).status).toBe(204);
  expect((await skus())[0]).toMatchObject({ consumedUnits: 2, availableUnits: 1 });
  expect((await alice('PATCH', `/users/${two}`, { State: 'active' })).status).toBe(200);
  expect(await held(two), 'restored without what was freed').toEqual([]);
});

test('A licence needs a usage location, a subscription, all of its plans and somebody who is there', async () => {
  const [sku] = await skus();
  const { id } = sku.productSku;
  const nowhere = await newUser('');
  const unplaced = await update(nowhere, [id]);
  expect([unplaced.status, unplaced.body.errorName]).toEqual([400, 'UsageLocationMissing']);
  expect((await alice('PATCH', `/users/${nowhere}`, { UsageLocation: 'BE' })).status).toBe(200);
  expect((await update(nowhere, [id])).status).toBe(201);
  expect((await update(nowhere, ['CFQ7TTC0LH0Z:0001'])).body).toMatchObject({
    code: 3000,
    errorName: 'LicenceUnknown',
  });
  for (const remove of [id, id.toLowerCase()]) {
    expect((await update(nowhere, [id], [remove])).body).toMatchObject({
      errorName: 'InvalidInput',
      description: expect.stringContaining('licensesToRemove'),
    });
  }
  expect(await held(nowhere)).toEqual([id]);
  expect((await update(nowhere, [])).body.errorName).toBe('InvalidInput');
  const excluded = { LicensesToAssign: [{ SkuId: id, ExcludedPlans: [id] }] };
  expect((await alice('POST', `/users/${nowhere}/licenseupdates`, excluded)).body.errorName).toBe('InvalidInput');
  expect((await alice('DELETE', `/users/${nowhere}`)).status).toBe(204);
  expect((await update(nowhere, [id])).status).toBe(404);
  expect((await update('not-a-guid', [id])).status).toBe(404);
});

test('900309 900316 900329 Who was delegated no licences, the own tenant, an application, strangers', async () => {
  const [sku] = await skus();
  const { id } = sku.productSku;
  const user = await newUser();
  const body = { LicensesToAssign: [{ SkuId: id }] };
  const path = `${root()}/users/${user}/licenseupdates`;
  expect((await as('henri@', 'GET', `${root()}/subscribedskus`)).status).toBe(200);
  expect((await as('henri@', 'POST', path, body)).body).toMatchObject({ code: 900309, errorName: 'DelegationMissing' });
  const own = await as('alice@', 'GET', `/v1/customers/${stage.azur.tenantId}/subscribedskus`);
  expect([own.status, own.body.code]).toEqual([400, 900316]);
  expect((await stage.call(stage.azur.app, 'POST', path, { body })).body.code).toBe(900329);
  expect((await as('dieter@', 'GET', `${root()}/subscribedskus`)).status).toBe(404);
  expect((await as('sonia@', 'GET', `${root()}/subscribedskus`)).status).toBe(403);
  expect(await held(user)).toEqual([]);
});

test('The customer’s own administrators see and assign them too; a reader changes nothing', async () => {
  const context = { tenantId: stage.customer('boulangerie-martin'), parts: ['customer'], kind: 'user' } as const;
  const token = async (role: 'user_admin' | 'billing_admin') =>
    accessToken(stage.server.context, { ...context, parts: [...context.parts], roles: [role] });
  const own = async (method: string, path: string, body?: object) =>
    stage.call(await token('user_admin'), method, `/comptoir/v1${path}`, body ? { body } : {});
  await buy(1);
  const user = await newUser();
  const [sku] = (await own('GET', '/licences')).body.items;
  expect(sku).toMatchObject({ active: 4, available: expect.any(Number) });
  const set = await own('PUT', `/users/${user}/licences`, { skuIds: [sku.skuId] });
  expect([set.status, set.body.items]).toMatchObject([200, [{ skuId: sku.skuId }]]);
  expect((await own('GET', `/users/${user}/licences`)).body).toEqual(set.body);
  expect((await own('PUT', `/users/${user}/licences`, { skuIds: [] })).body.items).toEqual([]);
  expect((await stage.call(await token('billing_admin'), 'GET', '/comptoir/v1/licences')).status).toBe(403);
  // A partner that has bought nothing has none to give, and sees none of its customers'.
  expect((await stage.call(stage.azur.user, 'GET', '/comptoir/v1/licences')).body.items).toEqual([]);
});

test('When seats end, nobody is given more; what people hold opens nothing any more', async () => {
  const user = await newUser();
  const [sku] = await skus();
  await update(user, [sku.productSku.id]);
  await worksOf(stage.server.context).asSystem<unknown, AllTables>((work) =>
    work.db.updateTable('subscription').set({ auto_renew: false }).where('status', '=', 'active').execute(),
  );
  await moveClock(stage, { advance: 'P62D' });
  expect(await skus()).toEqual([]);
  expect(await held(user)).toEqual([]);
  expect((await update(await newUser(), [sku.productSku.id])).body.errorName).toBe('LicenceUnknown');
});
