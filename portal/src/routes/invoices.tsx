import type { BoughtInvoice } from '@comptoir/contracts/comptoir/billing';
import { useBoughtColumns } from '../features/invoices/bought-columns.tsx';
import { invoiceSource } from '../features/invoices/queries.ts';
import { HelpLinks } from '../features/help/help-links.tsx';
import { paths } from '../paths.ts';
import { TextLink } from '../ui/link.tsx';
import { List } from '../ui/list.tsx';
import type { Column } from '../ui/list-rows.ts';
import { Page } from '../ui/page.tsx';
import { useText } from '../ui/text.tsx';

/** Billing history: what the operator has invoiced to this partner. */
export function InvoicesPage() {
  const t = useText();
  return (
    <Page title={t('menu.invoices')} purpose={t('invoices.purpose')}>
      <List
        name={t('menu.invoices')}
        source={invoiceSource}
        rowKey={(row) => row.id}
        columns={useColumns()}
        empty={{ title: t('invoices.empty'), text: t('invoices.empty.text') }}
      />
      <HelpLinks topics={['billing', 'prices']} />
    </Page>
  );
}

function useColumns(): readonly Column<BoughtInvoice>[] {
  const t = useText();
  return [
    {
      id: 'number',
      header: t('invoice.number'),
      text: (row) => row.id,
      cell: (row) => <TextLink to={paths.invoice(row.id)}>{row.id}</TextLink>,
    },
    ...useBoughtColumns(),
  ];
}
