/** Billing over `/comptoir/v1`: the partner's own prices, its invoices to customers, files, and the month's proof. */
import { z } from 'zod';
import { listOf } from './lists.ts';
import { ruleWords } from './rules.ts';
import { momentText } from './words.ts';

const guid = z.guid({ error: 'must be a GUID' });
/** A month, `YYYY-MM`. */
export const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'must be a month such as 2026-11');
const day = z.string();
const moment = z.string();
/** Exact amount as text, e.g. `"12.50"`. */
const amount = z.string();

/** Whom a price is for. Only an indirect provider has resellers. */
export const buyerKinds = ['customer', 'reseller'] as const;

/** Request: the price for one unit (a seat, or the flat plan) and one billing cycle, from a moment on. */
export const priceRequest = z.strictObject({
  /** Absent: `customer`. What customers pay is never asked of a reseller, and the other way round. */
  buyerKind: z.enum(buyerKinds).optional(),
  /** Absent: for every customer without a price of its own. */
  customerTenantId: guid.optional(),
  /** PartnerID of the reseller, with `buyerKind` `reseller`. Absent: for every reseller without a price of its own. */
  resellerMpnId: z
    .string()
    .regex(/^\d{5,10}$/, 'must be a PartnerID of 5 to 10 digits')
    .optional(),
  productId: z.string().min(1).max(50),
  skuId: z.string().min(1).max(50),
  term: z.enum(['P1M', 'P1Y', 'P2Y', 'P3Y']),
  billingCycle: z.enum(['monthly', 'annual', 'biennial', 'triennial']),
  currency: z.string().regex(/^[A-Z]{3}$/, 'must be three capital letters such as EUR'),
  amount: z
    .string()
    // Times the most seats there can be it still fits the numbers of Partner Center's JSON to the cent.
    .regex(
      /^\d{1,8}(\.\d{1,9})?$/,
      'must be an amount as text such as "12.50", without sign or exponent, below 100,000,000',
    ),
  /** Absent: from now on. Never in the past. */
  effectiveFrom: momentText.optional(),
});
export type PriceRequest = z.infer<typeof priceRequest>;

/** `inForce`, `ahead` of its first day, or `replaced` by a newer one of the same plan and buyer. */
export const priceStates = ['inForce', 'ahead', 'replaced'] as const;

export const price = z.object({
  id: z.string(),
  buyerKind: z.enum(buyerKinds),
  customerTenantId: z.string().optional(),
  /** Names as they were when it was set. */
  customerName: z.string().optional(),
  reseller: z.object({ tenantId: z.string(), mpnId: z.string(), name: z.string() }).optional(),
  productId: z.string(),
  productName: z.string(),
  skuId: z.string(),
  skuName: z.string(),
  term: z.enum(['P1M', 'P1Y', 'P2Y', 'P3Y']),
  billingCycle: z.enum(['monthly', 'annual', 'biennial', 'triennial']),
  currency: z.string(),
  amount,
  /** What the plan is listed at now, and what it costs the seller; absent when it is not sold any more. */
  listPrice: amount.optional(),
  cost: amount.optional(),
  effectiveFrom: moment,
  /** When another price takes over. */
  until: moment.optional(),
  state: z.enum(priceStates),
  createdAt: moment,
  createdBy: z.string(),
});
export type Price = z.infer<typeof price>;

/** `GET /prices`, `…/export`: the newest first. `GET` and `POST /prices` need `prices.manage`, and so does `POST /prices/check`, which sets nothing. */
export const priceList = listOf({
  item: price,
  sorts: ['set', 'product', 'buyer', 'term', 'from', 'amount'],
  usual: '-set',
  filters: {
    customerTenantId: guid.toLowerCase().optional(),
    productId: z.string().max(50).toUpperCase().optional(),
    state: z.enum(priceStates).optional(),
  },
  beside: {},
});

/** A document whose total is in the buyer's favour is a credit note. */
export const documentKind = z.enum(['invoice', 'creditNote']);
export type DocumentKind = z.infer<typeof documentKind>;

/** An invoice of the partner to its customer, or a credit note. */
export const customerInvoice = z.object({
  id: z.string(),
  documentType: documentKind,
  customerTenantId: z.string(),
  customerName: z.string(),
  month,
  periodStart: day,
  periodEnd: day,
  issuedAt: moment,
  /** Last day to pay; absent when nothing is to be paid. */
  dueDate: day.optional(),
  currency: z.string(),
  subtotal: amount,
  taxTotal: amount,
  total: amount,
  lineCount: z.number().int(),
});
export type CustomerInvoice = z.infer<typeof customerInvoice>;

const invoiceSorts = ['issued', 'number', 'month', 'due', 'total'] as const;
const ofMonth = { month: month.optional() };

/** `GET /customer-invoices`, `…/export`: the newest first. */
export const customerInvoiceList = listOf({
  item: customerInvoice,
  sorts: [...invoiceSorts, 'customer', 'lines'],
  usual: '-issued',
  filters: { customerTenantId: guid.toLowerCase().optional(), ...ofMonth },
  beside: {},
});

/** An invoice of the operator, or of a provider, to the partner; its lines are Partner Center's. */
export const boughtInvoice = customerInvoice
  .omit({ customerTenantId: true, customerName: true })
  .extend({ sellerName: z.string() });
export type BoughtInvoice = z.infer<typeof boughtInvoice>;

/** `GET /invoices`, `…/export`: the newest first. */
export const boughtInvoiceList = listOf({
  item: boughtInvoice,
  sorts: [...invoiceSorts],
  usual: '-issued',
  filters: ofMonth,
  beside: {},
});

/** Where the value of a step comes from; `values` holds what it speaks of. */
export const priceReasons = [
  'listed',
  'meterListed',
  'trial',
  'ownPrice',
  'privateOffer',
  'afterMargin',
  'noDiscount',
  'prorated',
  'sameCurrency',
  'monthRate',
  'cycleRate',
  'earlierRate',
  'roundedDown',
  'termQuantity',
  'quantityBefore',
  'quantityAfter',
  'cancelledQuantity',
  'usedQuantity',
  'usedRoundedDown',
  'usedTimesRate',
  'unitTimesQuantity',
  'taxPolicy',
  'subtotalAndTax',
] as const;

/** A step of the path that led to an amount: what was done, the value after it, why, and the rule behind it. */
export const priceStep = z.object({
  step: z.string(),
  value: amount,
  /** What the value is in; absent of quantities and rates. */
  currency: z.string().optional(),
  reason: z.enum(priceReasons),
  values: z.record(z.string(), z.string()),
  rule: ruleWords.optional(),
});
export type PriceStep = z.infer<typeof priceStep>;

export const invoiceLine = z.object({
  lineNumber: z.number().int(),
  customerTenantId: z.string(),
  customerName: z.string(),
  subscriptionId: z.string(),
  productName: z.string(),
  skuName: z.string(),
  publisherName: z.string(),
  chargeType: z.string(),
  /** What was used, when the line is of usage: the meter's name and unit. */
  meter: z.object({ name: z.string(), unitOfMeasure: z.string() }).optional(),
  chargeStart: day,
  chargeEnd: day,
  quantity: amount,
  unitPrice: amount,
  effectiveUnitPrice: amount,
  pricingCurrency: z.string(),
  exchangeRate: amount,
  subtotal: amount,
  taxTotal: amount,
  total: amount,
  currency: z.string(),
  pricePath: z.array(priceStep),
});
export type InvoiceLine = z.infer<typeof invoiceLine>;

/** `GET /invoices/{invoiceId}/lines`, `GET /customer-invoices/{invoiceId}/lines`, and their files. */
export const invoiceLineList = listOf({
  item: invoiceLine,
  sorts: ['line', 'customer', 'product', 'type', 'period', 'quantity', 'price', 'total'],
  filters: {},
  beside: {},
});

/** `GET /customer-invoices/{id}`: the first lines; `nextLine` is the `afterLine` of the next page. */
export const customerInvoiceDetail = customerInvoice.extend({
  /** Lines of the address it is made out to, as on the day it was issued; none on invoices of before these were kept. */
  addressLines: z.array(z.string()),
  lines: z.array(invoiceLine),
  nextLine: z.number().int().optional(),
});
export type CustomerInvoiceDetail = z.infer<typeof customerInvoiceDetail>;
export const customerInvoiceQuery = z.strictObject({ afterLine: z.coerce.number().int().min(0).optional() });

/**
 * `GET /proof?month=YYYY-MM`: the same money counted by different ways; `agree` is false at one cent. Charges and invoices
 * are compared at once. Line items, files and documents are read when `POST /proof` asks for it, some invoices at a time:
 * `files` says how far that is. The invoices are a list of their own, `GET /proof/{month}/invoices`.
 */
export const proofQuery = z.strictObject({ month });
/** `POST /proof`: 202 with `files`. While it goes on, asking again changes nothing; afterwards it begins anew. */
export const proofRequest = z.strictObject({ month });

export const filesRead = z.object({
  state: z.enum(['none', 'running', 'finished']),
  invoices: z.number().int(),
  read: z.number().int(),
  differing: z.number().int(),
  requestedAt: moment.optional(),
  finishedAt: moment.optional(),
});
export type FilesRead = z.infer<typeof filesRead>;

/** Something that does not fit on an invoice, or on one line of it. */
export const difference = z.object({
  code: z.string(),
  /** Absent: the whole invoice. */
  line: z.number().int().optional(),
  found: z.string(),
  expected: z.string(),
  /** The same as an English sentence. */
  message: z.string(),
});
export type Difference = z.infer<typeof difference>;

export const proofHops = ['operator_partner', 'partner_customer'] as const;

export const provedInvoice = z.object({
  hop: z.enum(proofHops),
  invoiceId: z.string(),
  buyerTenantId: z.string(),
  buyerName: z.string(),
  currency: z.string(),
  /** Sum of the charge rows. */
  charges: amount,
  /** Total of the invoice. */
  invoice: amount,
  /** What was read of it; absent until then. */
  reading: z
    .object({
      /** Sum of the line items as the API renders them. */
      lineItems: amount,
      /** Sum of the Total column of the reconciliation file as served. */
      csv: amount,
      /** Total printed on the PDF; null when none was found. */
      document: amount.nullable(),
    })
    .optional(),
  lineCount: z.number().int(),
  agree: z.boolean(),
  differences: z.array(difference),
});
export type ProvedInvoice = z.infer<typeof provedInvoice>;

/** `GET /proof/{month}/invoices`, `…/export`: those that differ come first. */
export const provedInvoiceList = listOf({
  item: provedInvoice,
  sorts: ['result', 'number', 'buyer', 'charges', 'invoice'],
  filters: { hop: z.enum(proofHops).optional(), agree: z.enum(['true', 'false']).optional() },
  beside: {},
});

/** What does not fit among the charges of a month. */
export const proofProblems = [
  'chargeNotInvoiced',
  'lineWithoutCharge',
  'boughtOnly',
  'soldOnly',
  'hopsQuantity',
  'hopsPeriod',
  'lineSubtotal',
  'lineTax',
  'lineTotal',
  'usageCharged',
  'usageReported',
  'lineProration',
  'lineCancelled',
  'marginDiffers',
  'marginUnfounded',
] as const;

export const proofProblem = z.object({
  code: z.enum(proofProblems),
  count: z.number().int(),
  /** What the first of them speak of: charge keys, ids, amounts, moments, percentages and currencies. */
  first: z.array(z.record(z.string(), z.string())),
});
export type ProofProblem = z.infer<typeof proofProblem>;

export const proof = z.object({
  month,
  /** Whether the month is closed; an open month has no invoices yet. */
  closed: z.boolean(),
  hops: z.array(z.object({ hop: z.enum(proofHops), invoices: z.number().int(), differing: z.number().int() })),
  problems: z.array(proofProblem),
  /** Terms that the operator does not charge yet, because no exchange rate of the month or any before is recorded. */
  waiting: z.array(z.object({ month, from: z.string(), to: z.string(), terms: z.number().int() })),
  files: filesRead,
  agree: z.boolean(),
});
export type Proof = z.infer<typeof proof>;
