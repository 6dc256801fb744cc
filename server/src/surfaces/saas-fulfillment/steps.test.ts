import { subscriptionList } from '@comptoir/contracts/comptoir/subscriptions';
import { ownPurchase } from '@comptoir/contracts/comptoir/own-purchases';
import { subscription as wireSubscription } from '@comptoir/contracts/partner-center/subscriptions';
import { beforeAll, expect, test } from 'vitest';
import { activate, landingToken, moveClock, order, saasVersion, type Bought } from '../../../scenarios/stage.ts';
import { useStage } from '../../../test/stage.ts';
import { accessToken } from '../../../test/tokens.ts';
import type { StepFor } from '../../modules/subscriptions/index.ts';

const stage = useStage();
/** What the live offer asks a step before. */
const asks = (...changes: readonly StepFor[]) =>
  stage.server.context.pools.owner.query(
    `update offer_version v set document = jsonb_set(document, '{technical,stepsFirst}', $1::jsonb)
     from offer o where o.live_version_id = v.id and o.product_id = $2`,
    [JSON.stringify(changes), stage.wish.item.split(':')[0]],
  );
beforeAll(() => asks('cancel', 'quantity'));

async function bought(billed: { readonly term?: string; readonly billingCycle?: string } = {}): Promise<Bought> {
  const one = await order(stage, stage.azur, { ...stage.wish, ...billed });
  await activate(stage, stage.atelier, one.subscriptionId);
  return one;
}
const pathOf = ({ customerId, subscriptionId }: Bought) =>
  `/v1/customers/${customerId}/subscriptions/${subscriptionId}`;
const patch = (one: Bought, body: object) =>
  stage.call(stage.azur.app, 'PATCH', pathOf(one), { body: { autoRenewEnabled: true, ...body } });
const read = async (one: Bought) => (await stage.call(stage.azur.app, 'GET', pathOf(one))).body;
const takeBack = (one: Bought, token = stage.azur.user) =>
  stage.call(
    token,
    'DELETE',
    `/comptoir/v1/customers/${one.customerId}/subscriptions/${one.subscriptionId}/pending-change`,
  );
const operations = async ({ subscriptionId }: Bought) =>
  (await stage.call(stage.atelier, 'GET', `/api/saas/subscriptions/${subscriptionId}/operations?${saasVersion}`)).body
    .operations as { id: string; action: string; quantity: number | null }[];
const says = async (one: Bought, status: 'Success' | 'Failure') => {
  const { id } = (await operations(one))[0]!;
  const path = `/api/saas/subscriptions/${one.subscriptionId}/operations/${id}?${saasVersion}`;
  return stage.call(stage.atelier, 'PATCH', path, { body: { status } });
};

test('SUB-18 CAN-06 A cancellation waits for the step on the publisher’s site: Action Needed with its link, and silence is no consent', async () => {
  const one = await bought();
  const asked = await patch(one, { status: 'deleted' });
  expect([asked.status, asked.body.status, asked.body.attentionNeeded]).toEqual([202, 'active', true]);
  expect(wireSubscription.parse(asked.body)).toEqual(asked.body);
  expect(asked.body.pendingOperation).toMatchObject({ action: 'Unsubscribe', stepUntil: expect.any(String) });
  expect(asked.body.links.activationLinks.uri).toMatch(/activationlinks$/);
  const list = await stage.call(
    stage.azur.user,
    'GET',
    `/comptoir/v1/customers/${one.customerId}/subscriptions?search=${one.subscriptionId}`,
  );
  expect(subscriptionList.answer.parse(list.body)).toEqual(list.body);
  expect(list.body.items).toMatchObject([{ status: 'active', stepUntil: expect.any(String) }]);
  await stage.server.context.jobs().drained();
  await moveClock(stage, { advance: 'PT1H' });
  expect((await read(one)).status).toBe('active');
  // Nothing else is changed meanwhile, and asked again it is the same.
  expect((await patch(one, { quantity: 12 })).status).toBe(409);
  expect(await operations(one)).toMatchObject([{ action: 'Unsubscribe' }]);
});

test('CAN-06 ACT-08 The link leads to the publisher’s page with the step; once it is taken the cancellation is made, with its refund', async () => {
  const one = await bought();
  await patch(one, { status: 'deleted' });
  const links = await stage.call(stage.azur.app, 'GET', `${pathOf(one)}/activationlinks`);
  const address = links.body.items[0].link.uri as string;
  const shown = await fetch(address, { headers: { 'accept-language': 'en' } });
  const page = await shown.text();
  expect(page).toContain('waits for your step here');
  const operationId = /name="operationId" value="([^"]+)"/.exec(page)![1]!;
  // The window of the cancellation may pass while the step is taken: it was asked within it.
  await moveClock(stage, { advance: 'P2D' });
  const form = new URLSearchParams({ token: new URL(address).searchParams.get('token')!, operationId });
  const stale = await fetch(address.split('?')[0]!, { method: 'POST', body: form });
  expect(stale.status).toBe(400);
  const again = await stage.call(stage.azur.app, 'GET', `${pathOf(one)}/activationlinks`);
  const token = new URL(again.body.items[0].link.uri as string).searchParams.get('token')!;
  const taken = await fetch(address.split('?')[0]!, {
    method: 'POST',
    body: new URLSearchParams({ token, operationId }),
    headers: { 'accept-language': 'en' },
  });
  expect(await taken.text()).toContain('Step taken');
  expect((await read(one)).status).toBe('deleted');
  await moveClock(stage, { advance: 'PT1M' });
  const { rows } = await stage.server.context.pools.owner.query<{ cents: number }>(
    'select (100 * sum(total))::int as cents from charge where subscription_id = $1 group by seller_tenant_id',
    [one.subscriptionId],
  );
  expect(rows.map(({ cents }) => cents)).toEqual([0, 0]);
});

test('SUB-18 The publisher that does not confirm keeps the subscription as it is; the partner takes its change back', async () => {
  const one = await bought();
  await patch(one, { status: 'deleted' });
  expect((await says(one, 'Failure')).status).toBe(200);
  expect(await read(one)).toMatchObject({ status: 'active', attentionNeeded: false });
  expect((await takeBack(one)).body.code).toBe('NothingToTakeBack');
  await patch(one, { status: 'deleted' });
  expect((await takeBack(one, stage.rhein.user)).status).toBe(404);
  const taken = await takeBack(one);
  expect(taken.status, taken.text).toBe(204);
  expect(await operations(one)).toEqual([]);
  expect((await patch(one, { friendlyName: 'Neu' })).status).toBe(200);
});

test('SUB-18 F20 Licences wait for their step too, and what is not confirmed in thirty days is not made', async () => {
  await stage.call(undefined, 'PUT', '/sandbox/isv/behaviour', {
    body: { activation: 'accept', webhook: 'silent', delayMs: 0 },
  });
  const one = await bought({ term: 'P1Y', billingCycle: 'annual' });
  const asked = await patch(one, { quantity: 15 });
  expect([asked.status, asked.body.quantity, asked.body.pendingOperation.action]).toEqual([202, 10, 'ChangeQuantity']);
  await stage.server.context.jobs().drained();
  await moveClock(stage, { advance: 'P29D' });
  expect((await read(one)).pendingOperation.quantity).toBe(15);
  await moveClock(stage, { advance: 'P2D' });
  expect(await read(one)).toMatchObject({ quantity: 10, attentionNeeded: false });
  expect((await read(one)).pendingOperation).toBeUndefined();
  await asks('cancel');
  await stage.call(undefined, 'PUT', '/sandbox/isv/behaviour', {
    body: { activation: 'accept', webhook: 'acknowledge', delayMs: 0 },
  });
  expect((await patch(one, { quantity: 15 })).body.quantity).toBe(15);
});

test('CAN-06 What was never set up is cancelled without a step; a customer that bought itself has the same step', async () => {
  const pending = await order(stage, stage.azur, stage.wish);
  expect((await patch(pending, { status: 'deleted' })).body.status).toBe('deleted');
  const tenantId = stage.customer('boulangerie-martin');
  const customer = await accessToken(stage.server.context, { tenantId, parts: ['customer'], roles: ['global_admin'] });
  const wish = { planId: 'essentiel', term: 'P1M', billingCycle: 'monthly', quantity: 2, acceptTerms: true };
  const productId = stage.wish.item.split(':')[0];
  const made = await stage.call(customer, 'POST', '/comptoir/v1/own-purchases', { body: { ...wish, productId } });
  const path = `/comptoir/v1/own-purchases/${made.body.subscriptionId}`;
  await activate(stage, stage.atelier, made.body.subscriptionId as string);
  const { body } = await stage.call(customer, 'PATCH', path, { body: { status: 'deleted' } });
  expect(ownPurchase.parse(body)).toEqual(body);
  expect(body).toMatchObject({ status: 'active', pendingStep: { action: 'Unsubscribe' } });
  expect((await stage.call(customer, 'DELETE', `${path}/pending-change`)).status).toBe(204);
  expect((await stage.call(customer, 'GET', path)).body.pendingStep).toBeUndefined();
});

test('ACT-01 ACT-13 The publisher assigns the licences on the customer’s behalf: its page is reached by the link, and what it assigned is recorded before anything is billed', async () => {
  const one = await order(stage, stage.azur, stage.wish);
  const provisioning = async () => (await stage.call(stage.azur.user, 'GET', `${pathOf(one)}/provisioningstatus`)).body;
  const recorded = async () =>
    (
      await stage.server.context.pools.owner.query<{ value: Record<string, unknown>; actor: string; charges: number }>(
        `select new_value as value, actor_name as actor, (select count(*)::int from charge c where c.subscription_id::text = $1
           and c.occurred_at < e.at) as charges
         from event e where aggregate_id = $1 and name = 'SubscriptionActivated'`,
        [one.subscriptionId],
      )
    ).rows;
  expect([(await provisioning()).status, await recorded()]).toEqual(['pending', []]);
  const links = await stage.call(stage.azur.app, 'GET', `${pathOf(one)}/activationlinks`);
  const page = (links.body.items[0].link.uri as string).split('?')[0]!;
  const form = {
    token: await landingToken(stage, stage.azur, one),
    company: 'Martin',
    administrator: 'a@martin.example',
  };
  const done = await fetch(page, { method: 'POST', body: new URLSearchParams(form) });
  expect(done.status).toBe(200);
  expect(await provisioning()).toMatchObject({ status: 'success', quantity: 10 });
  const [record] = await recorded();
  expect(record).toMatchObject({ value: { status: 'active', licencesAssigned: 10 }, charges: 0 });
});
