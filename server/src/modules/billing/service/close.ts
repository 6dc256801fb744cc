/** Month end: one account and month at a time, each in one transaction, oldest month first. */
import type { Selectable } from 'kysely';
import { dayOf, minorUnitDigits, decimal, monthEnd, monthRange, type MonthText } from '../../../kernel/index.ts';
import type { Work } from '../../../platform/work.ts';
import { dueDate } from '../../../programme/payment.ts';
import { operatorTenant, usersOf } from '../../identity/index.ts';
import { nextChargeDue } from '../../subscriptions/index.ts';
import { invoiceNumber, monthAfter, newestClosable } from '../domain/month.ts';
import type { BillingEvents } from '../events.ts';
import { mailInvoiceReady } from './mail.ts';
import {
  closeMonth,
  insertInvoices,
  insertLines,
  invoiceGroups,
  lockMonthToClose,
  takeNumbers,
  type InvoiceGroup,
} from '../store.ts';
import type { BillingTables, InvoiceTable } from '../tables.ts';

/** Series of the operator's invoices (rule G3), and the one a partner's own series begins with. */
const operatorPrefix = 'G';
const partnerPrefix = 'C';

/**
 * Closes the open month of a billing account when it may be closed: an invoice for each hop, buyer and currency, or none when
 * nothing was charged. Returns 1, or 0 when there is nothing to close.
 */
export async function closeOneMonth(work: Work, partnerTenantId: string, invoiceDay: number): Promise<number> {
  const month = await lockMonthToClose(work, partnerTenantId, newestClosable(work.now, invoiceDay));
  if (!month) return 0;
  // A charge of that month still to be written, by us later or by another process now: it belongs on this invoice.
  const pending = await nextChargeDue(work, partnerTenantId);
  if (pending && Temporal.Instant.compare(pending, monthEnd(month)) < 0) return 0;
  const groups = await invoiceGroups(work, partnerTenantId, month);
  const invoices = await numbered(work, partnerTenantId, month, groups);
  if (invoices.length > 0) {
    await insertInvoices(work as Work<BillingTables>, invoices);
    await insertLines(work, partnerTenantId, month);
  }
  await closeMonth(work, partnerTenantId, month, monthAfter(month));
  await tell(work, partnerTenantId, month, invoices);
  return 1;
}

type NewInvoice = Selectable<InvoiceTable>;

async function numbered(
  work: Work,
  partnerTenantId: string,
  month: MonthText,
  groups: readonly InvoiceGroup[],
): Promise<NewInvoice[]> {
  const invoices: NewInvoice[] = [];
  for (const [hop, members] of Map.groupBy(groups, (group) => group.hop)) {
    const operator = hop === 'operator_partner';
    const seller = operator ? (await operatorTenant(work)).id : partnerTenantId;
    const series = await takeNumbers(work, seller, operator ? operatorPrefix : partnerPrefix, members.length);
    members.forEach((group, index) => {
      const id = invoiceNumber(series.prefix, series.first + index);
      invoices.push(invoiceOf({ partnerTenantId, id, seller, month, group }, work.now));
    });
  }
  return invoices;
}

function invoiceOf(
  given: { partnerTenantId: string; id: string; seller: string; month: MonthText; group: InvoiceGroup },
  now: Temporal.Instant,
): NewInvoice {
  const { group } = given;
  const period = monthRange(given.month);
  return {
    partner_tenant_id: given.partnerTenantId,
    id: given.id,
    hop: group.hop,
    seller_tenant_id: given.seller,
    buyer_tenant_id: group.buyer_tenant_id,
    month: given.month,
    period_start: period.start,
    period_end: period.end,
    issued_at: now,
    due_date: dueDate(dayOf(now)),
    currency: group.currency,
    subtotal: group.subtotal,
    tax_total: group.tax_total,
    total: group.total,
  };
}

async function tell(
  work: Work,
  partnerTenantId: string,
  month: MonthText,
  invoices: readonly NewInvoice[],
): Promise<void> {
  for (const invoice of invoices) {
    const { id, hop, currency } = invoice;
    const total = decimal(invoice.total).toFixed(minorUnitDigits(currency));
    const newValue: BillingEvents['InvoiceIssued'] = {
      id,
      hop,
      month,
      currency,
      total,
      dueDate: invoice.due_date.toString(),
    };
    work.publish({
      name: 'InvoiceIssued',
      aggregateType: 'invoice',
      aggregateId: id,
      partnerTenantId,
      ...(hop === 'partner_customer' ? { customerTenantId: invoice.buyer_tenant_id } : {}),
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
  const ours = invoices.filter((invoice) => invoice.hop === 'operator_partner');
  if (ours.length === 0) return;
  const readers = (await usersOf(work, partnerTenantId)).filter(
    (user) => user.active && (user.roles.includes('global_admin') || user.roles.includes('billing_admin')),
  );
  for (const invoice of ours) for (const reader of readers) await mailInvoiceReady(work, invoice, reader);
}
