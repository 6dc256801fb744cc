import { ownSubscriptionList, type OwnSubscription } from '@comptoir/contracts/comptoir/own-subscriptions';
import { subscriptionStatuses } from '@comptoir/contracts/comptoir/subscriptions';
import { OwnUsageSection } from '../features/subscriptions/own-usage.tsx';
import { SubscriptionStatus } from '../features/subscriptions/words.tsx';
import { paths } from '../paths.ts';
import { LinkButton, TextLink } from '../ui/link.tsx';
import { List } from '../ui/list.tsx';
import type { Column, Filter } from '../ui/list-rows.ts';
import { Page } from '../ui/page.tsx';
import { useText } from '../ui/text.tsx';

const source = { path: '/comptoir/v1/own-subscriptions', list: ownSubscriptionList, key: ['ownSubscriptions'] };

/** The customer's: what it was sold, by whom, until when. Prices are between it and its partner. */
export function OwnSubscriptionsPage() {
  const t = useText();
  const find = <LinkButton to={paths.storePartners}>{t('partners.find')}</LinkButton>;
  const filters: readonly Filter[] = [
    {
      id: 'status',
      label: t('subscription.status'),
      options: subscriptionStatuses.map((value) => ({ value, label: t(`subscription.${value}`) })),
    },
  ];
  return (
    <Page title={t('menu.ownSubscriptions')} purpose={t('ownSubscriptions.purpose')}>
      <List
        name={t('menu.ownSubscriptions')}
        source={source}
        rowKey={(row) => row.id}
        columns={useColumns()}
        filters={filters}
        empty={{ title: t('ownSubscriptions.empty'), text: t('ownSubscriptions.empty.text'), action: find }}
      />
      <OwnUsageSection />
    </Page>
  );
}

function useColumns(): readonly Column<OwnSubscription>[] {
  const t = useText();
  return [
    {
      id: 'product',
      header: t('subscription.name'),
      text: (row) => row.product,
      cell: (row) => (row.direct ? <TextLink to={paths.ownPurchase(row.id)}>{row.product}</TextLink> : row.product),
    },
    { id: 'publisher', header: t('word.publisher'), text: (row) => row.publisherName },
    {
      id: 'partner',
      header: t('ownPartners.name'),
      text: (row) => row.partnerName,
      cell: (row) => (row.direct ? row.partnerName : <TextLink to={paths.ownPartners}>{row.partnerName}</TextLink>),
    },
    { id: 'quantity', header: t('word.quantity'), end: true, text: (row) => t.formats.number(row.quantity) },
    {
      id: 'status',
      header: t('subscription.status'),
      text: (row) => t(`subscription.${row.status}`),
      cell: (row) => (
        <>
          <SubscriptionStatus status={row.status} />
          {row.status === 'pending' && !row.direct ? (
            <div className="quiet">{t('ownSubscriptions.pending', { partner: row.partnerName })}</div>
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
