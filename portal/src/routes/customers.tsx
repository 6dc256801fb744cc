import type { CustomerRow } from '@comptoir/contracts/comptoir/customers';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useDeferredValue } from 'react';
import { useMay } from '../features/account/me.ts';
import { customerListQuery, customerSortIds, exportCustomers } from '../features/customers/queries.ts';
import { paths } from '../paths.ts';
import { ActionButton } from '../ui/action-button.tsx';
import { LinkButton, TextLink } from '../ui/link.tsx';
import { useListState } from '../ui/list-state.ts';
import { List } from '../ui/list.tsx';
import { moreOf } from '../ui/list-more.tsx';
import type { Column } from '../ui/list-rows.ts';
import { Page } from '../ui/page.tsx';
import { Loaded } from '../ui/states.tsx';
import { useText } from '../ui/text.tsx';

/** The partner's customers. */
export function CustomersPage() {
  const t = useText();
  const { search, sort } = useListState();
  const words = useDeferredValue(search.trim());
  const order = sort && customerSortIds.includes(sort.column) ? `${sort.down ? '-' : ''}${sort.column}` : undefined;
  const query = useInfiniteQuery({ ...customerListQuery(words, order), placeholderData: keepPreviousData });
  const columns: readonly Column<CustomerRow>[] = [
    {
      id: 'name',
      header: t('customers.name'),
      text: (customer) => customer.companyName,
      cell: (customer) => <TextLink to={paths.customer(customer.tenantId)}>{customer.companyName}</TextLink>,
    },
    { id: 'domain', header: t('customers.domain'), text: (customer) => customer.domain },
    {
      id: 'id',
      header: t('customers.id'),
      text: (customer) => customer.tenantId,
      cell: (customer) => <code>{customer.tenantId}</code>,
    },
    { id: 'since', header: t('customers.since'), text: (customer) => t.formats.day(customer.since) },
  ];
  const add = <AddCustomer />;
  return (
    <Page title={t('menu.customers')} purpose={t('customers.purpose')} actions={add}>
      <Loaded query={query}>
        {({ pages }) => (
          <List
            name={t('menu.customers')}
            rows={pages.flatMap((page) => page.items)}
            rowKey={(customer) => customer.tenantId}
            columns={columns}
            total={pages[0]?.total}
            byServer={{
              sorts: customerSortIds,
              exportFile: () => exportCustomers(words, order, `${t('menu.customers')}.csv`),
            }}
            empty={{ title: t('customers.empty'), text: t('customers.empty.text'), action: add }}
            more={moreOf(query)}
          />
        )}
      </Loaded>
    </Page>
  );
}

function AddCustomer() {
  const t = useText();
  if (!useMay('customers.manage')) {
    return (
      <ActionButton primary unless={t('customers.mayNot')}>
        {t('customers.add')}
      </ActionButton>
    );
  }
  return (
    <LinkButton appearance="primary" to={paths.newCustomer}>
      {t('customers.add')}
    </LinkButton>
  );
}
