import type { OwnSubscription } from '@comptoir/contracts/comptoir/own-subscriptions';
import { subscriptionStatuses } from '@comptoir/contracts/comptoir/subscriptions';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { customerNameQuery, customerSubscriptionSource, setSuspension } from '../features/desk/queries.ts';
import { reinstatementOf } from '../features/subscriptions/suspend.tsx';
import { SubscriptionStatus } from '../features/subscriptions/words.tsx';
import { paths } from '../paths.ts';
import { ActionButton } from '../ui/action-button.tsx';
import { useAsk } from '../ui/ask.tsx';
import { ProblemSummary } from '../ui/form/problem-summary.tsx';
import { List } from '../ui/list.tsx';
import type { Column, Filter } from '../ui/list-rows.ts';
import { Page } from '../ui/page.tsx';
import { useText } from '../ui/text.tsx';
import { useSay } from '../ui/toast.tsx';

/** The operator's desk: what a customer was sold, to be suspended when it is not paid for. */
export function CustomerSubscriptionsPage() {
  const t = useText();
  const { customerId } = useParams({ from: '/framed/operator/customer-accounts/$customerId' });
  const { ask, question } = useAsk();
  const act = useSuspension(customerId);
  const { data: companyName } = useQuery(customerNameQuery(customerId));
  const choose = async (row: OwnSubscription) => {
    const isActive = row.status === 'active';
    const title = t('suspend.asked', { name: row.product });
    const suspension = { title, text: t('suspend.asked.text'), confirm: t('suspend.action') };
    if (await ask(isActive ? suspension : reinstatementOf(t, row.product))) act.mutate({ row, suspended: isActive });
  };
  const filters: readonly Filter[] = [
    {
      id: 'status',
      label: t('subscription.status'),
      options: subscriptionStatuses.map((value) => ({ value, label: t(`subscription.${value}`) })),
    },
  ];
  return (
    <Page
      title={t('customerSubscriptions.of', { name: companyName ?? '…' })}
      purpose={t('customerSubscriptions.purpose')}
      crumbs={[{ label: t('menu.customerAccounts'), to: paths.customerAccounts }]}
    >
      <ProblemSummary error={act.error} />
      <List
        name={t('customerSubscriptions.title')}
        source={customerSubscriptionSource(customerId)}
        rowKey={(row) => row.id}
        columns={useColumns((row) => void choose(row))}
        filters={filters}
        empty={{ title: t('customerSubscriptions.empty'), text: t('customerSubscriptions.empty.text') }}
      />
      {question}
    </Page>
  );
}

function useSuspension(customerId: string) {
  const t = useText();
  const say = useSay();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ row, suspended }: { row: OwnSubscription; suspended: boolean }) =>
      setSuspension(customerId, row.id, suspended),
    onSuccess: async ({ status, waits }, { row: { product: name, publisherName: publisher } }) => {
      if (waits) say(t('suspend.reinstating', { name, publisher }));
      else say(t(status === 'active' ? 'suspend.reinstated' : 'suspend.done', { name }));
      await queries.invalidateQueries({ queryKey: customerSubscriptionSource(customerId).key });
    },
  });
}

function useColumns(choose: (row: OwnSubscription) => void): readonly Column<OwnSubscription>[] {
  const t = useText();
  const unless = ({ status, suspendedBy }: OwnSubscription) => {
    if (suspendedBy === 'partner') return t('customerSubscriptions.byPartner');
    return status === 'active' || status === 'suspended' ? undefined : t('customerSubscriptions.notActive');
  };
  return [
    { id: 'product', header: t('subscription.name'), text: (row) => row.product },
    { id: 'publisher', header: t('word.publisher'), text: (row) => row.publisherName },
    { id: 'partner', header: t('ownPartners.name'), text: (row) => row.partnerName },
    { id: 'quantity', header: t('word.quantity'), end: true, text: (row) => t.formats.number(row.quantity) },
    {
      id: 'status',
      header: t('subscription.status'),
      text: (row) => t(`subscription.${row.status}`),
      cell: (row) => (
        <>
          <SubscriptionStatus status={row.status} />
          {row.suspendedBy ? <div className="quiet">{t(`suspendedBy.${row.suspendedBy}`)}</div> : null}
        </>
      ),
    },
    {
      id: 'end',
      header: t('subscription.termEnd'),
      text: (row) => (row.termEnd ? t.formats.day(row.termEnd) : '–'),
    },
    {
      id: 'actions',
      header: t('word.actions'),
      text: () => '',
      cell: (row) => (
        <ActionButton size="small" of={row.product} unless={unless(row)} onAct={() => choose(row)}>
          {t(row.status === 'suspended' ? 'suspend.reinstate' : 'suspend.action')}
        </ActionButton>
      ),
    },
  ];
}
