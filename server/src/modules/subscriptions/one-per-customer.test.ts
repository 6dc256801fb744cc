import { beforeAll, expect, test } from 'vitest';
import { aChannel, aCustomer, activate, buy, type Channel } from '../../../test/billing.ts';
import { useDatabase } from '../../../test/database.ts';
import { meteredPlan, perSeatPlan } from '../../../test/offers.ts';
import { catalogueEntry } from '../offers/index.ts';
import { createCart, mayHaveMore, subscriptionsOf } from './index.ts';

const works = useDatabase();
let channel: Channel;
beforeAll(async () => {
  channel = await aChannel(works, { document: { plans: [{ ...perSeatPlan, onePerCustomer: true }, meteredPlan] } });
});

const customerOf = () => aCustomer(works, channel.partner);
const refusal = {
  code: 'NotPurchasable',
  details: { rule: { id: 'F4' }, target: 'lineItems[0].catalogItemId' },
};
const owned = (customer: string) =>
  works.as(channel.partner, async (work) => (await subscriptionsOf(work, customer)).items.map((one) => one.planId));
async function cartOf(customer: string, plans: readonly string[]) {
  return works.as(channel.partner, async (work) => {
    const entry = await catalogueEntry(work, channel.partner.tenantId, channel.productId);
    const lines = plans.map((planId) => {
      const item = entry!.version.items.find((one) => one.planId === planId && one.market === 'FR')!;
      const catalogItemId = `${item.productId}:${item.skuId}:${item.availabilityId}`;
      return { catalogItemId, quantity: 1, term: 'P1M', billingCycle: 'monthly' };
    });
    return createCart(work, { customerTenantId: customer, lines });
  });
}

test('F4 A plan that is sold once per customer is neither ordered nor put in a cart again; others are', async () => {
  const [customer, other] = [await customerOf(), await customerOf()];
  const first = await buy(works, channel, { customer });
  await expect(buy(works, channel, { customer })).rejects.toMatchObject(refusal);
  await activate(works, channel, first);
  await expect(buy(works, channel, { customer })).rejects.toMatchObject(refusal);
  await expect(cartOf(customer, ['team'])).rejects.toMatchObject(refusal);
  for (const _again of [1, 2]) await buy(works, channel, { customer, seats: 1, planId: 'pages', term: 'P1M' });
  expect((await owned(customer)).toSorted()).toEqual(['pages', 'pages', 'team']);
  await buy(works, channel, { customer: other });
  expect(await owned(other)).toEqual(['team']);
});

test('F4 It is not twice in one cart either, and may be bought anew once it has ended', async () => {
  const customer = await customerOf();
  await expect(cartOf(customer, ['pages', 'team', 'team'])).rejects.toMatchObject({
    code: 'NotPurchasable',
    details: { target: 'lineItems[2].catalogItemId' },
  });
  const id = await buy(works, channel, { customer });
  await works.pools.owner.query(`update subscription set status = 'deleted' where id = $1`, [id]);
  await buy(works, channel, { customer });
  expect(await owned(customer)).toEqual(['team', 'team']);
});

test('F4 Of orders at the same moment one makes it', async () => {
  const customer = await customerOf();
  const results = await Promise.allSettled(Array.from({ length: 4 }, () => buy(works, channel, { customer })));
  expect(results.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
  expect(await owned(customer)).toEqual(['team']);
});

test('F4 A subscription that is suspended stands in the way, and the reason says to reactivate it', async () => {
  const customer = await customerOf();
  const id = await buy(works, channel, { customer });
  await works.pools.owner.query(`update subscription set status = 'suspended' where id = $1`, [id]);
  const plan = { offerId: channel.offer.offerId, planId: 'team', onePerCustomer: true };
  const [verdict] = await works.as(channel.partner, (work) => mayHaveMore(work, customer, [plan]));
  expect(verdict).toMatchObject({ allowed: false, reason: expect.stringContaining('reactivated') });
});
