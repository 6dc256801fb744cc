import type { Subscription } from '@comptoir/contracts/partner-center/subscriptions';
import { useQuery } from '@tanstack/react-query';
import { CustomerPage } from '../features/customers/customer-page.tsx';
import { ActivationLink } from '../features/subscriptions/activation-link.tsx';
import { subscriptionsQuery } from '../features/subscriptions/queries.ts';
import { SubscriptionStatus } from '../features/subscriptions/words.tsx';
import { paths } from '../paths.ts';
import { LinkButton, TextLink } from '../ui/link.tsx';
import { List } from '../ui/list.tsx';
import type { Column, Filter } from '../ui/list-rows.ts';
import { Loaded } from '../ui/states.tsx';
import { useText } from '../ui/text.tsx';

/** Everything licence-based that was bought for one customer. */
export function SubscriptionsPage() {
  return (
    <CustomerPage
      title="customer.subscriptions"
      purpose="subscriptions.purpose"
      actions={(customer) => <AddSubscription customerId={customer.id} />}
    >
      {(customer) => <Subscriptions customerId={customer.id} />}
    </CustomerPage>
  );
}

function AddSubscription(props: { customerId: string }) {
  const t = useText();
  return (
    <LinkButton appearance="primary" to={`${paths.marketplace}?customer=${props.customerId}`}>
      {t('subscriptions.add')}
    </LinkButton>
  );
}

function Subscriptions({ customerId }: { customerId: string }) {
  const t = useText();
  const query = useQuery(subscriptionsQuery(customerId));
  const columns = useColumns(customerId);
  const filters: readonly Filter<Subscription>[] = [
    {
      id: 'status',
      label: t('subscription.status'),
      options: (['pending', 'active', 'suspended', 'deleted'] as const).map((value) => ({
        value,
        label: t(`subscription.${value}`),
      })),
      matches: (row, value) => row.status === value,
    },
  ];
  return (
    <Loaded query={query}>
      {({ items }) => (
        <List
          name={t('customer.subscriptions')}
          rows={items}
          rowKey={(row) => row.id}
          columns={columns}
          filters={filters}
          empty={{
            title: t('subscriptions.empty'),
            text: t('subscriptions.empty.text'),
            action: <AddSubscription customerId={customerId} />,
          }}
        />
      )}
    </Loaded>
  );
}

function useColumns(customerId: string): readonly Column<Subscription>[] {
  const t = useText();
  return [
    {
      id: 'subscription',
      header: t('subscription.name'),
      text: (row) => `${row.friendlyName} ${row.offerName}`,
      cell: (row) => (
        <>
          <TextLink to={paths.subscription(customerId, row.id)}>{row.friendlyName}</TextLink>
          {row.offerName === row.friendlyName ? null : (
            <>
              <br />
              <span className="quiet">{row.offerName}</span>
            </>
          )}
        </>
      ),
    },
    { id: 'publisher', header: t('word.publisher'), text: (row) => row.publisherName },
    {
      id: 'quantity',
      header: t('word.quantity'),
      end: true,
      text: (row) => t.formats.number(row.quantity),
      number: (row) => row.quantity,
    },
    {
      id: 'term',
      header: t('word.term'),
      text: (row) =>
        `${t.maybe(`term.${row.termDuration}`) ?? row.termDuration} · ${t.maybe(`cycle.${row.billingCycle}`) ?? row.billingCycle}`,
    },
    {
      id: 'status',
      header: t('subscription.status'),
      text: (row) => t(`subscription.${row.status}`),
      cell: (row) => (
        <>
          <SubscriptionStatus status={row.status} />
          {row.status === 'pending' ? (
            <>
              <br />
              <ActivationLink uri={row.links.activationLinks?.uri} product={row.friendlyName} />
            </>
          ) : null}
        </>
      ),
    },
    {
      id: 'renewal',
      header: t('subscription.termEnd'),
      text: (row) => (row.commitmentEndDate ? t.formats.day(row.commitmentEndDate) : '–'),
      number: (row) => Date.parse(row.commitmentEndDate ?? '') || 0,
    },
  ];
}
