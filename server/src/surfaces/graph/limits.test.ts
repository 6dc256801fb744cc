import { expect, test } from 'vitest';
import { globalReader, root, roles, useDelegations } from '../../../test/delegations.ts';

const { stage, alice, create, ask, mails } = useDelegations();
const own = '/comptoir/v1';

test('D8 Nobody’s mailbox is filled by requests for delegated administration, on Graph’s paths or our own', async () => {
  const before = (await mails()).length;
  const token = await alice();
  const statuses: number[] = [];
  for (let round = 0; round < 22; round += 1) {
    const { id } = (await create({ displayName: `Round ${round}` })).body;
    statuses.push((await ask(token, id, 'lockForApproval')).status);
  }
  expect(statuses).toEqual([...Array.from({ length: 20 }, () => 201), 429, 429]);
  const one = (await create({ displayName: 'One more' })).body.id as string;
  const refused = await ask(token, one, 'lockForApproval');
  expect([refused.status, refused.body.error.code]).toEqual([429, 'tooManyRequests']);
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  const ours = await stage.call(token, 'POST', `${own}/delegated-relationships/${one}/send`);
  expect([ours.status, ours.body.code]).toEqual([429, 'TooManyRequests']);
  expect((await mails()).length - before).toBe(20);
  // The one that was refused is a draft still, and goes its way later.
  expect((await stage.call(token, 'GET', `${root}/${one}`)).body.status).toBe('created');
});

test('Graph’s paths have the limit of Partner Center’s, and count with them', async () => {
  const limit = (requestsPerMinute: number | null) =>
    stage.call(undefined, 'PUT', '/sandbox/v1/throttling', { body: { requestsPerMinute } });
  expect((await limit(3)).status).toBe(200);
  const statuses: number[] = [];
  for (let round = 0; round < 2; round += 1) {
    statuses.push((await stage.call(stage.azur.app, 'GET', '/v1/customers?size=1')).status);
    const body = { displayName: `Many ${round}`, duration: 'P1D', accessDetails: roles(globalReader) };
    statuses.push((await stage.call(await alice(), 'POST', root, { body })).status);
  }
  await limit(null);
  expect(statuses).toEqual([200, 201, 200, 429]);
});
