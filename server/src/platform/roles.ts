/**
 * The roles everything runs as, and their logins (see database.ts). Roles belong to the whole server, not to a
 * database, so they are looked after at every start: a database restored on another server needs them too.
 */
import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto';
import pg from 'pg';
import { newSecret } from '../kernel/index.ts';
import { loginOf, loginPassword, workRoles, type Address, type WorkRole } from './database.ts';
import { StartError } from './start-error.ts';

/** What a role holds beside its own rights: requests that write who may enter are requests too. */
const within: Partial<Record<WorkRole, WorkRole>> = { comptoir_identity: 'comptoir_app' };

/**
 * Makes the roles and their logins, and makes the connected user a member, so that it sees the rows it owns. Throws a
 * StartError that says what an administrator must run when the user may not.
 */
export async function ensureRoles(client: pg.ClientBase, address: Address): Promise<void> {
  await keepPassword(client);
  const password = await loginPassword(client);
  const missing: string[] = [];
  for (const role of workRoles) {
    if (await fits(client, address, role, password)) continue;
    const statements = await statementsFor(client, address, role, password);
    // Each may fail for a good reason: an administrator did it already. What counts is the outcome.
    for (const statement of statements) await client.query(statement).catch(() => undefined);
    if (!(await fits(client, address, role, password)))
      missing.push(...(await statementsFor(client, address, role, password)));
  }
  if (missing.length > 0) throw await missingRoles(client, missing);
}

/** All logins have one random password, kept where only the owner reads it: every process of the installation finds it. */
async function keepPassword(client: pg.ClientBase): Promise<void> {
  await client.query(
    'create table if not exists database_login (id boolean primary key default true check (id), password text not null)',
  );
  await client.query('insert into database_login (password) values ($1) on conflict do nothing', [newSecret()]);
}

/** Whether the user is a member of the role, the login works and has its rights, and cannot become the user. */
async function fits(client: pg.ClientBase, address: Address, role: WorkRole, password: string): Promise<boolean> {
  const { rows } = await client.query<{ owner: string; member: boolean }>(
    `select current_user::text as owner,
       coalesce((select pg_has_role(oid, 'usage') from pg_roles where rolname = $1), false) as member`,
    [role],
  );
  const { owner, member } = rows[0]!;
  return member && logsIn(address, role, password, owner);
}

async function logsIn(address: Address, role: WorkRole, password: string, owner: string): Promise<boolean> {
  const login = new pg.Client(loginOf(address, role));
  Object.assign(login, { password });
  login.on('error', () => undefined);
  try {
    await login.connect();
    const text = `select pg_has_role($1::name, 'usage') and pg_has_role($3::name, 'usage')
      and not pg_has_role($2::name, 'member') as fits`;
    return (await login.query<{ fits: boolean }>(text, [role, owner, within[role] ?? role])).rows[0]!.fits;
  } catch {
    return false;
  } finally {
    await login.end().catch(() => undefined);
  }
}

/** What is still to be run; passwords as the server keeps them, so that no log or screen shows one in clear. */
async function statementsFor(
  client: pg.ClientBase,
  address: Address,
  role: WorkRole,
  password: string,
): Promise<string[]> {
  const { user } = loginOf(address, role);
  const { rows } = await client.query<{ name: string; known: boolean; login_known: boolean }>(
    `select quote_ident(current_user) as name, to_regrole($1) is not null as known,
       exists (select from pg_roles where rolname = $2) as login_known`,
    [role, user],
  );
  const { name, known, login_known: loginKnown } = rows[0]!;
  const group = within[role];
  const grants = [...(group ? [`grant ${group} to ${role};`] : []), `grant ${role} to ${name};`];
  if (!('connectionString' in address)) return [`${known ? 'alter' : 'create'} role ${role} login;`, ...grants];
  const login = client.escapeIdentifier(user);
  return [
    ...(known ? [] : [`create role ${role} nologin;`]),
    ...grants,
    `${loginKnown ? 'alter' : 'create'} role ${login} login password '${scramVerifier(password)}';`,
    `grant ${role} to ${login};`,
  ];
}

/** A password as PostgreSQL keeps it (RFC 5803). */
function scramVerifier(password: string): string {
  const [salt, rounds] = [randomBytes(16), 4096];
  const salted = pbkdf2Sync(password, salt, rounds, 32, 'sha256');
  const key = (name: string) => createHmac('sha256', salted).update(name).digest();
  const stored = createHash('sha256').update(key('Client Key')).digest('base64');
  return `SCRAM-SHA-256$${rounds}:${salt.toString('base64')}$${stored}:${key('Server Key').toString('base64')}`;
}

async function missingRoles(client: pg.ClientBase, statements: readonly string[]): Promise<StartError> {
  const text = 'select quote_ident(current_user) as name';
  const { name } = (await client.query<{ name: string }>(text)).rows[0]!;
  return new StartError(
    `The database user ${name} may not make the roles ${workRoles.slice(0, -1).join(', ')} and ${workRoles.at(-1)} and their logins, which keep tenants apart.\n` +
      `Give it the right to make roles (alter role ${name} createrole;) or let an administrator run:\n\n` +
      statements.map((statement) => `  ${statement}`).join('\n'),
  );
}
