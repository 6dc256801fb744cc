/** Frame of a customer's pages: name, tabs, and the customer for what is inside. */
import type { Customer } from '@comptoir/contracts/partner-center/customers';
import { useQuery } from '@tanstack/react-query';
import { useLocation, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { paths } from '../../paths.ts';
import { Page, SubNav } from '../../ui/page.tsx';
import { Loaded } from '../../ui/states.tsx';
import { useText, type TextId } from '../../ui/text.tsx';
import { useMay } from '../account/me.ts';
import { useOpenCarts } from '../cart/open-carts.ts';
import { OrderLink } from './order-link.tsx';
import { customerQuery } from './queries.ts';

interface CustomerPageProps {
  readonly title: TextId;
  readonly purpose?: TextId;
  readonly actions?: (customer: Customer) => ReactNode;
  readonly children: (customer: Customer) => ReactNode;
}

export function CustomerPage(props: CustomerPageProps) {
  const t = useText();
  const { customerId } = useParams({ from: '/framed/partner/customers/$customerId' });
  const pathname = useLocation({ select: (location) => location.pathname });
  const query = useQuery(customerQuery(customerId));
  // A reseller's provider has them (rule D9).
  const seesAgreement = useMay('agreements.read');
  const carts = useOpenCarts().filter((cart) => cart.customerId === customerId);
  return (
    <Loaded query={query} page>
      {(customer) => (
        <Page
          title={t(props.title)}
          purpose={props.purpose ? t(props.purpose) : undefined}
          crumbs={[
            { label: t('menu.customers'), to: paths.customers },
            { label: customer.companyProfile.companyName, to: paths.customer(customerId) },
          ]}
          actions={
            <>
              {props.actions?.(customer)}
              <OrderLink customerId={customerId} />
            </>
          }
          tabs={
            <SubNav
              label={customer.companyProfile.companyName}
              current={pathname}
              links={[
                { label: t('customer.subscriptions'), to: paths.customer(customerId) },
                { label: t('customer.account'), to: paths.customerAccount(customerId) },
                ...(seesAgreement ? [{ label: t('customer.agreement'), to: paths.customerAgreement(customerId) }] : []),
                { label: t('customer.users'), to: paths.customerUsers(customerId) },
                { label: t('customer.access'), to: paths.customerAccess(customerId) },
                ...carts.map(({ path }) => ({ label: t('menu.cart'), to: path })),
              ]}
            />
          }
        >
          {props.children(customer)}
        </Page>
      )}
    </Loaded>
  );
}
