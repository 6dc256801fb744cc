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
import { invoicesOf, printProof, proofExitCode, proveMonth } from './index.ts';

const works = useDatabase();
const month = '2027-01';
let channel: Channel;
let swiss: Channel;

beforeAll(async () => {
  await anOperator(works);
  await setTime(works, '2027-01-12T09:00:00Z');
  await recordSwissRates(works);
  channel = await aChannel(works);
  swiss = await aChannel(works, { country: 'CH' });
  for (const seats of [10, 3]) await aBuyerOf(works, channel, seats);
  await aBuyerOf(works, swiss, 7);
  await setTime(works, '2027-02-01T00:00:00Z');
  await runDue(works);
});

const prove = (partnerTenantId?: string) =>
  works.asSystem((work) => proveMonth(work, { month, ...(partnerTenantId ? { partnerTenantId } : {}) }));

/** Runs as the database's owner without the triggers that make charges and invoices append-only, and undoes it after. */
async function planted(change: string, undo: string, look: () => Promise<void>): Promise<void> {
  const { owner } = works.pools;
  for (const table of ['charge', 'invoice', 'invoice_line'])
    await owner.query(`alter table ${table} disable trigger user`);
  expect((await owner.query(change)).rowCount).toBe(1);
  try {
    await look();
  } finally {
    await owner.query(undo);
  }
}

test('BIL-14 For each hop the line items, the file, the invoice, its document and the charges are the same amount', async () => {
  const report = await prove();
  expect(report).toMatchObject({ month, closed: true, agree: true, problems: [] });
  expect(proofExitCode(report)).toBe(0);
  const sums = report.hops.map(({ seller, invoices }) => [
    seller,
    invoices.map(
      ({ charges, lineItems, csv, invoice, document }) => new Set([charges, lineItems, csv, invoice, document]),
    ),
  ]);
  const [upstream, downstream] = sums as [string, Set<string>[]][];
  expect(upstream![0]).toBe('operator');
  expect(upstream![1].map((values) => [...values].join()).toSorted()).toEqual(['130.00', '67.48']);
  expect(downstream![1].map((values) => [...values].join()).toSorted()).toEqual(['100.00', '30.00', '70.00']);
  expect(printProof(report)).toContain('Everything agrees.');
});

test("A proof of one partner speaks of that partner's invoices only", async () => {
  const report = await prove(swiss.partner.tenantId);
  expect(report.hops.map(({ invoices }) => invoices.length)).toEqual([1, 1]);
  expect(report.hops[0]!.invoices[0]).toMatchObject({
    currency: 'CHF',
    invoice: '67.48',
    buyerTenantId: swiss.partner.tenantId,
  });
});

test('A partner proves its own month within row-level security', async () => {
  const own = await works.as(channel.partner, (work) =>
    proveMonth(work, { partnerTenantId: channel.partner.tenantId, month }),
  );
  expect(own).toMatchObject({ agree: true, closed: true });
  expect(own.hops.map(({ invoices }) => invoices.length)).toEqual([1, 2]);
  const foreign = await works.as(swiss.partner, (work) =>
    proveMonth(work, { partnerTenantId: channel.partner.tenantId, month }),
  );
  expect(foreign.hops.map(({ invoices }) => invoices.length)).toEqual([0, 0]);
});

test('One cent more on a charge is found on every rendering of it', async () => {
  const one = `(select id from charge where partner_tenant_id = '${channel.partner.tenantId}' and buyer_tenant_id = partner_tenant_id and quantity = 3)`;
  await planted(
    `update charge set total = total + 0.01, subtotal = subtotal + 0.01 where id = ${one}`,
    `update charge set total = total - 0.01, subtotal = subtotal - 0.01 where id = ${one}`,
    async () => {
      const report = await prove();
      expect(report.agree).toBe(false);
      expect(proofExitCode(report)).toBe(1);
      const [bad, ...others] = report.hops.flatMap(({ invoices }) => invoices.filter((invoice) => !invoice.agree));
      expect(others).toEqual([]);
      expect(bad).toMatchObject({
        charges: '130.01',
        lineItems: '130.01',
        csv: '130.01',
        invoice: '130.00',
        document: '130.00',
      });
      expect(printProof(report)).toMatch(/FAIL G\d{9}.*\n.*charges 130\.01 \| line items 130\.01/);
    },
  );
  expect((await prove()).agree).toBe(true);
});

test('One cent more on an invoice is found', async () => {
  const one = `partner_tenant_id = '${swiss.partner.tenantId}' and seller_tenant_id = partner_tenant_id`;
  await planted(
    `update invoice set total = total + 0.01, subtotal = subtotal + 0.01 where ${one}`,
    `update invoice set total = total - 0.01, subtotal = subtotal - 0.01 where ${one}`,
    async () => {
      const report = await prove();
      expect(proofExitCode(report)).toBe(1);
      expect(report.hops[1]!.invoices.filter((invoice) => !invoice.agree)).toMatchObject([
        { charges: '70.00', csv: '70.00', invoice: '70.01', document: '70.01' },
      ]);
    },
  );
});

test('A charge that lost its line, and a charge of one hop only, are found', async () => {
  const partner = channel.partner.tenantId;
  const [row] = await works.asSystem((work) =>
    work.prepared<{ invoice_id: string; line_number: number; charge_id: string }>(
      'a line',
      `select l.* from invoice_line l join invoice i on i.partner_tenant_id = l.partner_tenant_id and i.id = l.invoice_id
       where l.partner_tenant_id = $1 and i.buyer_tenant_id = i.partner_tenant_id order by line_number limit 1`,
      [partner],
    ),
  );
  const { invoice_id, line_number, charge_id } = row!;
  await planted(
    `delete from invoice_line where partner_tenant_id = '${partner}' and charge_id = '${charge_id}'`,
    `insert into invoice_line select partner_tenant_id, id, ${line_number}, '${charge_id}', seller_tenant_id, buyer_tenant_id from invoice where partner_tenant_id = '${partner}' and id = '${invoice_id}'`,
    async () => {
      const report = await prove();
      expect(report.problems).toEqual([expect.stringContaining(`Charge ${charge_id}`)]);
      expect(proofExitCode(report)).toBe(1);
    },
  );
  await planted(
    `update charge set charge_key = 't9c9' where id = '${charge_id}'`,
    `update charge set charge_key = 't1c0' where id = '${charge_id}'`,
    async () => {
      const { problems } = await prove();
      expect(problems).toHaveLength(2);
      expect(problems.every((problem) => problem.includes('only'))).toBe(true);
    },
  );
});

test('A month that is still open is said to be open', async () => {
  const report = await works.asSystem((work) => proveMonth(work, { month: '2027-02' }));
  expect(report).toMatchObject({ closed: false, agree: true });
  expect(printProof(report)).toContain('not closed everywhere');
});

test('BIL-03 The history of invoices stays and is listed newest first', async () => {
  await setTime(works, '2027-04-02T00:00:00Z');
  await runDue(works);
  const history = await works.as(channel.partner, (work) => invoicesOf(work, { side: 'bought' }, { limit: 100 }));
  expect(history.map((invoice) => invoice.month)).toEqual(['2027-03', '2027-02', '2027-01']);
});

test('A month without invoices is not called proved', async () => {
  const report = await works.asSystem((work) => proveMonth(work, { month: '2026-05' }));
  expect(report).toMatchObject({ closed: false, agree: true });
  expect(printProof(report)).toContain('There are no invoices of this month: nothing was compared.');
});
