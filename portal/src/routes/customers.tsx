import type { ListedCustomer } from '@comptoir/contracts/partner-center/customers';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useDeferredValue } from 'react';
import { useMay } from '../features/account/me.ts';
import { customersQuery } from '../features/customers/queries.ts';
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
  const { search } = useListState();
  const query = useInfiniteQuery({
    ...customersQuery(useDeferredValue(search.trim())),
    placeholderData: keepPreviousData,
  });
  const columns: readonly Column<ListedCustomer>[] = [
    {
      id: 'name',
      header: t('customers.name'),
      text: (customer) => customer.companyProfile.companyName,
      cell: (customer) => <TextLink to={paths.customer(customer.id)}>{customer.companyProfile.companyName}</TextLink>,
    },
    { id: 'domain', header: t('customers.domain'), text: (customer) => customer.companyProfile.domain },
    {
      id: 'id',
      header: t('customers.id'),
      text: (customer) => customer.id,
      cell: (customer) => <code>{customer.id}</code>,
    },
    {
      id: 'relationship',
      header: t('customers.relationship'),
      text: (customer) => t(`relationship.${customer.relationshipToPartner}`),
    },
  ];
  const add = <AddCustomer />;
  return (
    <Page title={t('menu.customers')} purpose={t('customers.purpose')} actions={add}>
      <Loaded query={query}>
        {({ pages }) => (
          <List
            name={t('menu.customers')}
            rows={pages.flatMap((page) => page.items)}
            rowKey={(customer) => customer.id}
            columns={columns}
            searchedByServer
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
