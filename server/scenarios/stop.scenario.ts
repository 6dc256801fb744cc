/** A stop ends everything within seconds, whatever clients do, and leaves no database behind. */
import { existsSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { aHouse } from './child.ts';

/** Grace of three seconds, and a busy machine. */
const soonMs = 12_000;

/** A house that serves and reads a request of which half has come; its database's lock file is there. */
async function aHouseAtWork() {
  const house = await aHouse();
  onTestFinished(() => house.remove());
  house.launch();
  await house.ready();
  const lock = join(house.folder, 'postgres', 'postmaster.pid');
  expect(existsSync(lock)).toBe(true);
  const { hostname, port } = new URL(house.origin);
  const half = connect(Number(port), hostname);
  half.on('error', () => undefined);
  const head = [
    'POST /sandbox/v1/clock HTTP/1.1',
    `Host: ${hostname}:${port}`,
    'Content-Type: application/json',
    'Content-Length: 100',
  ];
  const text = `${head.join('\r\n')}\r\n\r\n{"advance":`;
  await new Promise<void>((resolve) => half.write(text, () => resolve()));
  // By the time another request is answered, this one is being read.
  expect((await fetch(`${house.origin}/healthz`)).status).toBe(200);
  return { house, lock };
}

test('A request that never arrives whole does not hold up a stop, and PostgreSQL stops too', async () => {
  const { house, lock } = await aHouseAtWork();
  const asked = performance.now();
  expect(await house.stop()).toBe(0);
  expect(performance.now() - asked).toBeLessThan(soonMs);
  expect(existsSync(lock)).toBe(false);
});

test('Asked twice it stops at once, and PostgreSQL all the same', async () => {
  const { house, lock } = await aHouseAtWork();
  expect(await house.stopAtOnce()).toBe(1);
  await expect.poll(() => existsSync(lock), { timeout: soonMs }).toBe(false);
});
