/** The indirect reseller on the record of a purchase (rule D10). */
import { beforeAll, expect, test } from 'vitest';
import { aCustomer, activate, type Channel } from './billing.ts';
import { useDatabase } from './database.ts';
import { aPartner, aPublisher, publishedOffer } from './offers.ts';
import { connect } from './partners.ts';
import type { Actor, Fault } from '../src/kernel/index.ts';
import { wireErrorNamed } from '../src/surfaces/partner-center/errors.ts';
import { catalogueEntry } from '../src/modules/offers/index.ts';
import { partnerAccountOf } from '../src/modules/partners/index.ts';
import { endPartnership } from '../src/modules/partnerships/index.ts';
import { changeSubscription, placeOrder, subscriptionOf } from '../src/modules/subscriptions/index.ts';

const works = useDatabase();
let publisher: Actor;
let provider: Actor;
let reseller: Actor;
let channel: Channel;
let customerTenantId: string;

beforeAll(async () => {
  publisher = await aPublisher(works);
  provider = await aPartner(works, { kind: 'provider', country: 'NL' });
  reseller = await aPartner(works, { kind: 'reseller', country: 'FR' });
  await connect(works, provider, reseller);
  const offer = await publishedOffer(works, publisher);
  channel = { publisher, partner: provider, productId: offer.productId, offer };
  customerTenantId = await aCustomer(works, provider);
});

const mpnIdOf = async (partner: Actor) =>
  (await works.asSystem((work) => partnerAccountOf(work, partner.tenantId))).mpnId;

const order = (seller: Actor, customer: string, resellerMpnId: string) =>
  works.as(seller, async (work) => {
    const entry = (await catalogueEntry(work, seller.tenantId, channel.productId))!;
    const item = entry.version.items.find((one) => one.planId === 'team' && one.market === 'FR')!;
    const catalogItemId = `${channel.productId}:${item.skuId}:${item.availabilityId}`;
    const line = { catalogItemId, quantity: 2, term: 'P1M', billingCycle: 'monthly', resellerMpnId } as const;
    return placeOrder(work, { customerTenantId: customer, lines: [line] });
  });
const refusal = (seller: Actor, customer: string, mpnId: string) =>
  order(seller, customer, mpnId).then(
    () => 'ordered',
    ({ code }: Fault) => {
      const { status, code: number } = wireErrorNamed(code);
      return `${status} ${number}`;
    },
  );

test('IND-20 A provider names its reseller: order, subscription and term keep its tenant, and the wire its PartnerID', async () => {
  const mpnId = await mpnIdOf(reseller);
  const placed = await order(provider, customerTenantId, mpnId);
  const { subscriptionId } = placed.lines[0]!;
  expect(placed.lines[0]!.resellerMpnId).toBe(mpnId);
  await activate(works, channel, subscriptionId);
  const { resellerMpnId } = await works.as(provider, (work) => subscriptionOf(work, customerTenantId, subscriptionId));
  expect(resellerMpnId).toBe(mpnId);
  const { rows } = await works.pools.owner.query(
    `select s.reseller_tenant_id as subscription, t.reseller_tenant_id as term, o.reseller_tenant_ids as order
     from subscription s join subscription_term t on t.subscription_id = s.id
       join purchase_order o on o.partner_tenant_id = s.partner_tenant_id and o.id = s.order_id where s.id = $1`,
    [subscriptionId],
  );
  const { tenantId } = reseller;
  expect(rows).toEqual([{ subscription: tenantId, term: tenantId, order: [tenantId] }]);
});

test('IND-20 Who is no indirect reseller of the provider’s region is refused as the wire contract says', async () => {
  const named = async (wishes: Parameters<typeof aPartner>[1]) => mpnIdOf(await aPartner(works, wishes));
  const says = (mpnId: string) => refusal(provider, customerTenantId, mpnId);
  expect(await says('999999999')).toBe('404 800015');
  expect(await says(await mpnIdOf(provider))).toBe('404 2072');
  expect(await says(await named({ kind: 'direct' }))).toBe('400 800016');
  expect(await says(await named({ kind: 'reseller', country: 'US' }))).toBe('400 800016');
  expect(await says(await named({ kind: 'reseller', signed: false }))).toBe('403 900123');
});

test('IND-20 A direct partner sells itself: it names no reseller', async () => {
  const direct = await aPartner(works, { kind: 'direct' });
  const customer = await aCustomer(works, direct);
  expect(await refusal(direct, customer, await mpnIdOf(reseller))).toBe('400 800016');
});

test('IND-10 IND-19 A provider orders through its partners only: without a partnership, and after one ended, the reseller is refused', async () => {
  const stranger = await aPartner(works, { kind: 'reseller', country: 'FR' });
  const mpnId = await mpnIdOf(stranger);
  expect(await refusal(provider, customerTenantId, mpnId)).toBe('400 900154');
  await connect(works, provider, stranger);
  expect(await refusal(provider, customerTenantId, mpnId)).toBe('ordered');
  await works.runner.run({ actor: stranger, system: true }, (work) =>
    endPartnership(work, { other: provider.tenantId, as: 'reseller' }),
  );
  expect(await refusal(provider, customerTenantId, mpnId)).toBe('400 900154');
});

test('IND-27 A partnership brings no customers: the provider orders for those only that it has a relationship with itself', async () => {
  const other = await aPartner(works, { kind: 'provider', country: 'NL' });
  await connect(works, other, reseller);
  expect(await refusal(other, customerTenantId, await mpnIdOf(reseller))).toBe('404 20002');
});

test('SUB-17 D10 A provider puts a reseller on the record of a subscription, exchanges it and takes it off', async () => {
  const placed = await order(provider, customerTenantId, '');
  const id = placed.lines[0]!.subscriptionId;
  await activate(works, channel, id);
  const record = (resellerMpnId: string, by = provider) =>
    works.runner.run({ actor: by, system: true }, (work) =>
      changeSubscription(work, customerTenantId, id, () => ({ resellerMpnId })),
    );
  const mpnId = await mpnIdOf(reseller);
  expect((await record(mpnId)).subscription.resellerMpnId).toBe(mpnId);
  const seen = async () => {
    const text = `select s.reseller_tenant_id as subscription, t.reseller_tenant_id as term from subscription s
      join subscription_term t on t.subscription_id = s.id where s.id = $1`;
    return (await works.pools.owner.query(text, [id])).rows;
  };
  expect(await seen()).toEqual([{ subscription: reseller.tenantId, term: reseller.tenantId }]);
  for (const [named, code] of [
    ['1', 'ResellerUnknown'],
    [await mpnIdOf(provider), 'ResellerIsProvider'],
    [await mpnIdOf(await aPartner(works, { country: 'FR' })), 'ResellerNotIndirect'],
    [await mpnIdOf(await aPartner(works, { kind: 'reseller', country: 'FR' })), 'ResellerNotConnected'],
  ] as const) {
    await expect(record(named), code).rejects.toMatchObject({ code });
  }
  expect((await record('')).subscription.resellerMpnId).toBeNull();
  expect(await seen()).toEqual([{ subscription: null, term: null }]);
});
