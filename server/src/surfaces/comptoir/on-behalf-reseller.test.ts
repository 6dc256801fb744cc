/** A provider in the account of its reseller, by the administrator access of the partnership (decision 0101). */
import { expect, test } from 'vitest';
import { tenantOf, userToken } from '../../../../scripts/story/client.ts';
import { useStage } from '../../../test/stage.ts';

const stage = useStage();
const root = '/comptoir/v1';

test('IND-21 IND-22 D3 A provider’s agents administer the account of a reseller by the access of the partnership, and no more once it is removed', async () => {
  const boreal = tenantOf(stage.world, 'reseller', 'FR');
  const delta = tenantOf(stage.world, 'provider', 'NL');
  const daan = await userToken(stage.origin, delta, 'global_admin');
  const headers = { 'Comptoir-On-Behalf-Of': boreal.id };
  const there = (method: string, path: string) => stage.call(daan, method, `${root}${path}`, { headers });
  const begun = await stage.call(daan, 'POST', `${root}/customers/${boreal.id}/administration`);
  expect([begun.status, begun.body]).toMatchObject([201, { customer: { name: 'Boréal Conseil' } }]);
  const users = await there('GET', '/users');
  expect([users.status, users.body.items.length > 0]).toEqual([200, true]);
  // Its account, not its business: neither its customers nor its providers, and nothing that binds it.
  for (const path of ['/customers', '/indirect-providers', '/relationship-requests', '/enrolments'])
    expect([path, (await there('GET', path)).status]).toEqual([path, 403]);
  const { rows: told } = await stage.server.context.pools.owner.query(
    `select actor_name, actor_tenant_id from event where name = 'AdministrationBegun'`,
  );
  expect(told).toEqual([{ actor_name: 'daan@delta-distribution.example', actor_tenant_id: delta.id }]);
  const rose = await userToken(stage.origin, boreal, 'global_admin');
  const removed = `${root}/indirect-providers/${delta.id}/administrator-access`;
  expect((await stage.call(rose, 'DELETE', removed)).status).toBe(204);
  const refused = await there('GET', '/users');
  expect([refused.status, refused.body.code]).toEqual([403, 'DelegationMissing']);
});
