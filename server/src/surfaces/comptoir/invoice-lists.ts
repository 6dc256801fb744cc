/** `/comptoir/v1`: invoices of both sides and their lines, as people look for them. */
import {
  boughtInvoiceList,
  customerInvoiceList,
  invoiceLineList,
  type BoughtInvoice,
  type CustomerInvoice,
  type InvoiceLine,
} from '@comptoir/contracts/comptoir/billing';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { decimal, minorUnitDigits } from '../../kernel/index.ts';
import {
  documentKindOf,
  explainLines,
  isToBePaid,
  searchInvoices,
  searchLines,
  type Invoice,
  type Line,
  type Side,
} from '../../modules/billing/index.ts';
import { requireCustomerRecord } from '../../modules/customers/index.ts';
import type { RouteAccess } from '../../platform/http.ts';
import { localeOf } from '../locale.ts';
import { code, listRoutes, numeric } from './list-answer.ts';
import { withRuleWords } from './rule-words.ts';

const read = { access: { permission: 'invoices.read' } } as const;
const invoicePath = z.strictObject({ invoiceId: z.string().max(30) });

type Common = Omit<BoughtInvoice, 'sellerName'>;

/** Columns that invoices of both sides have. */
const invoiceColumns = {
  DocumentType: (row: Common) => code(row.documentType),
  Month: (row: Common) => code(row.month),
  PeriodStart: (row: Common) => code(row.periodStart),
  PeriodEnd: (row: Common) => code(row.periodEnd),
  IssuedAt: (row: Common) => code(row.issuedAt),
  DueDate: (row: Common) => code(row.dueDate ?? ''),
  Lines: (row: Common) => numeric(row.lineCount),
  Subtotal: (row: Common) => numeric(row.subtotal),
  Tax: (row: Common) => numeric(row.taxTotal),
  Total: (row: Common) => numeric(row.total),
  Currency: (row: Common) => code(row.currency),
};

/** What a customer was invoiced that buys itself (decision 0092). */
const readOwn = { access: { permission: 'ownPurchases.manage' } } as const;

export function invoiceListRoutes(app: FastifyInstance): void {
  for (const [path, { access }] of [['/invoices', read] as const, ['/own-invoices', readOwn] as const])
    listRoutes(app, {
      path,
      access,
      list: boughtInvoiceList,
      read: async (work, wanted) => {
        const page = await searchInvoices(work, 'bought', wanted);
        return { ...page, items: page.items.map(toBoughtInvoice) };
      },
      columns: { Number: (row) => code(row.id), Seller: (row) => row.sellerName, ...invoiceColumns },
    });
  listRoutes(app, {
    path: '/customer-invoices',
    access: read.access,
    list: customerInvoiceList,
    read: async (work, wanted) => {
      const { customerTenantId } = wanted.filters as { customerTenantId?: string };
      if (customerTenantId) await requireCustomerRecord(work, customerTenantId);
      const page = await searchInvoices(work, 'sold', wanted);
      return { ...page, items: page.items.map(toWireInvoice) };
    },
    columns: {
      Number: (row) => code(row.id),
      Customer: (row) => row.customerName,
      CustomerId: (row) => code(row.customerTenantId),
      ...invoiceColumns,
    },
  });
  lineRoutes(app, 'invoices', 'bought', read.access);
  lineRoutes(app, 'own-invoices', 'bought', readOwn.access);
  lineRoutes(app, 'customer-invoices', 'sold', read.access);
}

function lineRoutes(app: FastifyInstance, family: string, side: Side, access: RouteAccess): void {
  listRoutes(app, {
    path: `/${family}/:invoiceId/lines`,
    access,
    list: invoiceLineList,
    params: invoicePath,
    read: async (work, wanted, request) => {
      const { invoiceId } = invoicePath.parse(request.params);
      const page = await searchLines(work, side, invoiceId, wanted);
      const paths = await explainLines(work, page.items);
      const { language } = localeOf(request);
      const items = page.items.map((line, index) => ({
        ...toWireLine(line),
        pricePath: withRuleWords(paths[index]!, language),
      }));
      return { ...page, items };
    },
    columns: {
      Line: (row) => numeric(row.lineNumber),
      Customer: (row) => row.customerName,
      CustomerId: (row) => code(row.customerTenantId),
      SubscriptionId: (row) => code(row.subscriptionId),
      Product: (row) => row.productName,
      Plan: (row) => row.skuName,
      Publisher: (row) => row.publisherName,
      ChargeType: (row) => code(row.chargeType),
      Meter: (row) => row.meter?.name ?? '',
      UnitOfMeasure: (row) => row.meter?.unitOfMeasure ?? '',
      ChargeStart: (row) => code(row.chargeStart),
      ChargeEnd: (row) => code(row.chargeEnd),
      Quantity: (row) => numeric(row.quantity),
      UnitPrice: (row) => numeric(row.unitPrice),
      EffectiveUnitPrice: (row) => numeric(row.effectiveUnitPrice),
      PricingCurrency: (row) => code(row.pricingCurrency),
      ExchangeRate: (row) => numeric(row.exchangeRate),
      Subtotal: (row) => numeric(row.subtotal),
      Tax: (row) => numeric(row.taxTotal),
      Total: (row) => numeric(row.total),
      Currency: (row) => code(row.currency),
    },
  });
}

function toBoughtInvoice(invoice: Invoice): BoughtInvoice {
  return { ...commonOf(invoice), sellerName: invoice.seller.name };
}

export function toWireInvoice(invoice: Invoice): CustomerInvoice {
  return { ...commonOf(invoice), customerTenantId: invoice.buyerTenantId, customerName: invoice.buyer.name };
}

function commonOf(invoice: Invoice): Common {
  return {
    id: invoice.id,
    documentType: documentKindOf(invoice),
    month: invoice.month,
    periodStart: invoice.periodStart.toString(),
    periodEnd: invoice.periodEnd.toString(),
    issuedAt: invoice.issuedAt.toString(),
    ...(isToBePaid(invoice) ? { dueDate: invoice.dueDate.toString() } : {}),
    currency: invoice.currency,
    subtotal: amount(invoice.subtotal, invoice.currency),
    taxTotal: amount(invoice.taxTotal, invoice.currency),
    total: amount(invoice.total, invoice.currency),
    lineCount: invoice.lineCount,
  };
}

export function toWireLine(line: Line): Omit<InvoiceLine, 'pricePath'> {
  const { meter } = line.subject;
  return {
    lineNumber: line.number,
    customerTenantId: line.subject.customerTenantId,
    customerName: line.subject.customerName,
    subscriptionId: line.subscriptionId,
    productName: line.subject.productName,
    skuName: line.subject.skuName,
    publisherName: line.subject.publisherName,
    chargeType: line.chargeType,
    ...(meter ? { meter: { name: meter.name, unitOfMeasure: meter.unitOfMeasure } } : {}),
    chargeStart: line.periodStart.toString(),
    chargeEnd: line.periodEnd.toString(),
    quantity: line.quantity,
    unitPrice: line.unitPrice,
    effectiveUnitPrice: line.effectiveUnitPrice,
    pricingCurrency: line.pricingCurrency,
    exchangeRate: line.exchangeRate,
    subtotal: amount(line.subtotal, line.currency),
    taxTotal: amount(line.taxTotal, line.currency),
    total: amount(line.total, line.currency),
    currency: line.currency,
  };
}

/** Amount with the digits its currency is invoiced in. */
function amount(value: string, currency: string): string {
  return decimal(value).toFixed(minorUnitDigits(currency));
}
