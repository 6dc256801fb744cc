/**
 * The two roles everything runs as (see database.ts). Roles belong to the whole server, not to a database, so they are
 * looked after at every start: a database restored on another server needs them too.
 */
import type pg from 'pg';
import { StartError } from './start-error.ts';

const roles = ['comptoir_app', 'comptoir_system'] as const;

/**
 * Makes the roles and lets the connected user take them. Throws a StartError that says what an administrator must run
 * when the user may not.
 */
export async function ensureRoles(client: pg.ClientBase): Promise<void> {
  for (const role of roles) {
    if (await canTake(client, role)) continue;
    // Each may fail for a good reason: the role is there, or an administrator granted it. What counts is the outcome.
    await client.query(`create role ${role} nologin`).catch(() => undefined);
    await client.query(`grant ${role} to current_user`).catch(() => undefined);
    if (!(await canTake(client, role))) throw await missingRoles(client);
  }
}

async function canTake(client: pg.ClientBase, role: string): Promise<boolean> {
  try {
    await client.query(`set role ${role}`);
    await client.query('reset role');
    return true;
  } catch {
    return false;
  }
}

async function missingRoles(client: pg.ClientBase): Promise<StartError> {
  const text = `select quote_ident(current_user) as name, array(select rolname::text from pg_roles) as known`;
  const { name, known } = (await client.query<{ name: string; known: string[] }>(text)).rows[0]!;
  const missing = roles.filter((role) => !known.includes(role));
  const statements = [
    ...missing.map((role) => `create role ${role} nologin;`),
    `grant ${roles.join(', ')} to ${name};`,
  ];
  // Roles somebody else made can only be granted.
  const either = missing.length > 0 ? `Give it the right to make roles (alter role ${name} createrole;) or let` : 'Let';
  return new StartError(
    `The database user ${name} may neither make nor take the roles ${roles.join(' and ')}, which keep tenants apart.\n` +
      `${either} an administrator run:\n\n${statements.map((statement) => `  ${statement}`).join('\n')}`,
  );
}
