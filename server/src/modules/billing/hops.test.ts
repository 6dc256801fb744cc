import { beforeAll, expect, test } from 'vitest';
import {
  aBuyerOf,
  aChannel,
  aCustomer,
  activate,
  anOperator,
  buy,
  recordSwissRates,
  runDue,
  setTime,
  type Channel,
} from '../../../test/billing.ts';
import { testActor, useDatabase } from '../../../test/database.ts';
import { aPartner } from '../../../test/offers.ts';
import { connect } from '../../../test/partners.ts';
import { granted } from '../../../test/private-offers.ts';
import { newId } from '../../kernel/index.ts';
import { clockwork } from '../../platform/clockwork.ts';
import { createLog } from '../../platform/log.ts';
import type { Work } from '../../platform/work.ts';
import { buyDirectly } from '../subscriptions/index.ts';
import {
  chargeDueTerms,
  filesReadOf,
  invoicesOf,
  proofWork,
  proveMonth,
  requestProofs,
  setPrice,
  statementOf,
  type BillingTables,
  type PriceBuyer,
} from './index.ts';
import { insertPrice } from './store/prices.ts';

const works = useDatabase();
let operator: string;
let channel: Channel;
let customer: string;
let subscription: string;

beforeAll(async () => {
  operator = await anOperator(works);
  await setTime(works, '2027-01-10T09:00:00Z');
  await recordSwissRates(works);
  channel = await aChannel(works, { country: 'CH' });
  const partner = channel.partner.tenantId;
  await granted(works, channel.publisher, {
    offerId: channel.offer.offerId,
    partner,
    percentage: '12.5',
    end: '2027-06-30',
  });
  await works.as(channel.partner, (work) =>
    setPrice(work, {
      productId: channel.productId,
      skuId: '0001',
      term: 'P1Y',
      billingCycle: 'monthly',
      currency: 'EUR',
      amount: '14.35',
    }),
  );
  ({ customer, subscription } = await aBuyerOf(works, channel, 499));
  for (const moment of ['2027-01-20T00:00:00Z', '2027-02-01T00:00:00Z']) {
    await setTime(works, moment);
    await runDue(works);
  }
});

test('A charge with margin, price of its own and exchange rate is smaller than 300 bytes, on every hop', async () => {
  const { rows } = await works.pools.owner.query<{ size: number }>(
    `select pg_column_size(c) as size from charge c where subscription_id = $1`,
    [subscription],
  );
  expect(rows).toHaveLength(2);
  for (const { size } of rows) expect(size).toBeLessThan(300);
});

const seen = async (tenantId: string, table: string) => {
  const rows = await works.as(testActor(tenantId, []), (work) =>
    work.prepared<{ hop: string }>(
      `seen-${table}`,
      `select seller_tenant_id || ' ' || buyer_tenant_id as hop from ${table} order by 1`,
      [],
    ),
  );
  return rows.map((row) => row.hop);
};

test('BIL-02 A party sees the hop in which it sells or buys, and nothing of any other', async () => {
  const partner = channel.partner.tenantId;
  const stranger = (await aChannel(works)).partner.tenantId;
  for (const table of ['charge', 'invoice', 'invoice_line']) {
    expect(await seen(customer, table)).toEqual([`${partner} ${customer}`]);
    expect(await seen(operator, table)).toEqual([`${operator} ${partner}`]);
    expect((await seen(partner, table)).toSorted()).toEqual(
      [`${operator} ${partner}`, `${partner} ${customer}`].toSorted(),
    );
    expect(await seen(channel.publisher.tenantId, table)).toEqual([]);
    expect(await seen(stranger, table)).toEqual([]);
  }
});

test('Charges, what they name, invoices and lines are append-only by right: no role changes, no tenant writes them', async () => {
  const { rows } = await works.pools.owner.query<{ right: string }>(
    `select grantee || ' ' || table_name || ' ' || string_agg(lower(privilege_type), ', ' order by privilege_type) as right
     from information_schema.role_table_grants
     where table_name in ('charge', 'charge_subject', 'invoice', 'invoice_line') and grantee in ('comptoir_app', 'comptoir_system')
     group by grantee, table_name`,
  );
  const tables = ['charge', 'charge_subject', 'invoice', 'invoice_line'];
  expect(rows.map((row) => row.right).toSorted()).toEqual(
    tables.flatMap((table) => [`comptoir_app ${table} select`, `comptoir_system ${table} insert, select`]).toSorted(),
  );
  for (const table of tables) {
    await expect(works.pools.owner.query(`delete from ${table}`)).rejects.toThrow(/append-only/);
  }
});

test('An issued document stays as it is when customer, partner and product are called otherwise later', async () => {
  const read = () =>
    works.as(channel.partner, async (work) => {
      const [invoice] = await invoicesOf(work, { side: 'sold' }, { limit: 1 });
      return statementOf(work, 'sold', invoice!.id);
    });
  const before = await read();
  expect([before.invoice.seller.name, before.invoice.buyer.name]).toEqual(['Azur', 'Contoso']);
  expect(before.lines[0]!.subject).toMatchObject({ customerName: 'Contoso', publisherName: 'Atelier' });
  const { owner } = works.pools;
  await owner.query(
    `update customer set company_name = 'Fabrikam', billing_profile = billing_profile || '{"companyName": "Fabrikam SA"}'
     where tenant_id = $1`,
    [customer],
  );
  await owner.query(`update partner_account set name = 'Marine' where tenant_id = $1`, [channel.partner.tenantId]);
  await owner.query(`update tenant set name = 'Renamed ' || id`);
  await owner.query(`update subscription set friendly_name = 'Other' where id = $1`, [subscription]);
  expect(await read()).toEqual(before);
  await setTime(works, '2027-03-01T00:00:00Z');
  await runDue(works);
  const after = await read();
  expect([after.invoice.seller.name, after.invoice.buyer.name]).toEqual(['Marine', 'Fabrikam SA']);
  expect(after.lines[0]!.subject).toMatchObject({ customerName: 'Fabrikam', friendlyName: 'Other' });
  const { rows } = await owner.query(
    'select count(*)::int as subjects from charge_subject where subscription_id = $1',
    [subscription],
  );
  expect(rows).toEqual([{ subjects: 2 }]);
});

test('The number of lines is kept on the invoice, and lines are numbered by customer, subscription and time', async () => {
  const { rows } = await works.pools.owner.query<{ kept: number; counted: number; numbers: number[] }>(
    `select i.line_count as kept, count(*)::int as counted, array_agg(l.line_number order by l.line_number) as numbers
     from invoice i join invoice_line l on l.partner_tenant_id = i.partner_tenant_id and l.seller_tenant_id = i.seller_tenant_id
       and l.invoice_id = i.id group by i.partner_tenant_id, i.seller_tenant_id, i.id`,
  );
  expect(rows.length).toBeGreaterThan(0);
  for (const { kept, counted, numbers } of rows) {
    expect(kept).toBe(counted);
    expect(numbers).toEqual(numbers.map((_, index) => index + 1));
  }
});

test('IND-01 BIL-12 BIL-21 With a reseller three hops are charged and invoiced, each at its seller’s price for that buyer and seen by its two parties only', async () => {
  await setTime(works, '2028-01-10T09:00:00Z');
  const provider = await aChannel(works, { partner: await aPartner(works, { name: 'Delta', kind: 'provider' }) });
  const resale = await aPartner(works, { name: 'Boréal', kind: 'reseller', mpnId: '4380777' });
  await connect(works, provider.partner, resale);
  const [account, reseller] = [provider.partner.tenantId, resale.tenantId];
  const plan = { productId: provider.productId, skuId: '0001', term: 'P1Y', billingCycle: 'monthly' } as const;
  const inEuro = (amount: string, buyer: PriceBuyer) => ({ ...plan, currency: 'EUR', amount, buyer });
  await works.as(provider.partner, async (work) => {
    // What the provider's own customers pay, and what other resellers do, is not asked of this one.
    await setPrice(work, inEuro('99', { kind: 'customer' }));
    await setPrice(work, inEuro('13', { kind: 'reseller' }));
    await setPrice(work, inEuro('12', { kind: 'reseller', mpnId: '4380777' }));
  });
  // A reseller has no catalogue of its own yet, hence no use case to set its price.
  await works.as<void, BillingTables>(resale, (work) =>
    insertPrice(work, reseller, {
      ...plan,
      id: newId(),
      buyerKind: 'customer',
      buyerTenantId: undefined,
      buyerName: undefined,
      productName: 'Pilote',
      skuName: 'Standard',
      currency: 'EUR',
      amount: '15',
      effectiveFrom: work.now,
      createdAt: work.now,
      createdBy: 'rose',
    }),
  );
  const buyer = await aCustomer(works, provider.partner);
  const sold = await buy(works, provider, { customer: buyer, seats: 10, resellerMpnId: '4380777' });
  await activate(works, provider, sold);
  for (let round = 0; round < 2; round += 1) await works.asSystem((work) => chargeDueTerms(work, account, 10));
  await setTime(works, '2028-02-01T00:00:00Z');
  await runDue(works);
  const { rows } = await works.pools.owner.query<Record<string, string>>(
    `select seller_tenant_id || ' ' || buyer_tenant_id as hop, total, line_count from invoice where partner_tenant_id = $1 order by total`,
    [account],
  );
  const hops = [`${operator} ${account}`, `${account} ${reseller}`, `${reseller} ${buyer}`];
  expect(rows).toEqual(['100', '120', '150'].map((total, index) => ({ hop: hops[index], total, line_count: 1 })));
  for (const table of ['charge', 'invoice', 'invoice_line']) {
    expect((await seen(account, table)).toSorted()).toEqual(hops.slice(0, 2).toSorted());
    expect((await seen(reseller, table)).toSorted()).toEqual(hops.slice(1).toSorted());
    expect(await seen(buyer, table)).toEqual(hops.slice(2));
  }
  await works.as(provider.partner, (work) => requestProofs(work, [account], '2028-01'));
  await clockwork(works.runner, { kinds: [proofWork], sweeps: [] }, createLog('silent')).runDue();
  // What the reseller invoices its customer is read too, and shown to neither of the others.
  const read = (work: Work) => filesReadOf(work, [account], '2028-01');
  expect(await works.as(provider.partner, read)).toMatchObject({
    state: 'finished',
    invoices: 2,
    read: 2,
    differing: 0,
  });
  expect(await works.asSystem(read)).toMatchObject({ state: 'finished', invoices: 3, read: 3, differing: 0 });
  const report = await works.asSystem((work) => proveMonth(work, { partnerTenantId: account, month: '2028-01' }));
  expect([report.agree, report.problems, report.hops.map((hop) => hop.seller)]).toEqual([
    true,
    [],
    ['operator', 'partner', 'reseller'],
  ]);
  const size = await works.pools.owner.query('select max(pg_column_size(c)) as most from charge c');
  expect(size.rows[0].most).toBeLessThan(300);
});

test('What is bought in the online store has one hop, operator to customer: charged at the list price, invoiced and proved', async () => {
  await setTime(works, '2029-01-10T09:00:00Z');
  const shop = await aChannel(works);
  const buyer = await aCustomer(works, shop.partner);
  const wish = { productId: shop.productId, planId: 'team', term: 'P1Y', billingCycle: 'monthly', quantity: 10 };
  const asBuyer = { actor: testActor(buyer, ['customer'], ['global_admin']), system: true };
  const { lines } = await works.runner.run(asBuyer, (work) => buyDirectly(work, wish));
  await activate(works, shop, lines[0]!.subscriptionId);
  await runDue(works, 1, [buyer]);
  await setTime(works, '2029-02-01T00:00:00Z');
  await runDue(works, 1, [buyer]);
  const { rows } = await works.pools.owner.query(
    `select seller_tenant_id, buyer_tenant_id, id, total, currency, line_count from invoice where partner_tenant_id = $1`,
    [buyer],
  );
  expect(rows).toEqual([
    {
      seller_tenant_id: operator,
      buyer_tenant_id: buyer,
      id: expect.stringMatching(/^G\d{9}$/),
      total: '100',
      currency: 'EUR',
      line_count: 1,
    },
  ]);
  const report = await works.asSystem((work) => proveMonth(work, { partnerTenantId: buyer, month: '2029-01' }));
  expect(report).toMatchObject({ closed: true, agree: true, problems: [] });
  expect(report.hops.flatMap((hop) => hop.invoices)).toMatchObject([{ buyerTenantId: buyer, invoice: '100.00' }]);
});
