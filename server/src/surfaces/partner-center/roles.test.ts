import { expect, test } from 'vitest';
import { orderBody } from '../../../scenarios/stage.ts';
import { useStage } from '../../../test/stage.ts';
import { accessToken } from '../../../test/tokens.ts';
import { roles, type Role } from '../../kernel/index.ts';

const stage = useStage();

/** Roles, each held alone by a person of the partner, with which a call is not refused. */
async function rolesThatMay(
  part: 'direct' | 'provider',
  tenantId: string,
  call: (token: string) => Promise<number>,
): Promise<Role[]> {
  const may: Role[] = [];
  for (const role of roles) {
    const token = await accessToken(stage.server.context, { tenantId, parts: [part], roles: [role] });
    const status = await call(token);
    if (status !== 403) may.push(role);
  }
  return may;
}

const get = (path: string) => async (token: string) => (await stage.call(token, 'GET', path)).status;

test('SUB-02 SUB-03 Global admins and admin agents manage a customer’s subscriptions, sales agents buy, helpdesk agents only look', async () => {
  const { tenantId } = stage.azur;
  const order = (token: string) =>
    stage
      .call(token, 'POST', `/v1/customers/${stage.wish.customerId}/orders`, { body: orderBody(stage.wish) })
      .then(({ status }) => status);
  expect(await rolesThatMay('direct', tenantId, order)).toEqual(['global_admin', 'admin_agent', 'sales_agent']);
  const read = await rolesThatMay('direct', tenantId, get(`/v1/customers/${stage.wish.customerId}/subscriptions`));
  expect(read).toEqual(['global_admin', 'admin_agent', 'sales_agent', 'helpdesk_agent']);
});

test('BIL-03 Invoices are for global admins, billing admins and admin agents', async () => {
  const may = await rolesThatMay('direct', stage.azur.tenantId, get('/v1/invoices'));
  expect(may).toEqual(['global_admin', 'billing_admin', 'admin_agent']);
});

test('SUB-01 An indirect provider buys for its customers by the same calls as a direct partner', async () => {
  const tenantId = stage.world.tenants.find((one) => one.parts.includes('provider'))!.id;
  const bakery = stage.customer('bakkerij-zuid');
  const token = await accessToken(stage.server.context, { tenantId, parts: ['provider'], roles: ['admin_agent'] });
  const products = await stage.call(token, 'GET', `/v1/customers/${bakery}/products?targetView=MarketplaceSaaS`);
  const product = (products.body.items as { id: string; title: string }[]).find(
    (one) => one.title === 'Pilote Projets',
  )!;
  const list = await stage.call(
    token,
    'GET',
    `/v1/customers/${bakery}/products/${product.id}/skus/0001/availabilities`,
  );
  const dutch = (list.body.items as { catalogItemId: string }[])[0]!.catalogItemId;
  const placed = await stage.call(token, 'POST', `/v1/customers/${bakery}/orders`, {
    body: orderBody({ customerId: bakery, item: dutch }),
  });
  expect(placed.status).toBe(201);
  expect(placed.body).toMatchObject({ status: 'pending', currencyCode: 'EUR' });
});
