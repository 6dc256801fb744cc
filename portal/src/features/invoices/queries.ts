/** Invoices of both hops: the operator's over Partner Center v1, the partner's own over `/comptoir/v1`. */
import {
  boughtInvoiceList,
  customerInvoiceDetail,
  customerInvoiceList,
  filesRead,
  invoiceLineList,
  proof,
  provedInvoiceList,
} from '@comptoir/contracts/comptoir/billing';
import { invoice } from '@comptoir/contracts/partner-center/invoices';
import { queryOptions } from '@tanstack/react-query';
import { ask } from '../../api/client.ts';

const id = encodeURIComponent;

export const invoiceSource = { path: '/comptoir/v1/invoices', list: boughtInvoiceList, key: ['invoices', 'found'] };

export const invoiceQuery = (invoiceId: string) =>
  queryOptions({ queryKey: ['invoices', invoiceId], queryFn: () => ask(`/v1/invoices/${id(invoiceId)}`, invoice) });

/** The same invoice as the list has it, with its subtotal and tax, which Partner Center's shape has not. */
export const boughtInvoiceQuery = (invoiceId: string) =>
  queryOptions({
    queryKey: ['invoices', 'amounts', invoiceId],
    queryFn: async () => {
      const { items } = await ask(invoiceSource.path, boughtInvoiceList.answer, { query: { search: invoiceId } });
      return items.find((each) => each.id === invoiceId) ?? null;
    },
  });

export const lineSource = (family: 'invoices' | 'customer-invoices', invoiceId: string) => ({
  path: `/comptoir/v1/${family}/${id(invoiceId)}/lines`,
  list: invoiceLineList,
  key: [family, invoiceId, 'lines'],
});

export const invoiceFiles = (invoiceId: string) => ({
  pdf: `/v1/invoices/${id(invoiceId)}/documents/statement`,
  csv: `/comptoir/v1/invoices/${id(invoiceId)}/reconciliation`,
});

export const customerInvoiceSource = {
  path: '/comptoir/v1/customer-invoices',
  list: customerInvoiceList,
  key: ['customer-invoices', 'found'],
};

export const customerInvoiceQuery = (invoiceId: string) =>
  queryOptions({
    queryKey: ['customer-invoices', invoiceId],
    queryFn: () => ask(`/comptoir/v1/customer-invoices/${id(invoiceId)}`, customerInvoiceDetail),
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

/** Invoices of a month as the proof compares them. `reading`: their files are being read. */
export const provedSource = (month: string, reading: boolean) => ({
  path: `/comptoir/v1/proof/${id(month)}/invoices`,
  list: provedInvoiceList,
  key: ['proof', month, 'invoices'],
  ...(reading ? { refreshMs: proofRefreshMs } : {}),
});

/** Has every line item, file and document of a month read. */
export function readFiles(month: string) {
  return ask('/comptoir/v1/proof', filesRead, { method: 'POST', body: { month } });
}
