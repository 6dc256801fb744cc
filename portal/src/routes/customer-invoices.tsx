import type { CustomerInvoice } from '@comptoir/contracts/comptoir/billing';
import { useInfiniteQuery } from '@tanstack/react-query';
import { customerInvoicesQuery } from '../features/invoices/queries.ts';
import { paths } from '../paths.ts';
import { TextLink } from '../ui/link.tsx';
import { moreOf } from '../ui/list-more.tsx';
import { List } from '../ui/list.tsx';
import type { Column } from '../ui/list-rows.ts';
import { Page } from '../ui/page.tsx';
import { Loaded } from '../ui/states.tsx';
import { useText } from '../ui/text.tsx';

/** What the partner has invoiced to its customers, at its own prices. */
export function CustomerInvoicesPage() {
  const t = useText();
  const query = useInfiniteQuery(customerInvoicesQuery);
  const columns = useColumns();
  return (
    <Page title={t('menu.customerInvoices')} purpose={t('customerInvoices.purpose')}>
      <Loaded query={query}>
        {({ pages }) => (
          <List
            name={t('menu.customerInvoices')}
            rows={pages.flatMap((page) => page.items)}
            rowKey={(row) => row.id}
            columns={columns}
            empty={{ title: t('customerInvoices.empty'), text: t('customerInvoices.empty.text') }}
            more={moreOf(query)}
          />
        )}
      </Loaded>
    </Page>
  );
}

function useColumns(): readonly Column<CustomerInvoice>[] {
  const t = useText();
  return [
    {
      id: 'id',
      header: t('invoice.number'),
      text: (row) => row.id,
      cell: (row) => <TextLink to={paths.customerInvoice(row.id)}>{row.id}</TextLink>,
    },
    { id: 'customer', header: t('word.customer'), text: (row) => row.customerName },
    {
      id: 'month',
      header: t('word.month'),
      text: (row) => t.formats.month(row.month),
      number: (row) => Date.parse(`${row.month}-01`),
    },
    {
      id: 'due',
      header: t('invoice.due'),
      text: (row) => t.formats.day(row.dueDate),
      number: (row) => Date.parse(row.dueDate),
    },
    {
      id: 'lines',
      header: t('invoice.lines'),
      end: true,
      text: (row) => t.formats.number(row.lineCount),
      number: (row) => row.lineCount,
    },
    {
      id: 'total',
      header: t('word.total'),
      end: true,
      text: (row) => t.formats.money(row.total, row.currency),
      // Only an order among amounts: nothing is computed with it.
      number: (row) => Number(row.total),
    },
  ];
}
