import { boughtInvoiceList, type BoughtInvoice } from '@comptoir/contracts/comptoir/billing';
import { useQuery } from '@tanstack/react-query';
import { healthQuery } from '../features/account/me.ts';
import { dueState } from '../features/invoices/due-state.ts';
import { DueStatus, dueDayText, dueText } from '../features/invoices/due.tsx';
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
  const today = useQuery(healthQuery).data?.now.slice(0, 10) ?? '';
  const files = (id: string) => ({
    pdf: `${root}/${encodeURIComponent(id)}/document`,
    csv: `${root}/${encodeURIComponent(id)}/reconciliation`,
  });
  return [
    { id: 'number', header: t('invoice.number'), text: (row) => row.id },
    { id: 'documentType', header: t('invoice.document'), text: (row) => t(`invoice.kind.${row.documentType}`) },
    {
      id: 'month',
      header: t('invoice.period'),
      text: (row) => t('invoice.fromTo', { from: t.formats.day(row.periodStart), to: t.formats.day(row.periodEnd) }),
    },
    { id: 'issued', header: t('invoice.date'), text: (row) => t.formats.day(row.issuedAt) },
    { id: 'due', header: t('invoice.due'), text: (row) => dueDayText(t, row) },
    {
      id: 'status',
      header: t('word.state'),
      text: (row) => dueText(t, dueState(row, today)),
      cell: (row) => <DueStatus invoice={row} today={today} />,
    },
    { id: 'total', header: t('invoice.total'), end: true, text: (row) => t.formats.money(row.total, row.currency) },
    {
      id: 'files',
      header: t('word.actions'),
      text: () => '',
      cell: (row) => <InvoiceFiles invoiceId={row.id} kind={row.documentType} files={files(row.id)} />,
    },
  ];
}
