import { Writable } from 'node:stream';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cookieBrowser } from '../../../test/cookie-browser.ts';
import { identityWorld, password, type IdentityWorld } from '../../../test/identity-world.ts';
import { portalSignIn } from '../../../test/portal-sign-in.ts';
import { startTestServer, type TestServer } from '../../../test/server.ts';
import { createLog } from '../../platform/log.ts';

let server: TestServer;
let world: IdentityWorld;
const lines: string[] = [];
beforeAll(async () => {
  const sink = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(chunk.toString());
      done();
    },
  });
  server = await startTestServer({ log: createLog('warn', sink) });
  world = await identityWorld(server.context);
});
afterAll(() => server.stop());

test('A page of the sign-in that asks for more is answered once: shown again, refused, and gone on from', async () => {
  const { start } = portalSignIn(
    () => server,
    () => world,
  );
  await server.context.pools.owner.query(
    'update user_account set must_change_password = true where user_principal_name = $1',
    [world.ada],
  );
  const [browser, begun] = [cookieBrowser(), start()];
  const page = await browser.open(begun.url, begun.redirectUri);
  const asked = await browser.submit(page, { username: world.ada, password });
  expect(asked.html).toContain('Choose a new password');
  expect((await browser.open(page.url)).html).toContain('Choose a new password');
  expect((await browser.submit(asked, { 'new-password': 'short', again: 'short' })).status).toBe(400);
  const chosen = { 'new-password': 'velvet anchor tomato', again: 'velvet anchor tomato' };
  const last = await browser.submit(asked, chosen, begun.redirectUri);
  expect(new URL(last.url).searchParams.get('code')).toBeTruthy();
  expect(lines.filter((line) => line.includes('already sent'))).toEqual([]);
});
