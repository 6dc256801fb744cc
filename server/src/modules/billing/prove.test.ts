import { newId } from '../../kernel/index.ts';
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
import { clockwork } from '../../platform/clockwork.ts';
import { createLog } from '../../platform/log.ts';
import {
  accountsToProve,
  filesReadOf,
  invoicesOf,
  printProof,
  proofExitCode,
  proofWork,
  proveMonth,
  requestProofs,
} from './index.ts';

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

const clock = () => clockwork(works.runner, { kinds: [proofWork], sweeps: [] }, createLog('silent'));

/** Has every line item, file and document of every account read. */
async function readEverything(): Promise<void> {
  for (const account of await works.asSystem((work) => accountsToProve(work, month)))
    await works.asSystem((work) => requestProofs(work, [account], month));
  await clock().runDue();
}

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
  const before = await prove();
  expect(before).toMatchObject({ agree: true, files: { state: 'none', read: 0 } });
  expect(before.hops.flatMap(({ invoices }) => invoices.filter(({ reading }) => reading))).toEqual([]);
  await readEverything();
  const report = await prove();
  expect(report).toMatchObject({ month, closed: true, agree: true, problems: [] });
  expect(report.files).toMatchObject({ state: 'finished', invoices: 5, read: 5, differing: 0 });
  expect(proofExitCode(report)).toBe(0);
  const sums = report.hops.map(({ seller, invoices }) => [
    seller,
    invoices.map(
      ({ charges, invoice, reading }) =>
        new Set([charges, reading?.lineItems, reading?.csv, invoice, reading?.document]),
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
      // Seen at once, and what was read before is kept.
      expect((await prove()).hops[0]!.invoices.find(({ agree }) => !agree)).toMatchObject({
        charges: '130.01',
        reading: { lineItems: '130.00' },
      });
      await readEverything();
      const report = await prove();
      expect(report.agree).toBe(false);
      expect(proofExitCode(report)).toBe(1);
      const [bad, ...others] = report.hops.flatMap(({ invoices }) => invoices.filter((invoice) => !invoice.agree));
      expect(others).toEqual([]);
      expect(bad).toMatchObject({
        charges: '130.01',
        reading: { lineItems: '130.01', csv: '130.01', document: '130.00' },
        invoice: '130.00',
      });
      expect(bad!.differences.map(({ code }) => code)).toEqual(
        expect.arrayContaining(['chargesSum', 'lineItemsSum', 'fileSum', 'documentSum']),
      );
      expect(report.files).toMatchObject({ state: 'finished', read: 5, differing: 1 });
      expect(printProof(report)).toMatch(/FAIL G\d{9}.*\n.*charges 130\.01 \| line items 130\.01/);
    },
  );
  await readEverything();
  expect((await prove()).agree).toBe(true);
});

test('What was read is kept once, however often it is read, and one account that fails stops no other', async () => {
  const { owner } = works.pools;
  const kept = async () =>
    (await owner.query('select count(*)::int as readings from invoice_reading')).rows[0].readings;
  expect(await kept()).toBe(5);
  const account = swiss.partner.tenantId;
  await owner.query('alter table charge_subject disable trigger user');
  const publisher = `update charge_subject set publisher_tenant_id = $2 where partner_tenant_id = $1`;
  await owner.query(publisher, [account, newId()]);
  await readEverything();
  const { files } = await prove();
  expect(files).toMatchObject({ state: 'running', invoices: 5, read: 3, differing: 0 });
  expect((await clock().state()).kinds).toMatchObject([{ kind: 'proofs', failing: 1 }]);
  // Asked for again, a proof that goes on goes on.
  await works.as(swiss.partner, (work) => requestProofs(work, [account], month));
  await owner.query(publisher, [account, swiss.publisher.tenantId]);
  await works.asSystem((work) => clock().retry(work, account, 'proofs'));
  await clock().runDue();
  expect((await prove()).files).toMatchObject({ state: 'finished', read: 5, differing: 0 });
  expect(await kept()).toBe(5);
});

test('Two processes read a month together: each invoice once', async () => {
  await works.asSystem((work) => requestProofs(work, [channel.partner.tenantId], month));
  await Promise.all([clock().runDue(), clock().runDue()]);
  await clock().runDue();
  const own = await works.asSystem((work) => filesReadOf(work, [channel.partner.tenantId], month));
  expect(own).toMatchObject({ state: 'finished', invoices: 3, read: 3 });
});

test('A month that is open has nothing to read, and says so', async () => {
  const asked = works.as(channel.partner, (work) => requestProofs(work, [channel.partner.tenantId], '2027-02'));
  await expect(asked).rejects.toMatchObject({ code: 'MonthNotClosed', kind: 'conflict' });
});

test('A name with every break and quote is one row for two readers of the file, and the document’s lines are counted', async () => {
  const { owner } = works.pools;
  const name = `=Zoë "A", B\nC\rD\u2028E;F\tEUR 5.00`;
  await owner.query('update charge_subject set customer_name = $2 where partner_tenant_id = $1', [
    channel.partner.tenantId,
    name,
  ]);
  await readEverything();
  expect((await prove()).files).toMatchObject({ state: 'finished', read: 5, differing: 0 });
});

test('One cent more on an invoice is found', async () => {
  const one = `partner_tenant_id = '${swiss.partner.tenantId}' and seller_tenant_id = partner_tenant_id`;
  await planted(
    `update invoice set total = total + 0.01, subtotal = subtotal + 0.01 where ${one}`,
    `update invoice set total = total - 0.01, subtotal = subtotal - 0.01 where ${one}`,
    async () => {
      await readEverything();
      const report = await prove();
      expect(proofExitCode(report)).toBe(1);
      expect(report.hops[1]!.invoices.filter((invoice) => !invoice.agree)).toMatchObject([
        { charges: '70.00', invoice: '70.01', reading: { csv: '70.00', document: '70.01' } },
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
      expect(report.problems).toMatchObject([
        { code: 'chargeNotInvoiced', count: 1, first: [{ chargeId: charge_id, month, currency: 'EUR' }] },
      ]);
      expect(printProof(report)).toContain('is on no invoice although 2027-01 is closed.');
      expect(proofExitCode(report)).toBe(1);
    },
  );
  await planted(
    `update charge set charge_key = 't9c9' where id = '${charge_id}'`,
    `update charge set charge_key = 't1c0' where id = '${charge_id}'`,
    async () => {
      const { problems } = await prove();
      expect(problems.map(({ code, count }) => `${code} ${count}`).toSorted()).toEqual(['boughtOnly 1', 'soldOnly 1']);
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
