import type { BoughtInvoice } from '@comptoir/contracts/comptoir/billing';
import { useQuery } from '@tanstack/react-query';
import { healthQuery } from '../features/account/me.ts';
import { dueState } from '../features/invoices/due-state.ts';
import { DueStatus, dueDayText, dueText } from '../features/invoices/due.tsx';
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
  const today = useQuery(healthQuery).data?.now.slice(0, 10) ?? '';
  return [
    {
      id: 'number',
      header: t('invoice.number'),
      text: (row) => row.id,
      cell: (row) => <TextLink to={paths.invoice(row.id)}>{row.id}</TextLink>,
    },
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
  ];
}
