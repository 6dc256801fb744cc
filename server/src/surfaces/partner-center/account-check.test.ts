/** Orders for customers whose account the operator looks at (wire contract 2.8, errors 800073 to 800075). */
import { expect, test } from 'vitest';
import { orderBody } from '../../../scenarios/stage.ts';
import { useStage } from '../../../test/stage.ts';
import { accessToken } from '../../../test/tokens.ts';
import { newId, systemActor } from '../../kernel/index.ts';
import type { AllTables } from '../../tables.ts';

const stage = useStage();

const send = (method: string, path: string, body: unknown) => stage.call(stage.azur.app, method, path, { body });
const order = () => send('POST', `/v1/customers/${stage.wish.customerId}/orders`, orderBody(stage.wish));

async function found(status: string) {
  const token = await accessToken(stage.server.context, { tenantId: newId(), parts: ['operator'] });
  const path = `/comptoir/v1/operator/customer-accounts/${stage.wish.customerId}/status`;
  const answer = await stage.call(token, 'POST', path, { body: { status } });
  expect(answer.status).toBe(200);
}

const orders = () =>
  stage.server.context.runner.run<number, AllTables>({ actor: systemActor, system: true }, async (work) => {
    const rows = await work.db.selectFrom('purchase_order').select('id').execute();
    return rows.length;
  });

test('An account under review or not allowed buys nothing, one that is allowed again does; carts are refused as orders are', async () => {
  expect((await order()).status).toBe(201);
  const before = await orders();
  for (const [status, code, name] of [
    ['UnderReview', 800073, 'AccountUnderReview'],
    ['NotAllowed', 800074, 'AccountNotAllowed'],
  ] as const) {
    await found(status);
    const refused = await order();
    expect([refused.status, refused.body.code, refused.body.errorName]).toEqual([403, code, name]);
    const lineItems = [
      { id: 0, catalogItemId: stage.wish.item, quantity: 1, billingCycle: 'monthly', termDuration: 'P1M' },
    ];
    const cart = await send('POST', `/v1/customers/${stage.wish.customerId}/carts`, { lineItems });
    expect([cart.status, cart.body.code]).toEqual([403, code]);
  }
  expect(await orders()).toBe(before);
  await found('Allowed');
  expect((await order()).status).toBe(201);
});

test('An account that the operator does not know buys nothing either', async () => {
  await stage.server.context.runner.run<unknown, AllTables>({ actor: systemActor, system: true }, (work) =>
    work.db
      .updateTable('customer')
      .set({ account_status: 'Unknown', account_status_at: work.now })
      .where('tenant_id', '=', stage.wish.customerId)
      .execute(),
  );
  expect((await order()).body).toMatchObject({ code: 800075, errorName: 'AccountUnknown' });
});
