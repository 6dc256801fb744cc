import { customerInvoice } from '@comptoir/contracts/comptoir/billing';
import { invoice as invoiceShape } from '@comptoir/contracts/partner-center/invoices';
import { expect, test } from 'vitest';
import type { Invoice } from '../../modules/billing/index.ts';
import { toWireInvoice as toComptoirInvoice } from '../comptoir/invoice-lists.ts';
import { toWireInvoice } from './invoice-wire.ts';

const day = (text: string) => Temporal.PlainDate.from(text);
const invoiceOf = (total: string): Invoice => ({
  partnerTenantId: 'p',
  id: 'G000000007',
  sellerTenantId: 'operator',
  seller: { name: 'Operator', country: 'FR' },
  buyerTenantId: 'p',
  buyer: { name: 'Azur', country: 'FR' },
  month: '2027-02',
  periodStart: day('2027-02-01'),
  periodEnd: day('2027-02-28'),
  issuedAt: Temporal.Instant.from('2027-03-01T00:00:00Z'),
  dueDate: day('2027-04-30'),
  currency: 'EUR',
  subtotal: total,
  taxTotal: '0',
  total,
  lineCount: 1,
});

test.each([
  ['138.59', 'invoice', 'invoice', '2027-04-30'],
  ['0', 'invoice', 'invoice', undefined],
  ['-138.59', 'adjustment_note', 'creditNote', undefined],
])(
  'G5 Section 6.2 A document of %s is told as what it is on both APIs, with a day to pay by only where something is to be paid',
  (total, partnerCenter, comptoir, dueDate) => {
    const wire = invoiceShape.parse(toWireInvoice(invoiceOf(total)));
    expect([wire.documentType, wire.totalCharges, wire.dueDate]).toEqual([partnerCenter, Number(total), dueDate]);
    const own = customerInvoice.parse(toComptoirInvoice(invoiceOf(total)));
    expect([own.documentType, own.dueDate]).toEqual([comptoir, dueDate]);
  },
);
