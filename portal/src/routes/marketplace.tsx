import { SearchBox, Select } from '@fluentui/react-components';
import type { MarketplaceItem } from '@comptoir/contracts/comptoir/marketplace';
import { offerCategories } from '@comptoir/contracts/comptoir/offers';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useDeferredValue } from 'react';
import { customerQuery } from '../features/customers/queries.ts';
import { marketplaceQuery } from '../features/marketplace/queries.ts';
import { paths } from '../paths.ts';
import { ActionButton } from '../ui/action-button.tsx';
import { TextLink } from '../ui/link.tsx';
import { useListState, type ListState } from '../ui/list-state.ts';
import { Page } from '../ui/page.tsx';
import { EmptyState, Loaded } from '../ui/states.tsx';
import { Status } from '../ui/status.tsx';
import { useText } from '../ui/text.tsx';

/** Offers this partner may find, priced for the country of the customer it buys for. */
export function MarketplacePage() {
  const t = useText();
  const state = useListState();
  const { customer: customerId, category } = state.filters;
  const customer = useQuery({ ...customerQuery(customerId ?? ''), enabled: customerId !== undefined });
  const country = customer.data?.billingProfile.defaultAddress.country;
  const search = useDeferredValue(state.search.trim()) || undefined;
  const query = useInfiniteQuery({
    ...marketplaceQuery({ country, search, category }),
    enabled: customerId === undefined || customer.data !== undefined,
    placeholderData: keepPreviousData,
  });
  const company = customer.data?.companyProfile.companyName;
  return (
    <Page
      title={t('menu.marketplace')}
      purpose={
        company
          ? t('marketplace.purpose.for', { customer: company, country: t.formats.country(country ?? '') })
          : t('marketplace.purpose')
      }
      crumbs={
        customerId && company
          ? [
              { label: t('menu.customers'), to: paths.customers },
              { label: company, to: paths.customer(customerId) },
            ]
          : []
      }
    >
      <Bar state={state} />
      <Loaded query={customer.error ? { ...query, data: undefined, error: customer.error } : query}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          if (items.length === 0)
            return <EmptyState title={t('marketplace.empty')} text={t('marketplace.empty.text')} />;
          return (
            <>
              <output className="quiet">
                {t('list.count', { shown: items.length, total: pages[0]?.total ?? items.length })}
              </output>
              <ul className="tiles">
                {items.map((item) => (
                  <Tile key={item.productId} item={item} customerId={customerId} />
                ))}
              </ul>
              {query.hasNextPage ? (
                <div className="list-more">
                  <ActionButton busy={query.isFetchingNextPage} onAct={() => void query.fetchNextPage()}>
                    {t('list.more')}
                  </ActionButton>
                </div>
              ) : null}
            </>
          );
        }}
      </Loaded>
    </Page>
  );
}

function Bar({ state }: { state: ListState }) {
  const t = useText();
  const categories = offerCategories
    .map((value) => ({ value, label: t(`category.${value}`) }))
    .toSorted((left, right) => t.formats.compare(left.label, right.label));
  return (
    <search className="list-bar">
      <SearchBox
        aria-label={t('marketplace.search')}
        placeholder={t('marketplace.search')}
        value={state.search}
        onChange={(_, data) => state.setSearch(data.value)}
      />
      <Select
        aria-label={t('marketplace.category')}
        value={state.filters.category ?? ''}
        onChange={(_, data) => state.setFilter('category', data.value || undefined)}
      >
        <option value="">{t('list.filter.all', { filter: t('marketplace.category') })}</option>
        {categories.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </Select>
    </search>
  );
}

function Tile(props: { item: MarketplaceItem; customerId: string | undefined }) {
  const t = useText();
  const { item } = props;
  const address = `${paths.marketplaceOffer(item.productId)}${props.customerId ? `?customer=${props.customerId}` : ''}`;
  return (
    <li className="tile">
      <h2>
        <TextLink to={address}>{item.title}</TextLink>
      </h2>
      <p className="quiet">{item.publisherName}</p>
      <p>{item.summary}</p>
      <div className="tile-foot">
        <span className="quiet">{item.categories.map((category) => t(`category.${category}`)).join(' · ')}</span>
        {item.label === 'exclusive' ? <Status tone="waiting">{t('marketplace.exclusive')}</Status> : null}
        {item.purchasable ? null : <Status tone="neutral">{t('marketplace.notPurchasable')}</Status>}
      </div>
    </li>
  );
}
