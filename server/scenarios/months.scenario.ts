/** Months in the life of a channel, over HTTP with a moving clock: month by month, what must be on whose invoice. */
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { startTestServer } from '../test/server.ts';
import { useStage } from '../test/stage.ts';
import { activate, moveClock, order, setStage, type Bought, type Partner, type Stage } from './stage.ts';

const stage = useStage({ at: '2027-01-31T09:00:00Z' });
let bakery: Bought;
let clinic: Bought;

interface LineItem {
  readonly customerName: string;
  readonly chargeType: string;
  readonly chargeStartDate: string;
  readonly chargeEndDate: string;
  readonly quantity: number;
  readonly totalForCustomer: number;
  readonly currency: string;
}

const atMidnight = (day: string) => ({ now: `${day}T00:00:00Z` });

/** The operator's invoices to a partner for a month: one text a line item, the total last. */
async function billed(partner: Partner, month: string): Promise<string[][]> {
  const { body } = await stage.call(partner.app, 'GET', '/v1/invoices');
  const invoices = (
    body.items as { id: string; totalCharges: number; currencyCode: string; billingPeriodStartDate: string }[]
  ).filter((one) => one.billingPeriodStartDate.startsWith(month));
  const told: string[][] = [];
  for (const { id, totalCharges, currencyCode } of invoices) {
    const path = `/v1/invoices/${id}/lineitems?provider=onetime&invoicelineitemtype=billinglineitems`;
    const lines = (await stage.call(partner.app, 'GET', path)).body.items as LineItem[];
    told.push([...lines.map(lineText).toSorted(), `total ${totalCharges} ${currencyCode}`]);
  }
  return told;
}

function lineText(line: LineItem): string {
  const days = `${line.chargeStartDate.slice(0, 10)}..${line.chargeEndDate.slice(0, 10)}`;
  return `${line.customerName}: ${line.chargeType} ${days} x${line.quantity} ${line.totalForCustomer} ${line.currency}`;
}

/** The partner's invoices to its customers for a month. */
async function passedOn(partner: Partner, month: string): Promise<string[]> {
  const { body } = await stage.call(partner.app, 'GET', `/comptoir/v1/customer-invoices?month=${month}`);
  return (body.items as { customerName: string; total: string; currency: string }[])
    .map((one) => `${one.customerName}: ${one.total} ${one.currency}`)
    .toSorted();
}

async function agrees(partner: Partner, month: string): Promise<void> {
  const { body } = await stage.call(partner.app, 'GET', `/comptoir/v1/proof?month=${month}`);
  expect([month, body.agree, body.closed, body.problems]).toEqual([month, true, true, []]);
}

beforeAll(async () => {
  const essentiel = (partner: Partner, country: string) => stage.item(partner, 'Pilote Projets', '0001', country);
  const premium = await stage.item(stage.azur, 'Pilote Projets', '0002', 'CH');
  bakery = await order(stage, stage.azur, {
    customerId: stage.customer('boulangerie-martin'),
    item: await essentiel(stage.azur, 'FR'),
  });
  // A year, billed by the month, priced in francs: nobody sets the first up, so it is void; of the second its publisher takes
  // its time.
  const year = { customerId: stage.customer('clinique-alpages'), item: premium, quantity: 4, term: 'P1Y' };
  await order(stage, stage.azur, year);
  await activate(stage, stage.atelier, bakery.subscriptionId);
  await moveClock(stage, { now: '2027-02-10T15:00:00Z' });
  const hotel = await order(stage, stage.rhein, {
    customerId: stage.customer('hotel-adlerhof'),
    item: await essentiel(stage.rhein, 'DE'),
    quantity: 5,
    term: 'P1Y',
    billingCycle: 'annual',
  });
  await activate(stage, stage.atelier, hotel.subscriptionId);
  await moveClock(stage, { now: '2027-02-20T09:00:00Z' });
  clinic = await order(stage, stage.azur, year);
  await moveClock(stage, { now: '2027-03-15T12:00:00Z' });
  await activate(stage, stage.atelier, clinic.subscriptionId);
});

test('BIL-23 January: the bakery is billed from its activation on the 31st; the clinic, not activated, is not', async () => {
  expect(await billed(stage.azur, '2027-01')).toEqual([
    ['Boulangerie Martin: new 2027-01-31..2027-02-27 x10 125 EUR', 'total 125 EUR'],
  ]);
  expect(await passedOn(stage.azur, '2027-01')).toEqual(['Boulangerie Martin: 125.00 EUR']);
  await agrees(stage.azur, '2027-01');
});

test('BIL-09 February: the 31st becomes the 28th; the hotel pays its year at once, to its own partner', async () => {
  expect(await billed(stage.azur, '2027-02')).toEqual([
    ['Boulangerie Martin: renew 2027-02-28..2027-03-30 x10 125 EUR', 'total 125 EUR'],
  ]);
  expect(await billed(stage.rhein, '2027-02')).toEqual([
    ['Hotel Adlerhof: new 2027-02-10..2028-02-09 x5 675 EUR', 'total 675 EUR'],
  ]);
  expect(await passedOn(stage.rhein, '2027-02')).toEqual(['Hotel Adlerhof: 675.00 EUR']);
  await agrees(stage.azur, '2027-02');
  await agrees(stage.rhein, '2027-02');
});

test('BIL-01 BIL-10 BIL-11 BIL-13 March: the lost days come back; the Swiss customer pays francs, its partner owes euros on one invoice', async () => {
  await moveClock(stage, atMidnight('2027-04-02'));
  expect(await billed(stage.azur, '2027-03')).toEqual([
    [
      'Boulangerie Martin: renew 2027-03-31..2027-04-29 x10 125 EUR',
      // 22.34 CHF at 1.12 / 1.08, rounded down to 23.16 EUR a seat.
      'Clinique des Alpages: new 2027-03-15..2027-04-14 x4 92.64 EUR',
      'total 217.64 EUR',
    ],
  ]);
  expect(await passedOn(stage.azur, '2027-03')).toEqual([
    'Boulangerie Martin: 125.00 EUR',
    'Clinique des Alpages: 89.36 CHF',
  ]);
  await agrees(stage.azur, '2027-03');
});

test('A month with nothing to bill closes without an invoice', async () => {
  expect(await billed(stage.rhein, '2027-03')).toEqual([]);
  expect(await passedOn(stage.rhein, '2027-03')).toEqual([]);
  await agrees(stage.rhein, '2027-03');
});

test('AZP-03 April: a price the partner sets in the middle of a month counts from the next cycle on', async () => {
  const productId = stage.world.offers.find((one) => one.name === 'Pilote Projets')!.productId;
  const price = { productId, skuId: '0001', term: 'P1M', billingCycle: 'monthly', currency: 'EUR', amount: '15.00' };
  const { status } = await stage.call(stage.azur.app, 'POST', '/comptoir/v1/prices', { body: price });
  expect(status).toBe(201);
  await moveClock(stage, atMidnight('2027-05-02'));
  expect(await billed(stage.azur, '2027-04')).toEqual([
    [
      'Boulangerie Martin: renew 2027-04-30..2027-05-30 x10 125 EUR',
      'Clinique des Alpages: cycleCharge 2027-04-15..2027-05-14 x4 92.64 EUR',
      'total 217.64 EUR',
    ],
  ]);
  expect(await passedOn(stage.azur, '2027-04')).toEqual([
    'Boulangerie Martin: 150.00 EUR',
    'Clinique des Alpages: 89.36 CHF',
  ]);
  await agrees(stage.azur, '2027-04');
});

test('A year later: twelve cycles of the clinic, the hotel’s second year, invoices without a gap, every month agreed', async () => {
  await moveClock(stage, atMidnight('2028-04-02'));
  expect(await billed(stage.rhein, '2028-02')).toEqual([
    ['Hotel Adlerhof: renew 2028-02-10..2029-02-09 x5 675 EUR', 'total 675 EUR'],
  ]);
  // 2028 is a leap year: the last day of February is the 29th.
  expect((await billed(stage.azur, '2028-02'))[0]![0]).toBe(
    'Boulangerie Martin: renew 2028-02-29..2028-03-30 x10 125 EUR',
  );
  expect((await billed(stage.azur, '2028-03'))[0]![1]).toBe(
    'Clinique des Alpages: renew 2028-03-15..2028-04-14 x4 92.64 EUR',
  );
  const { rows } = await stage.server.context.pools.owner.query<{ side: string; keys: number }>(
    `select case buyer_tenant_id when partner_tenant_id then 'bought' else 'sold' end as side, count(*) as keys from charge where subscription_id = $1 and charge_key like 't1c%' group by 1 order by 1`,
    [clinic.subscriptionId],
  );
  expect(rows).toEqual([
    { side: 'bought', keys: 12 },
    { side: 'sold', keys: 12 },
  ]);
  const numbers = await stage.server.context.pools.owner.query<{ id: string }>(
    `select id from invoice where buyer_tenant_id = partner_tenant_id order by id`,
  );
  expect(numbers.rows.map((one) => Number(one.id.slice(1)))).toEqual(numbers.rows.map((_, index) => index + 1));
  const first = Temporal.PlainYearMonth.from('2027-01');
  for (let index = 0; index < 15; index += 1) {
    const month = first.add({ months: index }).toString();
    await agrees(stage.azur, month);
    if (index > 0) await agrees(stage.rhein, month);
  }
});

test('The clock does not go back, and nothing is billed anew', async () => {
  const count = async () => (await stage.server.context.pools.owner.query('select 1 from charge')).rows.length;
  const before = await count();
  const { status, body } = await stage.call(undefined, 'POST', '/sandbox/v1/clock', { body: atMidnight('2027-02-01') });
  expect([status, body.code]).toEqual([400, 'ClockMovesForwardOnly']);
  await moveClock(stage, { advance: 'PT1M' });
  expect(await count()).toBe(before);
});

/** What six months of three subscriptions come to when the clock moves as told; without ids and times of day. */
async function sixMonths(move: (on: Stage) => Promise<void>): Promise<unknown[]> {
  const own = await startTestServer({ at: '2027-01-28T09:00:00Z' });
  try {
    const on = await setStage(own.origin);
    const item = await on.item(on.azur, 'Pilote Projets', '0001', 'FR');
    for (const [index, day] of ['2027-01-29', '2027-01-30', '2027-01-31'].entries()) {
      await moveClock(on, { now: `${day}T09:00:00Z` });
      const bought = await order(on, on.azur, {
        customerId: on.customer('boulangerie-martin'),
        item,
        quantity: index + 1,
      });
      await activate(on, on.atelier, bought.subscriptionId);
    }
    await move(on);
    await moveClock(on, atMidnight('2027-08-01'));
    const { rows } = await own.context.pools.owner.query(
      `select (c.seller_tenant_id = c.partner_tenant_id) as sold, c.quantity, c.charge_key, c.charge_type, c.occurred_at::date::text as day, c.billing_month, c.period_start::text,
         c.period_end::text, c.total, i.id as invoice, i.issued_at::date::text as issued, i.total as invoiced
       from charge c left join invoice_line l on l.charge_id = c.id left join invoice i on i.id = l.invoice_id
         and i.partner_tenant_id = l.partner_tenant_id
       order by 1, c.quantity, c.charge_key`,
    );
    return rows;
  } finally {
    await own.stop();
  }
}

test('However the clock gets there, month by month, at once or in any other steps, the same is charged and invoiced', async () => {
  const atOnce = await sixMonths(() => Promise.resolve());
  expect(atOnce.length).toBe(2 * 3 * 7);
  const monthly = await sixMonths(async (on) => {
    for (let month = 0; month < 6; month += 1) await moveClock(on, { advance: 'P1M' });
  });
  expect(monthly).toEqual(atOnce);
  const steps = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 2, maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(steps, async (days) => {
      const stepped = await sixMonths(async (on) => {
        for (const count of days) await moveClock(on, { advance: `P${count}D` });
      });
      expect(stepped).toEqual(atOnce);
    }),
    { numRuns: 4 },
  );
});
