/** A database whose owner is no superuser: what it needs, and what it is told when that is missing. */
import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { expect, inject, onTestFinished, test } from 'vitest';
import { onDatabase } from '../../test/global-setup.ts';
import { loginOf, openPools, type Address } from './database.ts';
import { startEmbedded } from './embedded.ts';
import { createLog } from './log.ts';
import { migrate } from './migrate.ts';

/** A new user that owns a new database of the same name. */
async function owner(server: Address, rights: string): Promise<{ user: string; address: Address; admin: pg.Client }> {
  const admin = new pg.Client(server);
  await admin.connect();
  const user = `comptoir_owner_${randomBytes(4).toString('hex')}`;
  await admin.query(`create role ${user} login password 'secret' ${rights}`);
  await admin.query(`create database ${user} owner ${user}`);
  onTestFinished(async () => {
    await admin.query(`drop database ${user} with (force)`);
    await admin.query(`drop owned by ${user}; drop role ${user}`);
    await admin.end();
  });
  const there = onDatabase(server, user);
  if (!('connectionString' in there)) return { user, admin, address: { ...there, user, password: 'secret' } };
  const url = new URL(there.connectionString);
  url.username = user;
  url.password = 'secret';
  return { user, admin, address: { connectionString: url.toString() } };
}

/** Migrates as a start does, then looks whether requests can be served as the role that keeps tenants apart. */
async function startOn(address: Address): Promise<string> {
  const pools = openPools(address, 2, createLog('silent'));
  try {
    await migrate(pools);
    const { rows } = await pools.app.query<{ name: string }>('select current_user as name from sandbox_clock');
    return rows[0]!.name;
  } finally {
    await pools.close();
  }
}

/** A server that knows nothing of Comptoir, for one test. */
async function untouchedServer(): Promise<Address> {
  const folder = await mkdtemp(join(tmpdir(), 'comptoir-roles-'));
  await chmod(folder, 0o755);
  const server = await startEmbedded({ folder, database: 'postgres', settings: { shared_buffers: '16MB' } });
  onTestFinished(async () => {
    await server.stop();
    await rm(folder, { recursive: true });
  });
  return server.address;
}

test('an owner without the right to make roles is told what an administrator must run, and then it starts', async () => {
  const { user, address, admin } = await owner(await untouchedServer(), '');
  const told = await startOn(address).catch((error: Error) => error.message);
  expect(told).toBe(
    `The database user ${user} may not make the roles comptoir_app, comptoir_identity and comptoir_system and their logins, which keep tenants apart.\n` +
      `Give it the right to make roles (alter role ${user} createrole;) or let an administrator run:\n\n` +
      `  create role comptoir_app login;\n` +
      `  grant comptoir_app to ${user};\n` +
      `  create role comptoir_identity login;\n` +
      `  grant comptoir_app to comptoir_identity;\n` +
      `  grant comptoir_identity to ${user};\n` +
      `  create role comptoir_system login;\n` +
      `  grant comptoir_system to ${user};`,
  );
  await admin.query(told.split(':\n\n')[1]!);
  expect(await startOn(address)).toBe('comptoir_app');
});

test('an owner that may make roles starts without help', async () => {
  const { address } = await owner(await untouchedServer(), 'createrole');
  expect(await startOn(address)).toBe('comptoir_app');
});

test('where the roles are there already, an owner who holds none is told what is missing, and then it starts', async () => {
  const { address, admin } = await owner(inject('postgres').address, '');
  const told = await startOn(address).catch((error: Error) => error.message);
  expect(told).toMatch(/grant comptoir_app to comptoir_owner_\w+;/);
  await admin.query(told.split(':\n\n')[1]!);
  expect(await startOn(address)).toBe(loginOf(address, 'comptoir_app').user);
});
