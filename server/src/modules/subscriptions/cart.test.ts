import { beforeEach, expect, test } from 'vitest';
import { aChannel, aCustomer, setTime, type Channel } from '../../../test/billing.ts';
import { useDatabase } from '../../../test/database.ts';
import { perSeatPlan, republished } from '../../../test/offers.ts';
import { granted } from '../../../test/private-offers.ts';
import { newId, type Actor } from '../../kernel/index.ts';
import { catalogueEntry } from '../offers/index.ts';
import {
  cartOf,
  cartSweep,
  checkout,
  createCart,
  dropCart,
  openCarts,
  subscriptionsOf,
  updateCart,
  type LineRequest,
} from './index.ts';

const works = useDatabase();
beforeEach(() => setTime(works, '2027-01-10T09:00:00Z'));

/** A line of a plan as the catalogue has it now. */
async function line(channel: Channel, planId = 'team', more: Partial<LineRequest> = {}): Promise<LineRequest> {
  const { partner, productId } = channel;
  const entry = await works.as(partner, (work) => catalogueEntry(work, partner.tenantId, productId));
  const item = entry!.version.items.find((one) => one.planId === planId && one.market === 'FR')!;
  const catalogItemId = `${productId}:${item.skuId}:${item.availabilityId}`;
  return { catalogItemId, quantity: 1, term: 'P1M', billingCycle: 'monthly', ...more };
}

const open = (channel: Channel, customerTenantId: string, lines: readonly LineRequest[]) =>
  works.as(channel.partner, (work) => createCart(work, { customerTenantId, lines }));

test('AUD-05 A cart lives seven days, and then is neither read, changed nor ordered', async () => {
  const channel = await aChannel(works);
  const customer = await aCustomer(works, channel.partner);
  const lines = [await line(channel)];
  const { id, expiresAt } = await open(channel, customer, lines);
  expect(expiresAt.toString()).toMatch(/^2027-01-17T09:00:0/);
  const use = [
    () => works.as(channel.partner, (work) => cartOf(work, customer, id)),
    () => works.as(channel.partner, (work) => updateCart(work, { customerTenantId: customer, cartId: id, lines })),
    () => works.as(channel.partner, (work) => checkout(work, customer, id)),
  ];
  await setTime(works, '2027-01-17T09:00:10Z');
  for (const call of use)
    await expect(call()).rejects.toMatchObject({
      code: 'CartNotFound',
      details: { message: expect.stringContaining('expired after 7 days') },
    });
  expect(await works.as(channel.partner, (work) => subscriptionsOf(work, customer))).toEqual({ items: [] });
  await setTime(works, '2027-01-17T08:59:00Z');
  expect(await use[1]!()).toMatchObject({ id, status: 'active' });
  expect(await use[2]!()).toMatchObject({ errors: [] });
});

test('AUD-05 A cart that was ordered is read for ever, is ordered once, and is changed no more', async () => {
  const channel = await aChannel(works);
  const customer = await aCustomer(works, channel.partner);
  const lines = [await line(channel)];
  const { id } = await open(channel, customer, lines);
  const order = () => works.as(channel.partner, (work) => checkout(work, customer, id));
  const first = await order();
  await setTime(works, '2027-06-01T09:00:00Z');
  expect(await works.as(channel.partner, (work) => cartOf(work, customer, id))).toMatchObject({ status: 'ordered' });
  expect((await order()).orders.map((one) => one.id)).toEqual(first.orders.map((one) => one.id));
  await expect(
    works.as(channel.partner, (work) => updateCart(work, { customerTenantId: customer, cartId: id, lines })),
  ).rejects.toMatchObject({ code: 'CartAlreadyOrdered' });
  const { items } = await works.as(channel.partner, (work) => subscriptionsOf(work, customer));
  expect(items).toHaveLength(1);
});

test('Changing a cart replaces its lines, decided and priced anew', async () => {
  const channel = await aChannel(works);
  const customer = await aCustomer(works, channel.partner);
  const { id } = await open(channel, customer, [await line(channel), await line(channel)]);
  const wanted = await line(channel, 'team', { quantity: 7, term: 'P1Y', friendlyName: 'Ventes' });
  const changed = await works.as(channel.partner, (work) =>
    updateCart(work, { customerTenantId: customer, cartId: id, lines: [wanted] }),
  );
  expect(changed.lines).toMatchObject([
    { quantity: 7, term: 'P1Y', unitPrice: '10', friendlyName: 'Ventes', orderGroup: '0', currency: 'EUR' },
  ]);
});

test('At checkout a group whose item is sold no more is told, and the others are ordered; the result stays', async () => {
  const annual = { term: 'P1Y', billingCycle: 'annual' } as const;
  const prices = ['EUR', 'CHF'].map((currency) => ({ ...annual, currency, amount: '110' }));
  const yearly = { ...perSeatPlan, terms: [annual], prices };
  const channel = await aChannel(works);
  const other = await aChannel(works, { partner: channel.partner, document: { plans: [yearly] } });
  const customer = await aCustomer(works, channel.partner);
  const cart = await open(channel, customer, [await line(channel), await line(other, 'team', annual)]);
  expect(cart.lines.map((one) => one.orderGroup)).toEqual(['0', '1']);
  const changed = { ...other.offer.document, privacyUrl: 'https://isv.example/changed' };
  await republished(works, other.publisher, other.offer, changed);
  const order = () => works.as(channel.partner, (work) => checkout(work, customer, cart.id));
  const done = await order();
  expect(done.orders.map((one) => one.billingCycle)).toEqual(['monthly']);
  expect(done.errors).toEqual([
    { orderGroup: '1', code: 'CatalogueItemOutdated', message: expect.stringContaining('no longer sold'), lines: [1] },
  ]);
  expect(await order()).toEqual(done);
});

test('AZP-50 A cart of another customer, of another partner and of no customer is as unknown as none', async () => {
  const [channel, stranger] = [await aChannel(works), await aChannel(works)];
  const customer = await aCustomer(works, channel.partner);
  const other = await aCustomer(works, channel.partner);
  const { id } = await open(channel, customer, [await line(channel)]);
  const read = (of: Channel, customerTenantId: string, cartId: string) =>
    works.as(of.partner, (work) => cartOf(work, customerTenantId, cartId));
  for (const [of, customerTenantId, cartId] of [
    [channel, other, id],
    [stranger, customer, id],
    [channel, 'nobody', id],
    [channel, customer, 'none'],
  ] as const)
    await expect(read(of, customerTenantId, cartId)).rejects.toMatchObject({ code: 'CartNotFound' });
});

const listed = async (actor: Actor) => (await works.as(actor, (work) => openCarts(work))).map(({ id }) => id);

test('A person finds the own open carts again, the last changed first: no colleague’s, none that is ordered or over', async () => {
  const channel = await aChannel(works);
  const [person, colleague] = [newId(), newId()].map((userId) => ({ ...channel.partner, userId }));
  const customers = [
    await aCustomer(works, channel.partner, 'Les Quais'),
    await aCustomer(works, channel.partner, 'Contoso'),
  ];
  const make = async (actor: Actor, customerTenantId: string) =>
    works.as(actor, async (work) => (await createCart(work, { customerTenantId, lines: [await line(channel)] })).id);
  const first = await make(person!, customers[0]!);
  await setTime(works, '2027-01-10T09:10:00Z');
  const second = await make(person!, customers[1]!);
  await make(colleague!, customers[0]!);
  expect(await listed(person!)).toEqual([second, first]);
  await setTime(works, '2027-01-10T09:20:00Z');
  await works.as(colleague!, async (work) =>
    updateCart(work, {
      customerTenantId: customers[0]!,
      cartId: first,
      lines: [await line(channel), await line(channel)],
    }),
  );
  const found = await works.as(person!, (work) => openCarts(work));
  expect(found.map(({ id, customerName, lineCount }) => [id, customerName, lineCount])).toEqual([
    [first, 'Les Quais', 2],
    [second, 'Contoso', 1],
  ]);
  await works.as(person!, (work) => checkout(work, customers[0]!, first));
  expect(await listed(person!)).toEqual([second]);
  await setTime(works, '2027-01-17T09:10:10Z');
  expect(await listed(person!)).toEqual([]);
});

test('An application finds the carts that it opened, no person’s and no other application’s; none of a customer that it sells to no more', async () => {
  const channel = await aChannel(works);
  const { userId: _, ...bare } = channel.partner;
  const [mine, other] = [newId(), newId()].map((applicationId): Actor => {
    return { ...bare, kind: 'application', applicationId, name: 'Sync job' };
  });
  const [kept, left] = [await aCustomer(works, channel.partner), await aCustomer(works, channel.partner)];
  const make = async (actor: Actor, customerTenantId: string) =>
    works.as(actor, async (work) => (await createCart(work, { customerTenantId, lines: [await line(channel)] })).id);
  const [own, lost] = [await make(mine!, kept), await make(mine!, left)];
  await make(other!, kept);
  await make(channel.partner, kept);
  expect((await listed(mine!)).toSorted()).toEqual([own, lost].toSorted());
  await works.pools.owner.query(`update customer_relationship set state = 'none' where customer_tenant_id = $1`, [
    left,
  ]);
  expect(await listed(mine!)).toEqual([own]);
});

test('A cart is dropped by its account alone, and one that was ordered is not', async () => {
  const [channel, stranger] = [await aChannel(works), await aChannel(works)];
  const customer = await aCustomer(works, channel.partner);
  const { id } = await open(channel, customer, [await line(channel)]);
  const drop = (actor: Actor, cartId: string) =>
    works.as(actor, (work) => dropCart(work, { customerTenantId: customer, cartId }));
  await expect(drop(stranger.partner, id)).rejects.toMatchObject({ code: 'CartNotFound' });
  await drop(channel.partner, id);
  await expect(drop(channel.partner, id)).rejects.toMatchObject({ code: 'CartNotFound' });
  const bought = await open(channel, customer, [await line(channel)]);
  await works.as(channel.partner, (work) => checkout(work, customer, bought.id));
  await expect(drop(channel.partner, bought.id)).rejects.toMatchObject({ code: 'CartAlreadyOrdered' });
  // Row security says the same to whoever asks past the use case.
  const { rows } = await works.pools.owner.query<{ status: string }>('select status from cart where id = $1', [
    bought.id,
  ]);
  expect(rows).toEqual([{ status: 'ordered' }]);
});

test('Open carts go thirty days after they ran out; ordered ones stay', async () => {
  const channel = await aChannel(works);
  const customer = await aCustomer(works, channel.partner);
  const over = await open(channel, customer, [await line(channel)]);
  const bought = await open(channel, customer, [await line(channel)]);
  await works.as(channel.partner, (work) => checkout(work, customer, bought.id));
  const sweep = async () => {
    await works.asSystem((work) => cartSweep.run(work));
    const ids = [over.id, bought.id];
    const { rows } = await works.pools.owner.query<{ id: string }>('select id from cart where id = any($1)', [ids]);
    return rows.map(({ id }) => id).toSorted();
  };
  await setTime(works, '2027-02-15T09:00:00Z');
  expect(await sweep()).toEqual([over.id, bought.id].toSorted());
  expect(await works.asSystem((work) => cartSweep.nextDue!(work))).toBeDefined();
  await setTime(works, '2027-02-17T09:00:00Z');
  expect(await sweep()).toEqual([bought.id]);
});

test('A refusal of everything names the line as it stands in the cart, and not in its group', async () => {
  const channel = await aChannel(works);
  const annual = { term: 'P1Y', billingCycle: 'annual' } as const;
  const monthly = { term: 'P1M', billingCycle: 'monthly' } as const;
  const both = [annual, monthly].flatMap((cycle) =>
    ['EUR', 'CHF'].map((currency) => ({ ...cycle, currency, amount: '110' })),
  );
  const plan = { ...perSeatPlan, terms: [monthly, annual], prices: both };
  const other = await aChannel(works, { partner: channel.partner, document: { plans: [plan] } });
  const customer = await aCustomer(works, channel.partner);
  const cart = await open(channel, customer, [
    await line(channel),
    await line(other, 'team', annual),
    await line(other, 'team', monthly),
  ]);
  expect(cart.lines.map(({ orderGroup }) => orderGroup)).toEqual(['0', '1', '0']);
  const changed = { ...other.offer.document, privacyUrl: 'https://isv.example/changed' };
  await republished(works, other.publisher, other.offer, changed);
  await expect(works.as(channel.partner, (work) => checkout(work, customer, cart.id))).rejects.toMatchObject({
    code: 'CatalogueItemOutdated',
    details: { target: 'lineItems[2].catalogItemId' },
  });
});

test('AZP-42 A cart is ordered at the prices that it shows, or not at all: with other margins it is checked again', async () => {
  const channel = await aChannel(works);
  const customer = await aCustomer(works, channel.partner);
  const lines = [await line(channel, 'team', { term: 'P1Y' }), await line(channel)];
  const { id } = await open(channel, customer, lines);
  await granted(works, channel.publisher, {
    offerId: channel.offer.offerId,
    partner: channel.partner.tenantId,
    percentage: '20',
    end: '2027-06-30',
  });
  await setTime(works, '2027-01-11T09:00:00Z');
  const order = () => works.as(channel.partner, (work) => checkout(work, customer, id));
  await expect(order()).rejects.toMatchObject({ code: 'CartPricesChanged', details: { target: 'lineItems[0]' } });
  expect(await works.as(channel.partner, (work) => subscriptionsOf(work, customer))).toEqual({ items: [] });
  await works.as(channel.partner, (work) => updateCart(work, { customerTenantId: customer, cartId: id, lines }));
  const { orders, errors } = await order();
  expect([errors, orders.flatMap((one) => one.lines.map(({ margin }) => margin?.effectiveUnitPrice))]).toEqual([
    [],
    ['8', '10'],
  ]);
});

test('F25 A cart that shows a trial is not ordered once the customer has had it', async () => {
  const channel = await aChannel(works, { document: { plans: [{ ...perSeatPlan, trial: true }] } });
  const customer = await aCustomer(works, channel.partner);
  const lines = [await line(channel)];
  const [first, second] = [await open(channel, customer, lines), await open(channel, customer, lines)];
  const order = (id: string) => works.as(channel.partner, (work) => checkout(work, customer, id));
  expect(second.lines).toMatchObject([{ trial: true }]);
  await order(first.id);
  await expect(order(second.id)).rejects.toMatchObject({ code: 'CartPricesChanged' });
});
