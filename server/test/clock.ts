/**
 * The date on which every test begins. Business time is the database's clock plus a shift that a sandbox may set: a
 * cloned database gets the shift here, a child process by COMPTOIR_SANDBOX_START. So no test depends on the day it runs.
 */
import pg from 'pg';
import type { Address } from '../src/platform/database.ts';

/** An ordinary Friday; `COMPTOIR_TEST_NOW` begins elsewhere, for example `2028-02-29T10:00:00Z`. */
export const testNow = Temporal.Instant.from(process.env.COMPTOIR_TEST_NOW ?? '2027-01-15T10:00:00Z');

/** The day of `testNow`, in UTC. */
export const testToday = testNow.toZonedDateTimeISO('UTC').toPlainDate();

/** Sets business time, backwards too. */
export async function setClock(database: pg.Pool | pg.Client, at: string): Promise<void> {
  // Wall clock: business time is told as a distance from it.
  await database.query('update sandbox_clock set shift = $1::timestamptz - clock_timestamp()', [at]);
}

/** The same on a database that nobody has opened yet. */
export async function startClock(address: Address, at: Temporal.Instant): Promise<void> {
  const client = new pg.Client(address);
  await client.connect();
  try {
    await setClock(client, at.toString());
  } finally {
    await client.end();
  }
}
