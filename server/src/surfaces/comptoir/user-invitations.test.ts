import type { UserInvitationRow } from '@comptoir/contracts/comptoir/user-invitations';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { callServer } from '../../../test/http.ts';
import { identityWorld, type IdentityWorld } from '../../../test/identity-world.ts';
import { someHash } from '../../../test/passwords.ts';
import { startTestServer, type TestServer } from '../../../test/server.ts';
import { systemActor, type Role, type TenantPart } from '../../kernel/index.ts';
import {
  checkPassword,
  createTenant,
  createUser,
  findUserByName,
  issueUserToken,
} from '../../modules/identity/index.ts';

let server: TestServer;
let world: IdentityWorld;
/** A global admin who is an admin agent too, one who is none, and a user management admin. */
let [admin, plain, manager] = ['', '', ''];
beforeAll(async () => {
  server = await startTestServer({ config: { mode: 'production' } });
  world = await identityWorld(server.context);
  admin = await enter(world.tenantId, 'gina@northwind.test', ['global_admin', 'admin_agent']);
  manager = await enter(world.tenantId, 'uma@northwind.test', ['user_admin', 'admin_agent']);
  plain = await tokenOf(world.ada);
});
afterAll(() => server.stop());

async function tokenOf(userPrincipalName: string) {
  return (await issueUserToken(server.context, { userPrincipalName, resource: 'api://comptoir' })).access_token;
}

async function enter(tenantId: string, userPrincipalName: string, roles: readonly Role[]) {
  const named = { tenantId, userPrincipalName, displayName: 'Gina Ё 株 🌿', email: userPrincipalName };
  await server.context.runner.run({ actor: systemActor, system: true }, (work) =>
    createUser(work, { ...named, passwordHash: someHash, roles }),
  );
  return tokenOf(userPrincipalName);
}

const call = (method: string, path: string, body?: unknown, token?: string) =>
  callServer(server.origin, method, `/comptoir/v1${path}`, {
    ...(token ? { token } : {}),
    ...(body === undefined ? {} : { body }),
  });

/** A tenant has 20 in a minute, all tests of it together. */
const invite = (email: string, more: object = {}, token = admin) =>
  call('POST', '/user-invitations', { email, roles: ['billing_admin'], language: 'fr', ...more }, token);

interface Mail {
  readonly subject: string;
  readonly text: string;
  readonly links: readonly string[];
}

async function mailsTo(recipient: string): Promise<Mail[]> {
  const text = 'select subject, text, links from mail where recipient = $1 order by at, id';
  return (await server.context.pools.owner.query<Mail>(text, [recipient])).rows;
}

const linkOf = async (recipient: string) => (await mailsTo(recipient)).at(-1)!.links[0]!;
const tokenIn = async (recipient: string) => (await linkOf(recipient)).split('#')[1]!;

async function listed(email: string, token = admin): Promise<UserInvitationRow> {
  const query = `search=${encodeURIComponent(email)}`;
  return ((await call('GET', `/user-invitations?${query}`, undefined, token)).body.items as UserInvitationRow[])[0]!;
}

const answer = { displayName: 'Élise İß Ё 株 ش 🌿', password: 'velvet anchor tomato' };
const accept = (token: string, change: object = {}) =>
  call('POST', '/user-invitation/accept', { token, ...answer, ...change });

/** Refused attempts, newest first, as the audit trail has them. */
async function refusals(): Promise<string[]> {
  const text = `select new_value ->> 'code' as code from event where name = 'UserInvitationRefused' order by seq desc limit 5`;
  return (await server.context.pools.owner.query<{ code: string }>(text)).rows.map(({ code }) => code);
}

test('B29 An administrator invites by address and roles; the person names itself, chooses a password and signs in', async () => {
  const email = 'élise.ё@mail.test';
  const made = await invite(email, { displayName: 'Élise' });
  expect(made.status).toBe(201);
  const [mail] = await mailsTo(email);
  expect(mail!.subject).toBe('Gina Ё 株 🌿 vous invite à rejoindre Northwind & Söhne b');
  expect(mail!.text).toMatch(/jusqu’au \d+(?:er)? \p{L}+ \d{4}/u);
  expect(await linkOf(email)).toMatch(new RegExp(`^${server.origin}/invitation#${made.body.id}\\.[\\w-]{43}$`));
  const row = await listed(email);
  expect(row).toMatchObject({ email, state: 'open', roles: ['billing_admin'], language: 'fr' });
  expect(JSON.stringify(row)).not.toContain('hash');
  const token = await tokenIn(email);
  const read = await call('POST', '/user-invitation/read', { token });
  expect(read.body).toEqual({ organisation: 'Northwind & "Söhne" <b>', email, displayName: 'Élise' });
  expect((await listed(email)).state).toBe('open');
  const short = await accept(token, { password: 'short' });
  expect([short.status, short.body.code]).toEqual([400, 'PasswordRefused']);
  expect(await accept(token)).toMatchObject({ status: 200, body: { userPrincipalName: email } });
  const user = await checkPassword(server.context.runner, email.toUpperCase(), answer.password);
  expect(user).toMatchObject({ displayName: answer.displayName, roles: ['billing_admin'], language: 'fr' });
  expect((await listed(email)).state).toBe('accepted');
});

test('A link used twice, changed, withdrawn, too old, or of an address known meanwhile is refused and in the audit', async () => {
  await invite('twice@mail.test');
  const token = await tokenIn('twice@mail.test');
  const both = await Promise.all([accept(token), accept(token)]);
  expect(both.filter(({ status }) => status === 200)).toHaveLength(1);
  expect(both.filter(({ status }) => status === 409)).toHaveLength(1);
  const again = await accept(token);
  expect([again.status, again.body.code]).toEqual([409, 'LinkUsed']);
  const changed = `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`;
  expect((await accept(changed)).body.code).toBe('LinkUnknown');
  expect((await call('POST', '/user-invitation/read', { token: changed })).status).toBe(404);
  expect((await accept('nonsense')).body.code).toBe('LinkUnknown');

  await invite('withdrawn@mail.test');
  const { id } = await listed('withdrawn@mail.test');
  expect((await call('POST', `/user-invitations/${id}/withdraw`, undefined, admin)).status).toBe(204);
  expect((await accept(await tokenIn('withdrawn@mail.test'))).body.code).toBe('LinkWithdrawn');
  const ended = await call('POST', `/user-invitations/${id}/resend`, undefined, admin);
  expect([ended.status, ended.body.code]).toEqual([409, 'UserInvitationEnded']);

  await invite('known@mail.test');
  await enter(world.otherTenantId, 'Known@mail.test', []);
  expect((await accept(await tokenIn('known@mail.test'))).body.code).toBe('AddressKnown');

  await invite('late@mail.test');
  await server.context.pools.owner.query(
    `update user_invitation set expires_at = made_at where email = 'late@mail.test'`,
  );
  expect((await accept(await tokenIn('late@mail.test'))).body.code).toBe('LinkExpired');
  expect((await listed('late@mail.test')).state).toBe('expired');
  expect(await refusals()).toEqual([
    'LinkExpired',
    'AddressKnown',
    'UserInvitationEnded',
    'LinkWithdrawn',
    'LinkUnknown',
  ]);
});

test('Sending again makes another link, and the one before opens nothing', async () => {
  await invite('again@mail.test', { language: 'en' });
  const first = await tokenIn('again@mail.test');
  const { id } = await listed('again@mail.test');
  const resend = () => call('POST', `/user-invitations/${id}/resend`, undefined, admin);
  const soon = await resend();
  expect([soon.status, soon.body.code]).toEqual([429, 'TooManyRequests']);
  expect(Number(soon.headers.get('retry-after'))).toBeGreaterThan(0);
  const passed = (interval: string) =>
    server.context.pools.owner.query('update user_invitation set made_at = made_at - $1::interval where id = $2', [
      interval,
      id,
    ]);
  await passed('2 minutes');
  expect((await resend()).status).toBe(204);
  const second = await tokenIn('again@mail.test');
  expect(second).not.toBe(first);
  expect((await mailsTo('again@mail.test')).at(-1)!.subject).toContain('invites you to join');
  expect((await accept(first)).body.code).toBe('LinkUnknown');
  for (let mails = 2; mails < 5; mails += 1) {
    await passed('2 minutes');
    expect((await resend()).status).toBe(204);
  }
  await passed('2 minutes');
  const sixth = await resend();
  expect(sixth.status).toBe(429);
  expect(Number(sixth.headers.get('retry-after'))).toBeGreaterThan(80_000);
  expect((await accept(await tokenIn('again@mail.test'))).status).toBe(200);
});

test('Nobody is invited twice, nor whose address has an account in the house', async () => {
  const token = await tokenOf(world.otherUser);
  const roles = ['billing_admin'];
  expect((await invite('once@mail.test', { roles }, token)).status).toBe(201);
  const twice = await invite('ONCE@mail.test', { roles }, token);
  expect([twice.status, twice.body.code]).toEqual([409, 'UserInvitationOpen']);
  for (const email of [world.ada.toUpperCase(), world.otherUser]) {
    const known = await invite(email, { roles }, token);
    expect([known.status, known.body.code, known.body.target]).toEqual([409, 'AddressKnown', 'email']);
  }
  expect((await refusals()).slice(0, 3)).toEqual(['AddressKnown', 'AddressKnown', 'UserInvitationOpen']);
});

test('ENR-53 B19 B29 Who may not add a person with these roles may not invite one, nor withdraw the invitation', async () => {
  const asPlain = await invite('nobody@mail.test', {}, plain);
  expect([asPlain.status, asPlain.body.code, asPlain.body.rule.id]).toEqual([403, 'AdminAgentNeeded', 'B19']);
  const asManager = await invite('nobody@mail.test', { roles: ['global_admin'] }, manager);
  expect([asManager.status, asManager.body.code]).toEqual([403, 'GlobalAdminNeeded']);
  const foreign = await invite('nobody@mail.test', { roles: ['manager'] });
  expect([foreign.status, foreign.body.code]).toEqual([400, 'RoleNotHere']);
  expect(await mailsTo('nobody@mail.test')).toEqual([]);
  await invite('boss@mail.test', { roles: ['global_admin'] });
  const { id } = await listed('boss@mail.test');
  const withdraw = (token: string) => call('POST', `/user-invitations/${id}/withdraw`, undefined, token);
  expect((await withdraw(manager)).status).toBe(403);
  const stranger = await withdraw(await tokenOf(world.otherUser));
  expect([stranger.status, stranger.body.code]).toEqual([404, 'UserInvitationNotFound']);
  expect((await listed('boss@mail.test')).state).toBe('open');
  expect(await listed('boss@mail.test', await tokenOf(world.otherUser))).toBeUndefined();
});

test.each<TenantPart>(['operator', 'publisher', 'provider', 'reseller', 'customer', 'applicant'])(
  'The same in the tenant of a %s',
  async (part) => {
    const domain = `${part}.test`;
    const { id } = await server.context.runner.run({ actor: systemActor, system: true }, (work) =>
      createTenant(work, { name: domain, domain, country: 'FR', parts: [part] }),
    );
    const token = await enter(id, `gina@${domain}`, ['global_admin', 'admin_agent']);
    const email = `new@${part}.mail.test`;
    expect((await invite(email, { roles: ['user_admin'] }, token)).status).toBe(201);
    expect((await accept(await tokenIn(email))).status).toBe(200);
    const user = await server.context.runner.run({ actor: systemActor, system: true }, (work) =>
      findUserByName(work, email),
    );
    expect(user).toMatchObject({ tenantId: id, roles: ['user_admin'] });
  },
);

test('Invitations in a loop are refused with 429 and Retry-After', async () => {
  const token = await tokenOf(world.otherUser);
  const answers = [];
  for (let count = 0; count < 25; count += 1)
    answers.push(await invite(`loop${count}@mail.test`, { roles: [] }, token));
  expect(answers.filter(({ status }) => status === 201).length).toBeLessThanOrEqual(20);
  expect(answers.at(-1)!.status).toBe(429);
  expect(Number(answers.at(-1)!.headers.get('retry-after'))).toBeGreaterThan(0);
});
