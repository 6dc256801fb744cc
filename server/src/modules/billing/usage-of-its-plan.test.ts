import { beforeAll, beforeEach, expect, test } from 'vitest';
import {
  aChannel,
  aCustomer,
  activate,
  anOperator,
  buy,
  changeAgreed,
  runDue,
  setTime,
  type Channel,
} from '../../../test/billing.ts';
import { useDatabase } from '../../../test/database.ts';
import { aPartner, completeDocument, meteredPlan } from '../../../test/offers.ts';
import { connect } from '../../../test/partners.ts';
import { granted } from '../../../test/private-offers.ts';
import { changeSubscription } from '../subscriptions/index.ts';
import { acceptUsage } from '../usage/index.ts';
import {
  invoiceLines,
  invoicesOf,
  printProof,
  proofExitCode,
  proveMonth,
  renderStatement,
  statementOf,
  usageCosts,
} from './index.ts';
import { readDocument } from './service/read-document.ts';

const works = useDatabase();
beforeAll(() => anOperator(works));
beforeEach(() => setTime(works, '2027-01-10T09:00:00Z'));

const queries = {
  id: 'queries',
  name: 'Queries',
  unitOfMeasure: 'query',
  includedQuantity: 0,
  prices: [{ currency: 'EUR', pricePerUnit: '1.20' }],
};
const platform = { ...meteredPlan, planId: 'platform', name: 'Platform', dimensions: [queries] };
const team = {
  ...meteredPlan,
  planId: 'team',
  name: 'Team',
  dimensions: [],
  prices: [{ ...meteredPlan.prices[0]!, amount: '49' }],
};
const document = () => completeDocument({ plans: [platform, team] });

async function platformOf(channel: Channel, more: { resellerMpnId?: string } = {}) {
  const customer = await aCustomer(works, channel.partner);
  const subscription = await buy(works, channel, { customer, seats: 1, term: 'P1M', planId: 'platform', ...more });
  await activate(works, channel, subscription);
  return { customer, subscription };
}

async function report(channel: Channel, resourceId: string, events: Record<string, string>) {
  const sent = Object.entries(events).map(([effectiveStartTime, quantity]) => {
    return { resourceId, quantity, dimension: 'queries', planId: 'platform', effectiveStartTime };
  });
  const outcomes = await works.runner.run({ actor: channel.publisher, system: true }, (work) =>
    acceptUsage(work, sent),
  );
  expect(outcomes.flatMap(({ refused }) => refused ?? [])).toEqual([]);
}

const at = async (moment: string) => {
  await setTime(works, moment);
  await runDue(works);
};

async function proved(channel: Channel, month: string): Promise<void> {
  const proof = await works.asSystem((work) => proveMonth(work, { partnerTenantId: channel.partner.tenantId, month }));
  expect(proofExitCode(proof), printProof(proof)).toBe(0);
}

test('F27 BIL-15 After a change of plan usage is charged as the plan of its hour, with that plan’s margin and names', async () => {
  const channel = await aChannel(works, { document: document() });
  const terms = { offerId: channel.offer.offerId, partner: channel.partner.tenantId, end: '2027-12-31' };
  await granted(works, channel.publisher, { ...terms, planId: 'platform', percentage: '30' });
  await granted(works, channel.publisher, { ...terms, planId: 'team', percentage: '10' });
  const bought = await platformOf(channel);
  await runDue(works);
  await setTime(works, '2027-01-11T12:00:00Z');
  await report(channel, bought.subscription, { '2027-01-11T10:00:00Z': '1000' });
  await at('2027-01-12T12:00:00Z');
  await changeAgreed(works, channel, bought, { plan: { planId: 'team' } });
  await runDue(works);
  const costs = await works.as(channel.partner, (work) => usageCosts(work, bought.customer, bought.subscription));
  expect([costs.unbilled, costs.meters[0]!.price]).toEqual(['840', '0.84']);
  await at('2027-02-01T00:00:00Z');
  for (const side of ['bought', 'sold'] as const) {
    await works.as(channel.partner, async (work) => {
      const [invoice] = await invoicesOf(work, { side }, { limit: 1 });
      const line = (await invoiceLines(work, side, invoice!.id, 0, 10)).find(({ subject }) => subject.meter)!;
      const { planId, skuName, meter } = line.subject;
      expect([planId, skuName, meter!.name]).toEqual(['platform', 'Platform', 'Queries']);
      // 1,000 × 1.20, less 30 % for the partner.
      expect(line.subtotal).toBe(side === 'bought' ? '840' : '1200');
      const pdf = await renderStatement(await statementOf(work, side, invoice!.id), 'en');
      expect((await readDocument(new Uint8Array(pdf))).lines.count).toBe(4);
    });
  }
  await proved(channel, '2027-01');
});

test('G7 Usage names the term that it was used in, though the next one runs when the month is closed', async () => {
  const channel = await aChannel(works, { document: document() });
  const bought = await platformOf(channel);
  await at('2027-02-05T12:00:00Z');
  await report(channel, bought.subscription, { '2027-02-05T10:00:00Z': '10' });
  await at('2027-03-01T00:00:00Z');
  const text = `select distinct term_start::text || ' ' || term_end::text as term from charge where subscription_id = $1 and charge_key like 'u%'`;
  expect((await works.pools.owner.query(text, [bought.subscription])).rows).toEqual([
    { term: '2027-01-10 2027-02-09' },
  ]);
  await proved(channel, '2027-02');
});

test('F17 IND-01 Usage goes to the reseller that its cycle goes to, though another is on record when the month is closed', async () => {
  const provider = await aPartner(works, { name: 'Grossiste', kind: 'provider' });
  const [before, after] = [
    await aPartner(works, { name: 'Boréal', kind: 'reseller', mpnId: '4380778' }),
    await aPartner(works, { name: 'Austral', kind: 'reseller', mpnId: '4380779' }),
  ];
  await connect(works, provider, before);
  await connect(works, provider, after);
  const channel = await aChannel(works, { partner: provider, document: document() });
  const { customer, subscription } = await platformOf(channel, { resellerMpnId: '4380778' });
  await at('2027-02-01T00:00:00Z');
  for (const [moment, quantity] of [
    ['2027-02-03', '100'],
    ['2027-02-08', '20'],
    ['2027-02-12', '3'],
  ] as const) {
    await at(`${moment}T12:00:00Z`);
    await report(channel, subscription, { [`${moment}T10:00:00Z`]: quantity });
    if (moment !== '2027-02-03') continue;
    await works.runner.run({ actor: provider, system: true }, (work) =>
      changeSubscription(work, customer, subscription, () => ({ resellerMpnId: '4380779' })),
    );
  }
  await at('2027-03-01T00:00:00Z');
  const text = `select c.reseller_tenant_id as reseller, s.reseller_mpn_id as mpn, c.quantity::text, count(*)::int as hops,
      count(*) filter (where c.reseller_tenant_id in (c.seller_tenant_id, c.buyer_tenant_id))::int as own
    from charge c join charge_subject s on s.partner_tenant_id = c.partner_tenant_id
      and s.subscription_id = c.subscription_id and s.fingerprint = c.subject_fingerprint
    where c.subscription_id = $1 and c.charge_key like 'u%' group by 1, 2, 3, c.charge_key order by 3`;
  // The cycle from 10 January to 9 February is the first one's, though it is on record no more from the 3rd.
  expect((await works.pools.owner.query(text, [subscription])).rows).toEqual([
    { reseller: before.tenantId, mpn: '4380778', quantity: '120', hops: 3, own: 2 },
    { reseller: after.tenantId, mpn: '4380779', quantity: '3', hops: 3, own: 2 },
  ]);
  await proved(channel, '2027-02');
});
