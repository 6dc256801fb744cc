import { beforeAll, expect, test } from 'vitest';
import {
  aBuyerOf,
  aChannel,
  anOperator,
  recordSwissRates,
  runDue,
  setTime,
  type Channel,
} from '../../../test/billing.ts';
import { useDatabase } from '../../../test/database.ts';
import { decimal } from '../../kernel/index.ts';
import { recordRates } from '../exchange-rates/index.ts';
import { printProof, proveMonth } from './index.ts';

const works = useDatabase();
const month = '2027-01';
let swiss: Channel;
let danish: Channel;

beforeAll(async () => {
  await anOperator(works);
  await setTime(works, '2027-01-12T09:00:00Z');
  await recordSwissRates(works);
  swiss = await aChannel(works, { country: 'CH' });
  await aBuyerOf(works, swiss, 7);
  const krone = { currency: 'DKK', usdPerUnit: decimal('0.157') };
  await works.asSystem((work) => recordRates(work, { month, rates: [krone] }));
  danish = await aChannel(works, { country: 'DK' });
  await aBuyerOf(works, danish, 7);
  await setTime(works, '2027-02-01T00:00:00Z');
  await runDue(works);
  // The database refuses a wrong total too: the proof does not rely on it.
  await works.pools.owner.query('alter table charge drop constraint charge_check1');
});

const prove = ({ partner } = swiss) =>
  works.asSystem((work) => proveMonth(work, { month, partnerTenantId: partner.tenantId }));

/** Damages the charge of the operator's hop as only the owner without triggers can, looks, and mends it. */
async function damaged(change: string, look: (report: Awaited<ReturnType<typeof prove>>) => void): Promise<void> {
  const { owner } = works.pools;
  const bought = `partner_tenant_id = '${swiss.partner.tenantId}' and buyer_tenant_id = partner_tenant_id`;
  await owner.query('alter table charge disable trigger user');
  await owner.query(`create table kept_charge as select * from charge where ${bought}`);
  expect((await owner.query(`update charge set ${change} where ${bought}`)).rowCount).toBe(1);
  try {
    look(await prove());
  } finally {
    const columns = 'quantity, period_end, subtotal, tax_total, total';
    await owner.query(
      `update charge c set (${columns}) = (select ${columns} from kept_charge k where k.id = c.id) where ${bought}`,
    );
    await owner.query('drop table kept_charge');
    await owner.query('alter table charge enable trigger user');
  }
}

const codes = ({ problems }: Awaited<ReturnType<typeof prove>>) =>
  problems.map(({ code, count }) => `${code} ${count}`);

test('Undamaged lines follow from their prices, converted and rounded down', async () => {
  expect(await prove()).toMatchObject({ agree: true, problems: [] });
});

test('G9 A price that rounding would raise by a cent is rounded down, and the proof finds nothing wrong with it', async () => {
  // 10 × 1.08 ÷ 0.157 = 68.789…, by 7.
  const report = await prove(danish);
  expect(report).toMatchObject({ agree: true, problems: [] });
  expect(report.hops[0]!.invoices).toMatchObject([{ currency: 'DKK', charges: '481.46' }]);
});

test('G9 A subtotal that unit price, rate and quantity do not give is found and named, although everything was invoiced alike', async () => {
  // As if it had been wrong from the start: the invoice too.
  const { owner } = works.pools;
  const invoice = (cents: string) =>
    owner.query(
      `update invoice set subtotal = subtotal + ${cents}, total = total + ${cents}
       where partner_tenant_id = $1 and buyer_tenant_id = partner_tenant_id`,
      [swiss.partner.tenantId],
    );
  await owner.query('alter table invoice disable trigger user');
  await invoice('0.01');
  await damaged('subtotal = subtotal + 0.01, total = total + 0.01', (report) => {
    expect(report.agree).toBe(false);
    expect(report.hops.every(({ agree }) => agree)).toBe(true);
    const values = { chargeKey: 't1c0', found: '67.49', expected: '67.48', currency: 'CHF' };
    const invoiceId = expect.stringMatching(/^G\d{9}$/);
    expect(report.problems).toMatchObject([{ code: 'lineSubtotal', count: 1, first: [{ ...values, invoiceId }] }]);
    expect(printProof(report)).toContain('67.49 CHF instead of 67.48 CHF');
  });
  await invoice('-0.01');
  await owner.query('alter table invoice enable trigger user');
});

test('G12 A tax that its rule does not give, and a total that is not subtotal and tax, are found', async () => {
  await damaged('tax_total = 1, total = total + 1', (report) => expect(codes(report)).toEqual(['lineTax 1']));
  await damaged('total = total - 1', (report) => expect(codes(report)).toEqual(['lineTotal 1']));
});

test('A quantity or a period that one hop has and the other has not is found, with both', async () => {
  await damaged('quantity = 8, subtotal = 77.12, total = 77.12', (report) => {
    expect(report.problems).toMatchObject([{ code: 'hopsQuantity', first: [{ chargeKey: 't1c0', found: '7, 8' }] }]);
  });
  await damaged('period_end = period_end + 1', (report) => {
    const found = '2027-01-12 – 2027-02-11, 2027-01-12 – 2027-02-12';
    expect(report.problems).toMatchObject([{ code: 'hopsPeriod', first: [{ found }] }]);
  });
});
