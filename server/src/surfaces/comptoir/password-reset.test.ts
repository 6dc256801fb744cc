import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { cookieBrowser } from '../../../test/cookie-browser.ts';
import { callServer } from '../../../test/http.ts';
import { identityWorld, password, type IdentityWorld } from '../../../test/identity-world.ts';
import { portalSignIn } from '../../../test/portal-sign-in.ts';
import { startTestServer, type TestServer } from '../../../test/server.ts';
import { systemActor } from '../../kernel/index.ts';
import { checkPassword, createUser, hashPassword, portalClientId } from '../../modules/identity/index.ts';

let server: TestServer;
let world: IdentityWorld;
/** Each test comes from a network of its own. */
let network = 0;
beforeAll(async () => {
  server = await startTestServer({ config: { mode: 'production', trustedProxies: ['loopback'] } });
  world = await identityWorld(server.context);
});
beforeEach(() => {
  network += 1;
});
afterAll(() => server.stop());

const { start, signIn, redeem, codeForm } = portalSignIn(
  () => server,
  () => world,
);

const call = (path: string, body: unknown) =>
  callServer(server.origin, 'POST', `/comptoir/v1/password-reset${path}`, {
    body,
    headers: { 'x-forwarded-for': `192.0.2.${network}` },
  });
const ask = (userName: string) => call('', { userName });
const confirm = (token: string, wanted: string) => call('/confirm', { token, password: wanted });

interface Mail {
  readonly subject: string;
  readonly links: readonly string[];
}
const query = async <Row extends object>(text: string, values: readonly unknown[] = []) =>
  (await server.context.pools.owner.query<Row>(text, [...values])).rows;
const mailsTo = (recipient: string) =>
  query<Mail>('select subject, links from mail where recipient = $1 order by at, id', [recipient]);

/** As long as a mail may take on a busy machine. */
const soon = { timeout: 15_000 };

/** The mail comes after the answer. */
async function tokenFor(userName: string, recipient = userName): Promise<string> {
  const before = (await mailsTo(recipient)).length;
  expect((await ask(userName)).status).toBe(202);
  return vi.waitFor(async () => {
    const mails = await mailsTo(recipient);
    expect(mails.length).toBeGreaterThan(before);
    return mails.at(-1)!.links[0]!.split('#')[1]!;
  }, soon);
}

const eventsOf = (name: string) =>
  query<{ new_value: Record<string, unknown>; partner_tenant_id: string | null }>(
    'select new_value, partner_tenant_id from event where name = $1 order by seq',
    [name],
  );

test('Who forgot the password gets a link by mail, chooses another one, and every earlier sign-in ends', async () => {
  const [browser, begun] = [cookieBrowser(), start()];
  const tokens = await redeem(codeForm(begun, (await signIn(browser, begun)).get('code')!));
  const token = await tokenFor(world.ada.toUpperCase(), world.ada);
  expect((await mailsTo(world.ada))[0]!.subject).toBe('Choose a new password');
  expect((await mailsTo(world.ada))[0]!.links[0]).toMatch(
    new RegExp(`^${server.origin}/password-reset#[\\w-]{36}\\.[\\w-]{43}$`),
  );
  // Opening it changes nothing.
  expect((await call('/read', { token })).body).toEqual({ userPrincipalName: world.ada });
  expect(await checkPassword(server.context.runner, world.ada, password)).toBeTruthy();
  const short = await confirm(token, 'short');
  expect([short.status, short.body.code]).toEqual([400, 'PasswordRefused']);
  const done = await confirm(token, 'velvet anchor tomato');
  expect([done.status, done.body]).toEqual([200, { userPrincipalName: world.ada }]);
  expect(await checkPassword(server.context.runner, world.ada, password)).toBeUndefined();
  expect(await checkPassword(server.context.runner, world.ada, 'velvet anchor tomato')).toBeTruthy();
  const refresh = { grant_type: 'refresh_token', client_id: portalClientId, refresh_token: tokens.refresh_token };
  expect((await redeem(refresh)).error).toBe('invalid_grant');
  expect((await browser.open(start().url, begun.redirectUri)).html).toContain('Password');
  expect((await mailsTo(world.ada)).at(-1)!.subject).toBe('Your password has been changed');
  const [asked] = await eventsOf('UserPasswordForgotten');
  expect(asked).toMatchObject({
    new_value: { userPrincipalName: world.ada, source: `192.0.2.${network}`, mailed: true },
    partner_tenant_id: world.tenantId,
  });
});

test('The answer is the same for an address that nobody has, and waits for nothing that depends on it', async () => {
  const locked = await server.context.pools.owner.connect();
  try {
    // Nobody can look for a person meanwhile.
    await locked.query('begin');
    await locked.query('lock table user_account in access exclusive mode');
    const answers = [await ask(world.otherUser), await ask('nobody@fabrikam.test')];
    const shown = answers.map(({ status, text, headers }) => [status, text, headers.get('content-type')]);
    expect(shown[0]).toEqual(shown[1]);
    expect(shown[0]![0]).toBe(202);
    await locked.query('commit');
  } finally {
    locked.release();
  }
  await expect.poll(() => mailsTo(world.otherUser)).toHaveLength(1);
  expect(await mailsTo('nobody@fabrikam.test')).toEqual([]);
});

test('A link used twice, changed, too old, or of a person who is disabled opens nothing, and the audit trail tells it', async () => {
  const person = world.otherUser;
  const [first, second] = [await tokenFor(person), await tokenFor(person)];
  const both = await Promise.all([confirm(second, 'velvet anchor tomato'), confirm(second, 'velvet anchor potato')]);
  expect(both.filter(({ status }) => status === 200)).toHaveLength(1);
  expect((await confirm(second, 'velvet anchor onions')).body.code).toBe('LinkUsed');
  // The others end with it.
  expect((await confirm(first, 'velvet anchor onions')).body.code).toBe('LinkUsed');
  const late = await tokenFor(person);
  await query(`update password_reset set expires_at = made_at where id = $1`, [late.split('.')[0]]);
  expect((await confirm(late, 'velvet anchor onions')).body.code).toBe('LinkExpired');
  const changed = `${late.slice(0, -1)}${late.endsWith('A') ? 'B' : 'A'}`;
  expect((await confirm(changed, 'velvet anchor onions')).body.code).toBe('LinkUnknown');
  expect((await call('/read', { token: 'nonsense' })).status).toBe(404);
  const open = await tokenFor(person);
  await query('update user_account set active = false where user_principal_name = $1', [person]);
  expect((await confirm(open, 'velvet anchor onions')).body.code).toBe('LinkUnknown');
  await query('update user_account set active = true where user_principal_name = $1', [person]);
  const refusals = await eventsOf('UserPasswordResetRefused');
  expect(refusals.map(({ new_value: { code } }) => code).slice(-5)).toEqual([
    'LinkUsed',
    'LinkUsed',
    'LinkExpired',
    'LinkUnknown',
    'LinkUnknown',
  ]);
  expect(refusals.at(-1)!.partner_tenant_id).toBe(world.otherTenantId);
});

let people = 0;
async function newPerson(): Promise<string> {
  people += 1;
  const userPrincipalName = `person${people}@northwind.test`;
  const passwordHash = await hashPassword(password);
  await server.context.runner.run<unknown, unknown>({ actor: systemActor, system: true }, (work) =>
    createUser(work, {
      tenantId: world.tenantId,
      userPrincipalName,
      displayName: 'Lone',
      firstName: 'Lone',
      lastName: 'Person',
      email: userPrincipalName,
      roles: [],
      passwordHash,
    }),
  );
  return userPrincipalName;
}

test.for([
  ['mail address', 'email', async () => 'elsewhere@fabrikam.test'],
  ['password', 'password_hash', async () => hashPassword(password)],
] as [string, string, () => Promise<string>][])(
  'A link ends when the person’s %s changes, whoever changes it',
  async ([, column, value]) => {
    const person = await newPerson();
    const token = await tokenFor(person);
    expect((await call('/read', { token })).status).toBe(200);
    await query(`update user_account set ${column} = $2 where user_principal_name = $1`, [person, await value()]);
    expect((await call('/read', { token })).body.code).toBe('LinkExpired');
    const refused = await confirm(token, 'velvet anchor orchid');
    expect([refused.status, refused.body.code]).toEqual([409, 'LinkExpired']);
    expect(await checkPassword(server.context.runner, person, 'velvet anchor orchid')).toBeUndefined();
  },
);

test('Of two links of one person that are followed at once, one sets the password', async () => {
  const person = await newPerson();
  const [one, two] = [await tokenFor(person), await tokenFor(person)];
  const both = await Promise.all([confirm(one, 'velvet anchor tomato'), confirm(two, 'velvet anchor potato')]);
  expect(both.filter(({ status }) => status === 200)).toHaveLength(1);
  expect(both.filter(({ body }) => body.code === 'LinkUsed')).toHaveLength(1);
});

test('Nobody’s mailbox is filled, and one address that asks in a loop is told to wait', async () => {
  const answers = [];
  for (let count = 0; count < 30; count += 1) answers.push(await ask(world.ada));
  expect(answers.filter(({ status }) => status === 202)).toHaveLength(10);
  expect(answers.at(-1)!.status).toBe(429);
  expect(Number(answers.at(-1)!.headers.get('retry-after'))).toBeGreaterThan(0);
  await expect.poll(async () => (await eventsOf('UserPasswordForgotten')).length).toBeGreaterThanOrEqual(14);
  const links = (await mailsTo(world.ada)).filter(({ subject }) => subject === 'Choose a new password');
  expect(links).toHaveLength(5);
});
