import { beforeEach, expect, test } from 'vitest';
import { aBuyerOf, aChannel, aCustomer, buy, setTime } from '../../../test/billing.ts';
import { useDatabase } from '../../../test/database.ts';
import { perSeatPlan, republished } from '../../../test/offers.ts';
import { granted } from '../../../test/private-offers.ts';
import { renewDueTerms, subscriptionPrice } from './index.ts';

const works = useDatabase();
beforeEach(() => setTime(works, '2027-01-10T09:00:00Z'));

const pricedAt = (amount: string) => ({
  plans: [{ ...perSeatPlan, prices: perSeatPlan.prices.map((price) => ({ ...price, amount })) }],
});

test('F24 A subscription says the price of its term, and the renewal’s as soon as it is known, until that is in force', async () => {
  const channel = await aChannel(works, { document: pricedAt('10') });
  const { customer, subscription } = await aBuyerOf(works, channel, 2, 'P1Y');
  const price = () => works.as(channel.partner, (work) => subscriptionPrice(work, customer, subscription));
  const now = { listPrice: '10', price: '10', currency: 'EUR', billingCycle: 'monthly' };
  expect(await price()).toEqual(now);
  await setTime(works, '2027-03-02T09:00:00Z');
  await republished(works, channel.publisher, channel.offer, { ...channel.offer.document, ...pricedAt('11') });
  const next = { listPrice: '11', price: '11' };
  expect(await price()).toEqual({ ...now, next: { ...next, from: Temporal.PlainDate.from('2028-01-10') } });
  await setTime(works, '2028-01-10T00:00:00Z');
  await works.asSystem((work) => renewDueTerms(work, channel.partner.tenantId, 10));
  expect(await price()).toEqual({ ...now, ...next });
});

test('F24 An increase that comes too late for the renewal is not announced for it, a decrease is; what ends has no next price', async () => {
  const republishedAt = async (amount: string) => {
    const channel = await aChannel(works, { document: pricedAt('10') });
    const { customer, subscription } = await aBuyerOf(works, channel, 2, 'P1M');
    await republished(works, channel.publisher, channel.offer, { ...channel.offer.document, ...pricedAt(amount) });
    const price = () => works.as(channel.partner, (work) => subscriptionPrice(work, customer, subscription));
    return { price, subscription };
  };
  expect(await (await republishedAt('11')).price()).not.toHaveProperty('next');
  const { price, subscription } = await republishedAt('9');
  expect(await price()).toMatchObject({ listPrice: '10', next: { listPrice: '9' } });
  await works.pools.owner.query('update subscription set auto_renew = false where id = $1', [subscription]);
  expect(await price()).not.toHaveProperty('next');
});

test('F27 A margin stands beside the list price; what waits for its activation has the price that was ordered', async () => {
  const channel = await aChannel(works, { document: pricedAt('10') });
  const customer = await aCustomer(works, channel.partner);
  const { offerId } = channel.offer;
  await granted(works, channel.publisher, {
    offerId,
    partner: channel.partner.tenantId,
    percentage: '20',
    end: '2027-06-30',
  });
  await setTime(works, '2027-01-11T09:00:00Z');
  const id = await buy(works, channel, { customer });
  const price = await works.as(channel.partner, (work) => subscriptionPrice(work, customer, id));
  expect(price).toMatchObject({ listPrice: '10', price: '8' });
});
