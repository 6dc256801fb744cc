import type { CustomerRow } from '@comptoir/contracts/comptoir/customers';
import { useMay, useMe } from '../features/account/me.ts';
import { OrderLink } from '../features/customers/order-link.tsx';
import { customerSource } from '../features/customers/queries.ts';
import { CustomerTabs } from '../features/partnerships/customer-tabs.tsx';
import { RequestRelationship } from '../features/partnerships/request-relationship.tsx';
import { useSharedFilter } from '../features/partnerships/shared-filter.ts';
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
      cell: (customer) => <code className="guid">{customer.tenantId}</code>,
    },
    { id: 'since', header: t('customers.since'), text: (customer) => t.formats.day(customer.since) },
    {
      id: 'order',
      header: t('word.actions'),
      text: () => '',
      cell: ({ tenantId, companyName }) => <OrderLink customerId={tenantId} of={companyName} />,
    },
  ];
  const add = (
    <>
      <RequestRelationship />
      <AddCustomer />
    </>
  );
  return (
    <Page
      title={t('menu.customers')}
      purpose={t('customers.purpose')}
      actions={add}
      tabs={<CustomerTabs current={paths.customers} />}
    >
      <List
        name={t('menu.customers')}
        source={customerSource}
        rowKey={(customer) => customer.tenantId}
        columns={columns}
        filters={useSharedFilter()}
        empty={{ title: t('customers.empty'), text: t('customers.empty.text'), action: add }}
      />
    </Page>
  );
}

function AddCustomer() {
  const t = useText();
  const mayAdd = useMay('customers.manage');
  // A reseller creates no customers: its provider does (rule D9).
  if (useMe().parts.includes('reseller')) return null;
  if (!mayAdd) {
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
