import { beforeAll, expect, test } from 'vitest';
import { aChannel, aCustomer, buy, type Channel } from '../../../test/billing.ts';
import { useDatabase } from '../../../test/database.ts';
import { aPartner, completeDocument, meteredPlan, perSeatPlan } from '../../../test/offers.ts';
import type { Actor } from '../../kernel/index.ts';
import { catalogueEntry } from '../offers/index.ts';
import { checkout, createCart, placeOrder, subscriptionOf, trialsLeft, type LineRequest } from './index.ts';

const works = useDatabase();
let channel: Channel;
const team = { ...perSeatPlan, trial: true };
const office = { ...team, planId: 'office', name: 'Office' };
beforeAll(async () => {
  channel = await aChannel(works, {
    document: completeDocument({ plans: [team, office, meteredPlan] }),
  });
});

async function line(planId = 'team', partner = channel.partner): Promise<LineRequest> {
  const entry = await works.as(partner, (work) => catalogueEntry(work, partner.tenantId, channel.productId));
  const item = entry!.version.items.find((one) => one.planId === planId && one.market === 'FR')!;
  const catalogItemId = `${item.productId}:${item.skuId}:${item.availabilityId}`;
  return { catalogItemId, quantity: 1, term: 'P1M', billingCycle: 'monthly' };
}

const cart = (customerTenantId: string, lines: readonly LineRequest[]) =>
  works.as(channel.partner, (work) => createCart(work, { customerTenantId, lines }));
const order = (customerTenantId: string, lines: readonly LineRequest[]) =>
  works.as(channel.partner, (work) => placeOrder(work, { customerTenantId, lines }));

test('F25 A customer has the trial of a plan once: two lines of a plan, a second cart and a second order have none', async () => {
  const customer = await aCustomer(works, channel.partner);
  const lines = [await line(), await line(), await line('pages')];
  const first = await cart(customer, lines);
  expect(first.lines.map(({ trial = false }) => trial)).toEqual([true, false, false]);
  const { orders } = await works.as(channel.partner, (work) => checkout(work, customer, first.id));
  expect(orders.flatMap((one) => one.lines.map(({ trial = false }) => trial))).toEqual([true, false, false]);
  expect((await cart(customer, lines)).lines.some(({ trial }) => trial)).toBe(false);
  const again = await order(customer, [await line()]);
  expect(again.lines[0]!.trial).toBeUndefined();
  const read = (id: string) => works.as(channel.partner, (work) => subscriptionOf(work, customer, id));
  expect((await read(orders[0]!.lines[0]!.subscriptionId)).trial).toBe(true);
  expect((await read(again.lines[0]!.subscriptionId)).trial).toBe(false);
});

test('F25 Each plan of an offer has its own trial, in one order and after another plan’s', async () => {
  const trials = ({ lines }: { readonly lines: readonly { readonly trial?: boolean }[] }) =>
    lines.map(({ trial = false }) => trial);
  const [customer, other] = [await aCustomer(works, channel.partner), await aCustomer(works, channel.partner)];
  expect(trials(await order(customer, [await line('team'), await line('office')]))).toEqual([true, true]);
  expect(trials(await order(other, [await line('team')]))).toEqual([true]);
  expect(trials(await cart(other, [await line('team'), await line('office')]))).toEqual([false, true]);
  expect(trials(await order(other, [await line('office')]))).toEqual([true]);
});

test('F25 Of orders placed at the same time one has the trial', async () => {
  const customer = await aCustomer(works, channel.partner);
  const wanted = [await line()];
  const placed = await Promise.all([1, 2, 3].map(() => order(customer, wanted)));
  expect(placed.filter((one) => one.lines[0]!.trial)).toHaveLength(1);
});

test('F25 The trial was had at another partner too, whose sale stays unknown; another customer has its own', async () => {
  const [customer, other] = [await aCustomer(works, channel.partner), await aCustomer(works, channel.partner)];
  const version = await works.as(channel.partner, (work) =>
    catalogueEntry(work, channel.partner.tenantId, channel.productId),
  );
  const { offerId } = version!.version;
  await buy(works, channel, { customer });
  const rival = await aPartner(works);
  const leftFor = (actor: Actor, who: string) =>
    works.as(actor, (work) => trialsLeft(work, who, [{ offerId, planId: 'team', trial: true }]));
  expect([await leftFor(rival, customer), await leftFor(rival, other)]).toEqual([[false], [true]]);
  const told = works.as(rival, (work) => work.prepared('test-trials', 'select * from trial_use', []));
  await expect(told).rejects.toMatchObject({ code: '42501' });
});
