import type { CustomerRow } from '@comptoir/contracts/comptoir/customers';
import { useMay } from '../features/account/me.ts';
import { customerSource } from '../features/customers/queries.ts';
import { paths } from '../paths.ts';
import { ActionButton } from '../ui/action-button.tsx';
import { LinkButton, TextLink } from '../ui/link.tsx';
import { List } from '../ui/list.tsx';
import type { Column } from '../ui/list-rows.ts';
import { Page } from '../ui/page.tsx';
import { useText } from '../ui/text.tsx';

/** The partner's customers. */
export function CustomersPage() {
  const t = useText();
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
      <List
        name={t('menu.customers')}
        source={customerSource}
        rowKey={(customer) => customer.tenantId}
        columns={columns}
        empty={{ title: t('customers.empty'), text: t('customers.empty.text'), action: add }}
      />
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
