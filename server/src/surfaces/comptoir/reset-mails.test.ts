/** Passwords that an administrator sets: each sends a mail, and only so many a day (decision 0086). */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { callServer } from '../../../test/http.ts';
import { identityWorld } from '../../../test/identity-world.ts';
import { someHash } from '../../../test/passwords.ts';
import { startTestServer, type TestServer } from '../../../test/server.ts';
import { systemActor } from '../../kernel/index.ts';
import { createUser, issueUserToken } from '../../modules/identity/index.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

test('B29 A mail of a reset has a plain name and no link, and the sixth in a day is refused', async () => {
  const { tenantId, ada } = await identityWorld(server.context);
  const displayName = 'Your parcel waits: https://evil.example/parcel';
  const { id } = await server.context.runner.run({ actor: systemActor, system: true }, (work) =>
    createUser(work, {
      tenantId,
      userPrincipalName: 'parcel@northwind.test',
      displayName,
      email: 'victim@elsewhere.test',
      passwordHash: someHash,
      roles: [],
    }),
  );
  const { access_token: token } = await issueUserToken(server.context, {
    userPrincipalName: ada,
    resource: 'api://comptoir',
  });
  const reset = () => callServer(server.origin, 'POST', `/comptoir/v1/users/${id}/password`, { token });
  for (let times = 0; times < 5; times += 1) expect((await reset()).status).toBe(200);
  const sixth = await reset();
  expect([sixth.status, sixth.body.code]).toEqual([429, 'TooManyRequests']);
  expect(Number(sixth.headers.get('retry-after'))).toBeGreaterThan(0);
  const { rows } = await server.context.pools.owner.query<{ text: string }>(
    `select text from mail where recipient = 'victim@elsewhere.test'`,
  );
  expect(rows).toHaveLength(5);
  for (const { text } of rows) {
    expect(text).toContain('Hello Your parcel waits,');
    expect(text).not.toMatch(/evil|https/);
  }
});
