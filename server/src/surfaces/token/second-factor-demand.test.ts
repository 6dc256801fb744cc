/** Of whom the operator asks a second factor, whatever their organisations do (rule B30, decision 0113). */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { cookieBrowser } from '../../../test/cookie-browser.ts';
import { callServer } from '../../../test/http.ts';
import { identityWorld, password, type IdentityWorld } from '../../../test/identity-world.ts';
import { portalSignIn } from '../../../test/portal-sign-in.ts';
import { startTestServer, type TestServer } from '../../../test/server.ts';
import { accessToken } from '../../../test/tokens.ts';
import { systemActor, type Role } from '../../kernel/index.ts';
import { createTenant, createUser, hashPassword, portalClientId } from '../../modules/identity/index.ts';

let server: TestServer;
let world: IdentityWorld;
let operator: string;
/** Of the operator, by role. */
const people = new Map<Role, string>();
beforeAll(async () => {
  server = await startTestServer({ config: { mode: 'production' } });
  world = await identityWorld(server.context);
  const passwordHash = await hashPassword(password);
  await server.context.runner.run<void, unknown>({ actor: systemActor, system: true }, async (work) => {
    const house = { name: 'Comptoir', domain: 'comptoir.test', country: 'FR', parts: ['operator'] } as const;
    const { id: tenantId } = await createTenant(work, house);
    operator = tenantId;
    for (const role of ['global_admin', 'billing_admin'] as const) {
      const name = `${role}@comptoir.test`;
      const user = { tenantId, userPrincipalName: name, displayName: role, email: name, passwordHash, roles: [role] };
      people.set(role, (await createUser(work, user)).id);
    }
  });
});
afterAll(() => server.stop());
beforeEach(() => query('delete from second_factor_demand'));

const { start, signIn, redeem, codeForm } = portalSignIn(
  () => server,
  () => world,
);
const query = async <Row extends object>(text: string, values: readonly unknown[] = []) =>
  (await server.context.pools.owner.query<Row>(text, [...values])).rows;
const call = (token: string, method: string, path: string, body?: unknown) =>
  callServer(server.origin, method, `/comptoir/v1${path}`, { token, ...(body === undefined ? {} : { body }) });

const operatorAs = (role: Role) =>
  accessToken(server.context, {
    tenantId: operator,
    parts: ['operator'],
    roles: [role],
    userId: people.get(role)!,
    userPrincipalName: `${role}@comptoir.test`,
  });
const demand = async (askedOf: string, role: Role = 'global_admin') =>
  call(await operatorAs(role), 'PUT', '/second-factor-demand', { askedOf });

/** What a person is shown behind name and password. */
async function shownTo(name: string): Promise<'signed in' | 'set up'> {
  const [browser, begun] = [cookieBrowser(), start()];
  const page = await browser.open(begun.url, begun.redirectUri);
  const next = await browser.submit(page, { username: name, password }, begun.redirectUri);
  if (next.status === 0) return 'signed in';
  expect(next.html).toContain('Set up a second factor');
  return 'set up';
}

test('B30 The operator asks partners, or everyone, for a second factor: at sign-in, and of sessions that are open', async () => {
  const begun = start();
  const tokens = await redeem(codeForm(begun, (await signIn(cookieBrowser(), begun)).get('code')!));
  const before = (await call(await operatorAs('global_admin'), 'GET', '/second-factor-demand')).body;
  expect(before).toEqual({
    askedOf: 'nobody',
    partners: { people: 1, without: 1 },
    everyone: { people: 4, without: 4 },
  });
  // world.ada is a partner's, world.otherUser a publisher's.
  for (const [askedOf, ada, otto] of [
    ['nobody', 'signed in', 'signed in'],
    ['partners', 'set up', 'signed in'],
    ['everyone', 'set up', 'set up'],
    ['nobody', 'signed in', 'signed in'],
  ] as const) {
    const saved = await demand(askedOf);
    expect([saved.status, saved.body.askedOf]).toEqual([200, askedOf]);
    expect([askedOf, await shownTo(world.ada), await shownTo(world.otherUser)]).toEqual([askedOf, ada, otto]);
  }
  const refresh = { grant_type: 'refresh_token', client_id: portalClientId, refresh_token: tokens.refresh_token };
  await demand('partners');
  expect((await redeem(refresh)).error).toBe('invalid_grant');
  const changes = await query<{ old_value: object; new_value: object; actor_name: string }>(
    `select old_value, new_value, actor_name from event where name = 'SecondFactorDemandChanged' order by seq`,
  );
  // Asking for what stands already is no change.
  expect(changes.map(({ old_value, new_value }) => [old_value, new_value])).toEqual([
    [{ askedOf: 'nobody' }, { askedOf: 'partners' }],
    [{ askedOf: 'partners' }, { askedOf: 'everyone' }],
    [{ askedOf: 'everyone' }, { askedOf: 'nobody' }],
    [{ askedOf: 'nobody' }, { askedOf: 'partners' }],
  ]);
  expect(changes[0]!.actor_name).toBe('global_admin@comptoir.test');
});

test('B30 A partner sees that the operator asks for it and cannot switch it off; its own choice is kept', async () => {
  const [{ id: userId } = { id: '' }] = await query<{ id: string }>(
    'select id from user_account where user_principal_name = $1',
    [world.ada],
  );
  const ada = await accessToken(server.context, { tenantId: world.tenantId, parts: ['direct'], userId });
  const policy = async () => (await call(ada, 'GET', '/sign-in-policy')).body;
  const choose = (secondFactorRequired: boolean) => call(ada, 'PUT', '/sign-in-policy', { secondFactorRequired });
  expect(await policy()).toEqual({ secondFactorRequired: false, demanded: false, people: 1, without: 1 });
  await demand('partners');
  expect(await policy()).toMatchObject({ secondFactorRequired: true, demanded: true });
  const refused = await choose(false);
  expect([refused.status, refused.body.code, refused.body.rule.id]).toEqual([409, 'SecondFactorDemanded', 'B30']);
  expect((await choose(true)).status).toBe(200);
  await demand('nobody');
  expect(await policy()).toMatchObject({ secondFactorRequired: true, demanded: false });
  expect((await choose(false)).body).toMatchObject({ secondFactorRequired: false });
});

test('B30 Only a global admin of the operator changes the demand, and to nothing else', async () => {
  expect((await demand('everyone', 'billing_admin')).status).toBe(403);
  const stranger = await accessToken(server.context, { tenantId: world.tenantId, parts: ['direct'] });
  expect((await call(stranger, 'GET', '/second-factor-demand')).status).toBe(403);
  expect((await call(stranger, 'PUT', '/second-factor-demand', { askedOf: 'everyone' })).status).toBe(403);
  const wrong = await demand('publishers');
  expect([wrong.status, wrong.body.code]).toEqual([400, 'InvalidInput']);
  expect(await query('select 1 from second_factor_demand')).toEqual([]);
});
