import { deskCounts, deskEnrolmentList, nominationList } from '@comptoir/contracts/comptoir/vetting';
import type { World } from '@comptoir/contracts/sandbox';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { client, tenantOf, userToken, type Client } from '../../../scripts/story/client.ts';
import { startTestServer, type TestServer } from '../../test/server.ts';

let server: TestServer;
let operator: Client;
let world: World;

beforeAll(async () => {
  server = await startTestServer();
  world = await client(server.origin).get<World>('/sandbox/v1/world');
  operator = client(server.origin, await userToken(server.origin, tenantOf(world, 'operator'), 'global_admin'));
});
afterAll(() => server.stop());

test('ENR-47 The demo world’s desk has a company in verification, a rejected one, a nominated provider; one is overdue after a week', async () => {
  const list = deskEnrolmentList.answer.parse(await operator.get('/comptoir/v1/operator/enrolments'));
  expect(
    list.items.map(({ companyName, vettingStatus, vettingSubStatus }) => [
      companyName,
      vettingStatus,
      vettingSubStatus,
    ]),
  ).toEqual(
    expect.arrayContaining([
      ['Brumeval Services', 'pending', 'business_verification'],
      ['Torrent Informatique', 'rejected', 'business_verification'],
    ]),
  );
  expect(list.items).toHaveLength(2);
  const named = nominationList.answer.parse(await operator.get('/comptoir/v1/operator/nominations'));
  expect(named.items).toMatchObject([{ name: 'Meseta Distribution', enrolled: false, withdrawnAt: null }]);
  const lea = client(
    server.origin,
    await userToken(
      server.origin,
      world.tenants.find(({ name }) => name.startsWith('Lumière'))!,
      'global_admin',
    ),
  );
  const draft = await lea.get<{ items: { programmeStatus: string }[] }>('/comptoir/v1/enrolments');
  expect(draft.items).toMatchObject([{ programmeStatus: 'notSubmitted' }]);
  const { now } = await client(server.origin).get<{ now: string }>('/sandbox/v1/clock');
  await client(server.origin).send('POST', '/sandbox/v1/clock', {
    now: Temporal.Instant.from(now)
      .add({ hours: 24 * 14 })
      .toString(),
  });
  expect(deskCounts.parse(await operator.get('/comptoir/v1/operator/enrolments/counts'))).toMatchObject({
    pending: 1,
    overdue: 1,
    rejected: 1,
  });
});
