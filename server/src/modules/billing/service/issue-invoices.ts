/** Writes the invoices of an account's month: a statement for each step, whatever the number of charges. */
import { dayOf, decimal, minorUnitDigits, monthRange, type MonthText } from '../../../kernel/index.ts';
import type { Work } from '../../../platform/work.ts';
import { dueDate } from '../../../programme/payment.ts';
import { operatorTenant, readersOf, tenantOf } from '../../identity/index.ts';
import { partnerAccountsOf } from '../../partners/index.ts';
import { invoiceNumber, monthAfter } from '../domain/month.ts';
import type { BillingEvents } from '../events.ts';
import {
  closeMonth,
  insertInvoices,
  insertLines,
  invoiceGroups,
  joinAsSets,
  takeNumbers,
  type InvoiceGroup,
  type NewInvoice,
} from '../store/month-end.ts';
import { mailInvoiceReady } from './mail.ts';
import { partiesOf } from './parties.ts';

/** Series of the operator's invoices (rule G3), and the one every other seller's own series begins with. */
const operatorPrefix = 'G';
const sellerPrefix = 'C';

/**
 * Closes a month that the work holds: an invoice for each seller, buyer and currency, none when nothing was charged, and
 * the next month opens.
 */
export async function closeMonthOf(work: Work, partnerTenantId: string, month: MonthText): Promise<void> {
  const groups = await invoiceGroups(work, partnerTenantId, month);
  const invoices = groups.length > 0 ? await numbered(work, partnerTenantId, month, groups) : [];
  if (invoices.length > 0) {
    await insertInvoices(work, partnerTenantId, invoices);
    await joinAsSets(work, () => insertLines(work, partnerTenantId, month));
  }
  await closeMonth(work, partnerTenantId, month, monthAfter(month));
  await tell(work, partnerTenantId, month, invoices);
}

async function numbered(
  work: Work,
  partnerTenantId: string,
  month: MonthText,
  groups: readonly InvoiceGroup[],
): Promise<NewInvoice[]> {
  const operator = (await operatorTenant(work)).id;
  const bySeller = Map.groupBy(groups, (group) => group.seller_tenant_id);
  const wanted = [...bySeller].map(([sellerTenantId, { length: count }]) => {
    return { sellerTenantId, count, prefix: sellerTenantId === operator ? operatorPrefix : sellerPrefix };
  });
  // A customer that buys itself is the account and no company that sells: it is named by its billing profile.
  const own = bySeller.has(partnerTenantId) || (await partnerAccountsOf(work, [partnerTenantId])).length > 0;
  const companies = new Set([...(own ? [partnerTenantId] : []), ...bySeller.keys()]);
  const buyers = new Set(groups.map((group) => group.buyer_tenant_id));
  const parties = await partiesOf(work, { companies, customers: buyers.difference(companies) });
  const series = await takeNumbers(work, wanted);
  const common = commonOf(month, work.now);
  return [...bySeller].flatMap(([seller, members]) => {
    const { prefix, first } = series.get(seller)!;
    return members.map((group, index) => ({
      ...group,
      ...common,
      id: invoiceNumber(prefix, first + index),
      seller_name: parties.get(seller)!.name,
      seller_country: parties.get(seller)!.country,
      buyer_name: parties.get(group.buyer_tenant_id)!.name,
      buyer_country: parties.get(group.buyer_tenant_id)!.country,
      buyer_address: parties.get(group.buyer_tenant_id)!.address ?? null,
    }));
  });
}

function commonOf(month: MonthText, now: Temporal.Instant) {
  const period = monthRange(month);
  return {
    month,
    period_start: period.start.toString(),
    period_end: period.end.toString(),
    issued_at: now.toString(),
    due_date: dueDate(dayOf(now)).toString(),
  };
}

async function tell(
  work: Work,
  partnerTenantId: string,
  month: MonthText,
  invoices: readonly NewInvoice[],
): Promise<void> {
  for (const invoice of invoices) {
    const { id, currency, seller_tenant_id: sellerTenantId, buyer_tenant_id: buyerTenantId } = invoice;
    const total = decimal(invoice.total).toFixed(minorUnitDigits(currency));
    const newValue: BillingEvents['InvoiceIssued'] = {
      id,
      sellerTenantId,
      buyerTenantId,
      month,
      currency,
      total,
      dueDate: invoice.due_date,
    };
    work.publish({
      name: 'InvoiceIssued',
      aggregateType: 'invoice',
      aggregateId: id,
      partnerTenantId,
      ...(buyerTenantId === partnerTenantId ? {} : { customerTenantId: buyerTenantId }),
      newValue,
    });
  }
  const closed: BillingEvents['MonthClosed'] = { month, invoices: invoices.length };
  work.publish({
    name: 'MonthClosed',
    aggregateType: 'account',
    aggregateId: partnerTenantId,
    partnerTenantId,
    newValue: closed,
  });
  const ours = invoices.filter((invoice) => invoice.buyer_tenant_id === partnerTenantId);
  if (ours.length === 0) return;
  const readers = await readersOf(work, partnerTenantId, ['global_admin', 'billing_admin']);
  const { parts } = await tenantOf(work, partnerTenantId);
  const account = { customerOnly: parts.every((part) => part === 'customer') };
  for (const invoice of ours) for (const reader of readers) await mailInvoiceReady(work, invoice, reader, account);
}
