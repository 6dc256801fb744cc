import type { CustomerInvoice } from '@comptoir/contracts/comptoir/billing';
import { dueDayText } from '../features/invoices/due.tsx';
import { customerInvoiceSource } from '../features/invoices/queries.ts';
import { HelpLinks } from '../features/help/help-links.tsx';
import { paths } from '../paths.ts';
import { TextLink } from '../ui/link.tsx';
import { List } from '../ui/list.tsx';
import type { Column } from '../ui/list-rows.ts';
import { Page } from '../ui/page.tsx';
import { useText } from '../ui/text.tsx';

/** What the partner has invoiced to its customers, at its own prices. */
export function CustomerInvoicesPage() {
  const t = useText();
  return (
    <Page title={t('menu.customerInvoices')} purpose={t('customerInvoices.purpose')}>
      <List
        name={t('menu.customerInvoices')}
        source={customerInvoiceSource}
        rowKey={(row) => row.id}
        columns={useColumns()}
        empty={{ title: t('customerInvoices.empty'), text: t('customerInvoices.empty.text') }}
      />
      <HelpLinks topics={['billing', 'prices']} />
    </Page>
  );
}

function useColumns(): readonly Column<CustomerInvoice>[] {
  const t = useText();
  return [
    {
      id: 'number',
      header: t('invoice.number'),
      text: (row) => row.id,
      cell: (row) => <TextLink to={paths.customerInvoice(row.id)}>{row.id}</TextLink>,
    },
    { id: 'documentType', header: t('invoice.document'), text: (row) => t(`invoice.kind.${row.documentType}`) },
    { id: 'customer', header: t('word.customer'), text: (row) => row.customerName },
    { id: 'month', header: t('word.month'), text: (row) => t.formats.month(row.month) },
    { id: 'due', header: t('invoice.due'), text: (row) => dueDayText(t, row) },
    { id: 'lines', header: t('invoice.lines'), end: true, text: (row) => t.formats.number(row.lineCount) },
    { id: 'total', header: t('word.total'), end: true, text: (row) => t.formats.money(row.total, row.currency) },
  ];
}
