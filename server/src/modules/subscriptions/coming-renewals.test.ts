import { beforeEach, expect, test } from 'vitest';
import {
  aBuyerOf,
  aChannel,
  aCustomer,
  activate,
  buy,
  changeAgreed,
  setTime,
  type Channel,
} from '../../../test/billing.ts';
import { useDatabase } from '../../../test/database.ts';
import { completeDocument, meteredPlan, perSeatPlan, republished } from '../../../test/offers.ts';
import { granted } from '../../../test/private-offers.ts';
import { comingRenewals, renewDueTerms } from './index.ts';

const works = useDatabase();
beforeEach(() => setTime(works, '2027-01-10T09:00:00Z'));

const business = { ...perSeatPlan, planId: 'business', name: 'Business' };
const pricedAt = (amount: string) => ({
  plans: [perSeatPlan, business].map((plan) => ({
    ...plan,
    prices: perSeatPlan.prices.map((price) => ({ ...price, amount })),
  })),
});
const aChannelAt = (amount: string) => aChannel(works, { document: completeDocument(pricedAt(amount)) });

interface Asked {
  readonly sort?: 'renews' | 'quantity';
  readonly filters?: Readonly<Record<string, string>>;
  readonly size?: number;
  readonly after?: string;
}

const listed = (channel: Channel, { sort = 'renews', filters = {}, size = 50, ...more }: Asked = {}) =>
  works.as(channel.partner, (work) =>
    comingRenewals(work, { sort, descending: false, search: '', filters, size, ...more }),
  );
const short = async (...asked: Parameters<typeof listed>) =>
  (await listed(...asked)).items.map(({ subscription, renewsOn, now, next, change }) =>
    [subscription.quantity, renewsOn.toString(), now.listPrice, next?.listPrice, change].join(' '),
  );

test('C11 F24 Ninety days before a renewal its price is known: a rise published before is told, a later one is of the term after', async () => {
  const channel = await aChannelAt('10');
  await aBuyerOf(works, channel, 2, 'P1Y');
  const republish = (amount: string) =>
    republished(works, channel.publisher, channel.offer, { ...channel.offer.document, ...pricedAt(amount) });
  // The term ends on 9 January 2028: ninety days before that is 11 October.
  await setTime(works, '2027-10-02T23:59:59Z');
  await republish('11');
  await setTime(works, '2027-10-10T23:59:59Z');
  expect(await short(channel)).toEqual([]);
  await setTime(works, '2027-10-11T00:00:00Z');
  expect(await short(channel)).toEqual(['2 2028-01-10 10 11 rises']);
});

test('F24 Falls count from the next month on; what is scheduled is marked; trials, endings and other accounts are left out', async () => {
  const channel = await aChannelAt('10');
  const { offerId } = channel.offer;
  const partner = channel.partner.tenantId;
  await granted(works, channel.publisher, {
    offerId,
    partner,
    percentage: '20',
    start: '2027-02-01',
    end: '2027-06-30',
  });
  const seats = async (quantity: number) => aBuyerOf(works, channel, quantity, 'P1M');
  const [falling, scheduled, ending] = [await seats(3), await seats(4), await seats(5)];
  await republished(works, channel.publisher, channel.offer, { ...channel.offer.document, ...pricedAt('9') });
  await changeAgreed(works, channel, scheduled, { nextTerm: { skuId: '0002', quantity: 7 } });
  await changeAgreed(works, channel, ending, { autoRenew: false });
  const customer = await aCustomer(works, channel.partner);
  await buy(works, channel, { customer, term: 'P1M' });
  expect(await short(channel, { sort: 'quantity' })).toEqual([
    '3 2027-02-10 10 9 falls',
    '4 2027-02-10 10 9 scheduled',
  ]);
  const found = await listed(channel, { filters: { change: 'falls' } });
  expect([found.total, found.items[0]!.subscription.id]).toEqual([1, falling.subscription]);
  // Wholesale: no margin yet, and that of the private offer by then.
  expect(found.items[0]).toMatchObject({ now: { price: '10' }, next: { price: '7.2' }, customerName: 'Contoso' });
  expect((await listed(channel, { filters: { within: '30' } })).total).toBe(0);
  expect((await listed(channel, { filters: { within: '60' } })).total).toBe(2);
  const first = await listed(channel, { size: 1 });
  expect([first.items.length, first.total]).toEqual([1, 2]);
  expect((await listed(channel, { size: 1, after: first.next! })).items[0]!.subscription.id).not.toBe(
    first.items[0]!.subscription.id,
  );
  expect(await short(await aChannelAt('10'))).toEqual([]);
});

test('A plan that was changed within its term is told at the price it has now', async () => {
  const channel = await aChannelAt('10');
  const customer = await aCustomer(works, channel.partner);
  const subscription = await buy(works, channel, { customer, seats: 6, term: 'P1M' });
  await activate(works, channel, subscription);
  const dearer = pricedAt('12');
  await republished(works, channel.publisher, channel.offer, { ...channel.offer.document, ...dearer });
  expect(await short(channel)).toEqual(['6 2027-02-10 10 10 same']);
  await changeAgreed(works, channel, { customer, subscription }, { plan: { planId: 'business' } });
  expect(await short(channel)).toEqual(['6 2027-02-10 12 12 same']);
  expect((await listed(channel)).items[0]!.subscription.friendlyName).toBe('Business');
});

test('F24 What is scheduled is told with the plan, quantity and billing cycle that its price is of', async () => {
  const sold = {
    terms: [
      { term: 'P1M', billingCycle: 'monthly' },
      { term: 'P1Y', billingCycle: 'annual' },
    ],
    prices: ['EUR', 'CHF'].flatMap((currency) => [
      { term: 'P1M', billingCycle: 'monthly', currency, amount: '12.5' } as const,
      { term: 'P1Y', billingCycle: 'annual', currency, amount: '135' } as const,
    ]),
  } as const;
  const plans = [perSeatPlan, business].map((plan) => ({ ...plan, ...sold }));
  const channel = await aChannel(works, { document: completeDocument({ plans }) });
  const customer = await aCustomer(works, channel.partner);
  const subscription = await buy(works, channel, { customer, seats: 12, term: 'P1M' });
  await activate(works, channel, subscription);
  const nextTerm = { skuId: '0002', term: 'P1Y', billingCycle: 'annual' as const, quantity: 3 };
  await changeAgreed(works, channel, { customer, subscription }, { nextTerm });
  const [row] = (await listed(channel)).items;
  expect(row).toMatchObject({
    subscription: { quantity: 12, billingCycle: 'monthly' },
    now: { price: '12.5' },
    becomes: { quantity: 3, term: 'P1Y', billingCycle: 'annual' },
    next: { price: '135' },
  });
  expect(row!.becomes.product).toMatch(/ – Business$/);
});

test('C11 F24 A meter that rises beside the same fee is a rise: known ninety days before, and the renewals before keep it', async () => {
  const pages = (pricePerUnit: string) => {
    const [meter] = meteredPlan.dimensions;
    return { plans: [{ ...meteredPlan, dimensions: [{ ...meter!, prices: [{ currency: 'EUR', pricePerUnit }] }] }] };
  };
  const channel = await aChannel(works, { document: completeDocument(pages('0.004')) });
  const customer = await aCustomer(works, channel.partner);
  const subscription = await buy(works, channel, { customer, seats: 1, term: 'P1M', planId: 'pages' });
  await activate(works, channel, subscription);
  await setTime(works, '2027-02-03T12:00:00Z');
  const { document } = channel.offer;
  await republished(works, channel.publisher, channel.offer, { ...document, ...pages('0.005') });
  expect(await short(channel)).toEqual(['1 2027-02-10 99 99 same']);
  const renewed = async (moment: string) => {
    await setTime(works, moment);
    while ((await works.asSystem((work) => renewDueTerms(work, channel.partner.tenantId, 10))) > 0);
    const { items } = await listed(channel);
    return items.map(({ renewsOn, change, meters }) => [
      renewsOn.toString(),
      change,
      ...meters.map(({ name, before, after }) => `${name} ${before.price} ${after.price}`),
    ]);
  };
  expect(await renewed('2027-04-15T00:00:00Z')).toEqual([['2027-05-10', 'same']]);
  expect(await renewed('2027-05-15T00:00:00Z')).toEqual([['2027-06-10', 'rises', 'Pages 0.004 0.005']]);
  expect(await renewed('2027-06-15T00:00:00Z')).toEqual([['2027-07-10', 'same']]);
});
