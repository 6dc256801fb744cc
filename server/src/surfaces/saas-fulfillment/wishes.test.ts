import { saasOperation } from '@comptoir/contracts/saas-fulfillment';
import { beforeAll, expect, test } from 'vitest';
import { activate, moveClock, order, saasVersion } from '../../../scenarios/stage.ts';
import { useStage } from '../../../test/stage.ts';
import { accessToken } from '../../../test/tokens.ts';
import { systemActor } from '../../kernel/index.ts';
import { printProof, proofExitCode, proveMonth } from '../../modules/billing/index.ts';

const stage = useStage();
let customer: string;
let productId: string;
let tenantId: string;
beforeAll(async () => {
  tenantId = stage.customer('boulangerie-martin');
  customer = await accessToken(stage.server.context, { tenantId, parts: ['customer'], roles: ['global_admin'] });
  productId = stage.world.offers.find(({ name }) => name === 'Pilote Projets')!.productId;
});

const own = (method: string, path: string, body?: object) =>
  stage.call(customer, method, `/comptoir/v1/own-purchases${path}`, body ? { body } : {});
const saas = (method: string, path: string, body?: object, token = stage.atelier) =>
  stage.call(token, method, `/api/saas/subscriptions${path}?${saasVersion}`, body ? { body } : {});

async function bought(active = true): Promise<string> {
  const wish = {
    productId,
    planId: 'essentiel',
    term: 'P1M',
    billingCycle: 'monthly',
    quantity: 10,
    acceptTerms: true,
  };
  const id = (await own('POST', '', wish)).body.subscriptionId as string;
  if (active) await activate(stage, stage.atelier, id);
  return id;
}

/** The operation that a 202 points at, once it is over. */
async function operationAt(answer: Awaited<ReturnType<typeof saas>>) {
  expect([answer.status, answer.text]).toEqual([202, '']);
  const location = answer.headers.get('operation-location')!;
  expect(location).toContain(`/operations/${answer.headers.get('operation-id')}?${saasVersion}`);
  const read = async () => {
    const found = await stage.call(stage.atelier, 'GET', location.replace(stage.origin, ''));
    expect(saasOperation.parse(found.body)).toEqual(found.body);
    return found.body;
  };
  await expect.poll(async () => (await read()).status, { timeout: 20_000 }).not.toBe('InProgress');
  return read();
}
const received = async (id: string) =>
  ((await stage.call(undefined, 'GET', '/sandbox/isv/webhooks')).body.items as { body: Record<string, unknown> }[])
    .map(({ body }) => body)
    .filter(({ subscriptionId }) => subscriptionId === id);

test('A publisher changes quantity and plan of what a customer bought itself: operation, webhook, its own answer, charged', async () => {
  const id = await bought();
  const seats = await operationAt(await saas('PATCH', `/${id}`, { quantity: 12 }));
  const asked = { action: 'ChangeQuantity', quantity: 12, operationRequestSource: 'Partner' };
  expect(seats).toMatchObject({ ...asked, status: 'Succeeded' });
  expect(await received(id)).toMatchObject([{ ...asked, status: 'InProgress' }]);
  const plan = await operationAt(await saas('PATCH', `/${id}`, { planId: 'premium' }));
  expect(plan).toMatchObject({ action: 'ChangePlan', planId: 'premium', quantity: 12, status: 'Succeeded' });
  expect((await saas('GET', `/${id}`)).body).toMatchObject({ planId: 'premium', quantity: 12 });
  expect((await own('GET', `/${id}`)).body).toMatchObject({ planId: 'premium', quantity: 12, unitPrice: '24.00' });
});

test('A publisher ends it: within its window everything is given back, later nothing, and it ends all the same', async () => {
  const [early, late, pending] = [await bought(), await bought(), await bought(false)];
  await moveClock(stage, { advance: 'PT1H' });
  expect(await operationAt(await saas('DELETE', `/${early}`))).toMatchObject({
    action: 'Unsubscribe',
    status: 'Succeeded',
    operationRequestSource: 'Partner',
  });
  await operationAt(await saas('DELETE', `/${pending}`));
  await moveClock(stage, { advance: 'P2D' });
  await operationAt(await saas('DELETE', `/${late}`));
  for (const id of [early, late, pending]) {
    expect((await saas('GET', `/${id}`)).body.saasSubscriptionStatus).toBe('Unsubscribed');
    expect((await own('GET', `/${id}`)).body.status).toBe('deleted');
    expect((await saas('DELETE', `/${id}`)).status).toBe(404);
  }
  await expect.poll(() => received(late)).toMatchObject([{ action: 'Unsubscribe', status: 'Succeeded' }]);
  const month = (await moveClock(stage, { advance: 'PT1H' })).slice(0, 7);
  await moveClock(stage, { advance: 'P40D' });
  const { rows } = await stage.server.context.pools.owner.query<{ id: string; total: string }>(
    'select subscription_id as id, sum(total)::text as total from charge where subscription_id = any($1::uuid[]) group by 1',
    [[early, late, pending]],
  );
  expect(new Map(rows.map(({ id, total }) => [id, Number(total)]))).toEqual(
    new Map([
      [early, 0],
      [late, 125],
    ]),
  );
  const proof = await stage.server.context.runner.run({ actor: systemActor, system: true }, (work) =>
    proveMonth(work, { partnerTenantId: tenantId, month }),
  );
  expect(proofExitCode(proof), printProof(proof)).toBe(0);
});

test.for<[string, object, string]>([
  ['both at once', { planId: 'premium', quantity: 3 }, 'Cannot patch more than one field in the same request'],
  ['nothing', { planId: null, quantity: '' }, 'Send either planId or quantity.'],
  ['the same plan', { planId: 'essentiel' }, 'The subscription has this plan already.'],
  ['the same quantity', { quantity: '10' }, 'The subscription has this quantity already.'],
  ['no licence', { quantity: 0 }, 'A quantity is a whole number, 1 or more.'],
  ['half a licence', { quantity: 1.5 }, 'A quantity is a whole number, 1 or more.'],
  ['a plan it has not', { planId: 'nothing' }, 'Request Plan is NOT in Catalog.'],
  ['a private plan', { planId: 'sur-mesure' }, 'Request Plan is NOT in Catalog.'],
])('Section 3 A wish for %s is refused', async ([, wish, message]) => {
  const id = await bought();
  const { status, body } = await saas('PATCH', `/${id}`, wish);
  expect([status, body]).toEqual([400, { code: 'BadRequest', message, target: 'update' }]);
});

test('F15 A wish waits for none, of nobody else’s purchase, and never of what was bought through a partner', async () => {
  const id = await bought();
  const tooMany = await saas('PATCH', `/${id}`, { quantity: 5000 });
  expect([tooMany.status, tooMany.body.code]).toEqual([400, 'BadRequest']);
  await stage.call(undefined, 'PUT', '/sandbox/isv/behaviour', {
    body: { activation: 'accept', webhook: 'silent', delayMs: 0 },
  });
  expect((await saas('PATCH', `/${id}`, { quantity: 11 })).status).toBe(202);
  for (const [method, body] of [
    ['PATCH', { quantity: 12 }],
    ['DELETE', undefined],
  ] as const) {
    const locked = await saas(method, `/${id}`, body);
    expect([locked.status, locked.body.code]).toEqual([409, 'Failed']);
  }
  expect((await saas('PATCH', `/${id}`, { quantity: 12 }, stage.harbour)).status).toBe(403);
  const pending = await saas('PATCH', `/${await bought(false)}`, { quantity: 12 });
  expect(pending.body).toEqual({ code: 'BadRequest', message: 'Subscription is not active', target: 'update' });
  const { subscriptionId } = await order(stage, stage.azur, stage.wish);
  await activate(stage, stage.atelier, subscriptionId);
  for (const [method, body] of [
    ['PATCH', { quantity: 12 }],
    ['DELETE', undefined],
  ] as const) {
    const refused = await saas(method, `/${subscriptionId}`, body);
    expect([refused.status, refused.body.code]).toEqual([400, 'BadRequest']);
  }
});
