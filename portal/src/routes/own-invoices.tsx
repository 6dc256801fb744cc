import { boughtInvoiceList, type BoughtInvoice } from '@comptoir/contracts/comptoir/billing';
import { useBoughtColumns } from '../features/invoices/bought-columns.tsx';
import { InvoiceFiles } from '../features/invoices/files.tsx';
import { List } from '../ui/list.tsx';
import type { Column } from '../ui/list-rows.ts';
import { Page } from '../ui/page.tsx';
import { useText } from '../ui/text.tsx';

const root = '/comptoir/v1/own-invoices';
const source = { path: root, list: boughtInvoiceList, key: ['ownInvoices'] };

/** The customer's: what it was invoiced for that it bought itself. What its partners sold is on theirs. */
export function OwnInvoicesPage() {
  const t = useText();
  return (
    <Page title={t('menu.invoices')} purpose={t('ownInvoices.purpose')}>
      <List
        name={t('menu.invoices')}
        source={source}
        rowKey={(row) => row.id}
        columns={useColumns()}
        empty={{ title: t('invoices.empty'), text: t('ownInvoices.empty.text') }}
      />
    </Page>
  );
}

function useColumns(): readonly Column<BoughtInvoice>[] {
  const t = useText();
  const files = (id: string) => ({
    pdf: `${root}/${encodeURIComponent(id)}/document`,
    csv: `${root}/${encodeURIComponent(id)}/reconciliation`,
  });
  return [
    { id: 'number', header: t('invoice.number'), text: (row) => row.id },
    ...useBoughtColumns(),
    {
      id: 'files',
      header: t('word.actions'),
      text: () => '',
      cell: (row) => <InvoiceFiles invoiceId={row.id} kind={row.documentType} files={files(row.id)} />,
    },
  ];
}
