import type { Invoice } from '@comptoir/contracts/partner-center/invoices';
import { useInfiniteQuery } from '@tanstack/react-query';
import { invoicesQuery } from '../features/invoices/queries.ts';
import { paths } from '../paths.ts';
import { TextLink } from '../ui/link.tsx';
import { moreOf } from '../ui/list-more.tsx';
import { List } from '../ui/list.tsx';
import type { Column } from '../ui/list-rows.ts';
import { Page } from '../ui/page.tsx';
import { Loaded } from '../ui/states.tsx';
import { useText } from '../ui/text.tsx';

/** Billing history: what the operator has invoiced to this partner. */
export function InvoicesPage() {
  const t = useText();
  const query = useInfiniteQuery(invoicesQuery);
  const columns = useColumns();
  return (
    <Page title={t('menu.invoices')} purpose={t('invoices.purpose')}>
      <Loaded query={query}>
        {({ pages }) => (
          <List
            name={t('menu.invoices')}
            rows={pages.flatMap((page) => page.items)}
            rowKey={(row) => row.id}
            columns={columns}
            empty={{ title: t('invoices.empty'), text: t('invoices.empty.text') }}
            more={moreOf(query)}
          />
        )}
      </Loaded>
    </Page>
  );
}

function useColumns(): readonly Column<Invoice>[] {
  const t = useText();
  return [
    {
      id: 'id',
      header: t('invoice.number'),
      text: (row) => row.id,
      cell: (row) => <TextLink to={paths.invoice(row.id)}>{row.id}</TextLink>,
    },
    {
      id: 'period',
      header: t('invoice.period'),
      text: (row) =>
        t('invoice.fromTo', {
          from: t.formats.day(row.billingPeriodStartDate),
          to: t.formats.day(row.billingPeriodEndDate),
        }),
      number: (row) => Date.parse(row.billingPeriodStartDate),
    },
    {
      id: 'date',
      header: t('invoice.date'),
      text: (row) => t.formats.day(row.invoiceDate),
      number: (row) => Date.parse(row.invoiceDate),
    },
    {
      id: 'due',
      header: t('invoice.due'),
      text: (row) => t.formats.day(row.dueDate),
      number: (row) => Date.parse(row.dueDate),
    },
    {
      id: 'total',
      header: t('word.total'),
      end: true,
      text: (row) => t.formats.money(row.totalCharges, row.currencyCode),
      number: (row) => row.totalCharges,
    },
  ];
}
