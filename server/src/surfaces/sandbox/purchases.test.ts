import { purchaseMade } from '@comptoir/contracts/sandbox';
import { expect, test } from 'vitest';
import { saasVersion } from '../../../scenarios/stage.ts';
import { useStage } from '../../../test/stage.ts';

const stage = useStage();
const purchase = (body: unknown) => stage.call(undefined, 'POST', '/sandbox/v1/purchases', { body });

test.for(['pilote-projets', 'PILOTE-PROJETS', 'Pilote Projets'])(
  'A publisher buys its own plan by %s in one call and resolves the token it gets',
  async (offer) => {
    const { status, body, text } = await purchase({
      offer,
      plan: 'essentiel',
      quantity: 7,
      term: 'P1M',
      channel: 'partner',
    });
    expect(status, text).toBe(201);
    expect(purchaseMade.parse(body)).toEqual(body);
    const resolved = await stage.call(stage.atelier, 'POST', `/api/saas/subscriptions/resolve?${saasVersion}`, {
      headers: { 'x-ms-marketplace-token': body.token as string },
    });
    expect(resolved.body).toMatchObject({
      id: body.subscriptionId,
      planId: 'essentiel',
      quantity: 7,
      subscription: {
        saasSubscriptionStatus: 'PendingFulfillmentStart',
        purchaser: { tenantId: body.partnerTenantId },
        beneficiary: { tenantId: body.customerTenantId },
      },
    });
    expect(new URL(body.landingUrl as string).searchParams.get('token')).toBe(body.token);
  },
);

test('A metered plan of an offer for selected partners is bought by one of them, with nothing but its names', async () => {
  const { status, body } = await purchase({ offer: 'releve-mesures', plan: 'capteurs' });
  expect([status, body.partnerTenantId]).toEqual([201, stage.azur.tenantId]);
});

test('Through the other channel a customer buys for itself, and the publisher may change it', async () => {
  const { status, body, text } = await purchase({
    offer: 'pilote-projets',
    plan: 'essentiel',
    quantity: 3,
    channel: 'direct',
  });
  expect(status, text).toBe(201);
  expect(body.partnerTenantId).toBe(body.customerTenantId);
  const path = `/api/saas/subscriptions/${body.subscriptionId}?${saasVersion}`;
  expect((await stage.call(stage.atelier, 'GET', path)).body.allowedCustomerOperations).toContain('Update');
});

test.for<[string, unknown, number, string]>([
  ['an offer nobody has', { offer: 'nothing', plan: 'essentiel' }, 404, 'offer'],
  ['a plan it has not', { offer: 'pilote-projets', plan: 'nothing' }, 400, 'plan'],
  ['a term it has not', { offer: 'releve-mesures', plan: 'capteurs', term: 'P3Y' }, 400, 'plan'],
  ['no seats', { offer: 'pilote-projets', plan: 'essentiel', quantity: 0 }, 400, 'quantity'],
  ['more seats than it has', { offer: 'pilote-projets', plan: 'essentiel', quantity: 5000 }, 400, 'quantity'],
  ['a member too many', { offer: 'pilote-projets', plan: 'essentiel', seats: 1 }, 400, ''],
])('A purchase with %s is refused clearly', async ([, body, status, target]) => {
  const answer = await purchase(body);
  expect(answer.status, answer.text).toBe(status);
  expect(answer.text).toContain(target);
});
