/** Invoices of both hops: the operator's over Partner Center v1, the partner's own over `/comptoir/v1`. */
import { customerInvoiceDetail, customerInvoices, filesRead, proof } from '@comptoir/contracts/comptoir/billing';
import { invoice, invoices, lineItems } from '@comptoir/contracts/partner-center/invoices';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { ask } from '../../api/client.ts';

const id = encodeURIComponent;
const pageSize = 50;

export const invoicesQuery = infiniteQueryOptions({
  queryKey: ['invoices'],
  initialPageParam: 0,
  queryFn: ({ pageParam }) => ask('/v1/invoices', invoices, { query: { size: pageSize, offset: pageParam } }),
  getNextPageParam: (page, _pages, offset) => (page.links?.next ? offset + page.items.length : undefined),
});

export const invoiceQuery = (invoiceId: string) =>
  queryOptions({ queryKey: ['invoices', invoiceId], queryFn: () => ask(`/v1/invoices/${id(invoiceId)}`, invoice) });

const linesPerPage = 100;

export const invoiceLinesQuery = (invoiceId: string) =>
  infiniteQueryOptions({
    queryKey: ['invoices', invoiceId, 'lines'],
    initialPageParam: '',
    queryFn: ({ pageParam }) =>
      ask(`/v1/invoices/${id(invoiceId)}/lineitems`, lineItems, {
        query: {
          provider: 'onetime',
          invoicelineitemtype: 'billinglineitems',
          size: linesPerPage,
          seekOperation: pageParam ? 'Next' : undefined,
        },
        ...(pageParam ? { headers: { 'MS-ContinuationToken': pageParam } } : {}),
      }),
    getNextPageParam: (page) =>
      page.links?.next?.headers.find(({ key }) => key.toLowerCase() === 'ms-continuationtoken')?.value,
  });

export const invoiceFiles = (invoiceId: string) => ({
  pdf: `/v1/invoices/${id(invoiceId)}/documents/statement`,
  csv: `/comptoir/v1/invoices/${id(invoiceId)}/reconciliation`,
});

export const customerInvoicesQuery = infiniteQueryOptions({
  queryKey: ['customer-invoices'],
  initialPageParam: '',
  queryFn: ({ pageParam }) =>
    ask('/comptoir/v1/customer-invoices', customerInvoices, { query: { size: pageSize, after: pageParam } }),
  getNextPageParam: (page) => page.next,
});

export const customerInvoiceQuery = (invoiceId: string) =>
  infiniteQueryOptions({
    queryKey: ['customer-invoices', invoiceId],
    initialPageParam: 0,
    queryFn: ({ pageParam }) =>
      ask(`/comptoir/v1/customer-invoices/${id(invoiceId)}`, customerInvoiceDetail, {
        query: { afterLine: pageParam || undefined },
      }),
    getNextPageParam: (page) => page.nextLine,
  });

export const customerInvoiceFiles = (invoiceId: string) => ({
  pdf: `/comptoir/v1/customer-invoices/${id(invoiceId)}/document`,
  csv: `/comptoir/v1/customer-invoices/${id(invoiceId)}/reconciliation`,
});

export const proofQuery = (month: string) =>
  queryOptions({
    queryKey: ['proof', month],
    queryFn: () => ask('/comptoir/v1/proof', proof, { query: { month } }),
    enabled: month !== '',
    // While files are read, the page shows how far it is.
    refetchInterval: ({ state }) => (state.data?.files.state === 'running' ? proofRefreshMs : false),
  });

const proofRefreshMs = 2000;

/** Has every line item, file and document of a month read. */
export function readFiles(month: string) {
  return ask('/comptoir/v1/proof', filesRead, { method: 'POST', body: { month } });
}
