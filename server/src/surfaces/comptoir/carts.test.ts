import { openCarts } from '@comptoir/contracts/comptoir/carts';
import { expect, test } from 'vitest';
import { callServer } from '../../../test/http.ts';
import { useStage } from '../../../test/stage.ts';
import { accessToken } from '../../../test/tokens.ts';
import { newId } from '../../kernel/index.ts';

const stage = useStage();

/** A sales agent of Azur, in a browser. */
async function salesAgent() {
  const { context, origin } = stage.server;
  const tenantId = stage.azur.tenantId;
  const token = await accessToken(context, { tenantId, parts: ['direct'], roles: ['sales_agent'], userId: newId() });
  return {
    send: (method: string, path: string, body?: unknown) =>
      callServer(origin, method, path, { token, ...(body === undefined ? {} : { body }) }),
  };
}

test('The open carts of a person are listed with their customers, and dropped', async () => {
  const [agent, colleague] = [await salesAgent(), await salesAgent()];
  const { customerId, item } = stage.wish;
  const line = { id: 0, catalogItemId: item, quantity: 3, billingCycle: 'monthly', termDuration: 'P1M' };
  const at = `/customers/${customerId}/carts`;
  const made = await agent.send('POST', `/v1${at}`, { lineItems: [line, { ...line, id: 1 }] });
  expect(made.status).toBe(201);
  const list = async (of: typeof agent) => openCarts.parse((await of.send('GET', '/comptoir/v1/carts')).body).items;
  expect(await list(agent)).toMatchObject([
    { cartId: made.body.id, customerId, customerName: 'Boulangerie Martin', lines: 2 },
  ]);
  expect(await list(colleague)).toEqual([]);
  expect((await agent.send('DELETE', `/comptoir/v1${at}/${made.body.id}`)).status).toBe(204);
  expect(await list(agent)).toEqual([]);
  expect((await agent.send('GET', `/v1${at}/${made.body.id}`)).body).toMatchObject({ errorName: 'CartNotFound' });
});
