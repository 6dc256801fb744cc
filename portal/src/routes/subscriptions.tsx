import { subscriptionStatuses, type SubscriptionRow } from '@comptoir/contracts/comptoir/subscriptions';
import { useMay } from '../features/account/me.ts';
import { CustomerPage } from '../features/customers/customer-page.tsx';
import { OrderLink } from '../features/customers/order-link.tsx';
import { ActivationLink } from '../features/subscriptions/activation-link.tsx';
import { subscriptionSource } from '../features/subscriptions/queries.ts';
import { HelpLinks } from '../features/help/help-links.tsx';
import { trialText } from '../features/subscriptions/trial-text.ts';
import { SubscriptionStatus } from '../features/subscriptions/words.tsx';
import { paths } from '../paths.ts';
import { termText } from '../ui/cycles.ts';
import { LinkButton, TextLink } from '../ui/link.tsx';
import { List } from '../ui/list.tsx';
import type { Column, Filter } from '../ui/list-rows.ts';
import { EmptyState } from '../ui/states.tsx';
import { useText, type Text } from '../ui/text.tsx';

/** Everything licence-based that was bought for one customer. */
export function SubscriptionsPage() {
  const t = useText();
  const may = useMay('subscriptions.read');
  return (
    <CustomerPage title="customer.subscriptions" purpose="subscriptions.purpose">
      {(customer) =>
        may ? (
          <>
            <Subscriptions customerId={customer.id} />
            <HelpLinks topics={['buy', 'setup', 'seats', 'autoRenew', 'cancel', 'reseller']} />
          </>
        ) : (
          <EmptyState
            title={t('subscriptions.byProvider')}
            text={t('subscriptions.byProvider.text')}
            action={<LinkButton to={paths.customerUsers(customer.id)}>{t('customer.users')}</LinkButton>}
          />
        )
      }
    </CustomerPage>
  );
}

function Subscriptions({ customerId }: { customerId: string }) {
  const t = useText();
  const filters: readonly Filter[] = [
    {
      id: 'status',
      label: t('subscription.status'),
      options: subscriptionStatuses.map((value) => ({ value, label: t(`subscription.${value}`) })),
    },
  ];
  return (
    <List
      name={t('customer.subscriptions')}
      source={subscriptionSource(customerId)}
      rowKey={(row) => row.id}
      columns={useColumns(customerId)}
      filters={filters}
      empty={{
        title: t('subscriptions.empty'),
        text: t('subscriptions.empty.text'),
        action: <OrderLink customerId={customerId} />,
      }}
    />
  );
}

function useColumns(customerId: string): readonly Column<SubscriptionRow>[] {
  const t = useText();
  return [
    {
      id: 'name',
      header: t('subscription.name'),
      text: (row) => `${row.friendlyName} ${row.product}`,
      cell: (row) => (
        <>
          <TextLink to={paths.subscription(customerId, row.id)}>{row.friendlyName}</TextLink>
          {row.product === row.friendlyName ? null : (
            <>
              <br />
              <span className="quiet">{row.product}</span>
            </>
          )}
        </>
      ),
    },
    { id: 'publisher', header: t('word.publisher'), text: (row) => row.publisherName },
    { id: 'quantity', header: t('word.quantity'), end: true, text: (row) => t.formats.number(row.quantity) },
    { id: 'term', header: t('word.term'), text: (row) => rowTerm(t, row) },
    {
      id: 'status',
      header: t('subscription.status'),
      text: (row) => t(row.stepUntil ? 'subscription.pending' : `subscription.${row.status}`),
      cell: (row) => (
        <>
          <SubscriptionStatus status={row.status} stepUntil={row.stepUntil} />
          {row.status === 'pending' || row.stepUntil ? (
            <>
              <br />
              <ActivationLink
                uri={`/customers/${customerId}/subscriptions/${row.id}/activationlinks`}
                product={row.friendlyName}
              />
            </>
          ) : null}
        </>
      ),
    },
    {
      id: 'end',
      header: t('subscription.termEnd'),
      text: (row) => (row.termEnd ? t.formats.day(row.termEnd) : '–'),
    },
  ];
}

function rowTerm(t: Text, { trial, term, billingCycle }: SubscriptionRow): string {
  const bought = termText(t, term, billingCycle);
  return trial ? trialText(t, trial, bought) : bought;
}
