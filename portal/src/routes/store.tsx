import { Button } from '@fluentui/react-components';
import type { StoreItem } from '@comptoir/contracts/comptoir/store';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useDeferredValue } from 'react';
import { FoundPages } from '../features/marketplace/found-pages.tsx';
import { OfferFilters, offerWish } from '../features/marketplace/offer-filters.tsx';
import { countriesQuery, storeQuery } from '../features/store/queries.ts';
import { paths } from '../paths.ts';
import { TextLink } from '../ui/link.tsx';
import { moreOf } from '../ui/list-more.tsx';
import { useListState } from '../ui/list-state.ts';
import { Page } from '../ui/page.tsx';
import { EmptyState, Loaded } from '../ui/states.tsx';
import { Status } from '../ui/status.tsx';
import { useText } from '../ui/text.tsx';

/** The online store: what anybody finds without signing in (rule A1). */
export function StorePage() {
  const t = useText();
  const state = useListState();
  const countries = useQuery(countriesQuery).data;
  const { search, ...filters } = offerWish(state);
  const country = countries?.find((code) => code === state.filters.country?.toUpperCase());
  const query = useInfiniteQuery({
    ...storeQuery({ ...filters, country, search: useDeferredValue(search) }),
    // A country in the address waits until it is known to be one.
    enabled: state.filters.country === undefined || countries !== undefined,
    placeholderData: keepPreviousData,
  });
  const [first] = query.data?.pages ?? [];
  return (
    <Page title={t('store.title')} purpose={t('store.purpose')}>
      <OfferFilters state={state} label={t('store.search')} found={first?.filters} countries={countries ?? []} />
      <Loaded query={query}>
        {({ pages }) => (
          <FoundPages
            pages={pages}
            more={moreOf(query)}
            alike={t('marketplace.alike', { search: state.search.trim() })}
            empty={
              <EmptyState
                title={t('marketplace.empty')}
                text={t('store.empty.text')}
                action={<Button onClick={state.clear}>{t('list.clear')}</Button>}
              />
            }
          >
            {(items) => (
              <ul className="tiles">
                {items.map((item) => (
                  <Tile key={item.productId} item={item} country={country} />
                ))}
              </ul>
            )}
          </FoundPages>
        )}
      </Loaded>
    </Page>
  );
}

function Tile({ item, country }: { item: StoreItem; country: string | undefined }) {
  const t = useText();
  const about = [t(`offerKind.${item.kind}`), ...item.categories.map((category) => t(`category.${category}`))];
  return (
    <li className="tile">
      <h2>
        <TextLink to={`${paths.storeOffer(item.productId)}${country ? `?country=${country}` : ''}`}>
          {item.title}
        </TextLink>
      </h2>
      <p className="quiet">{item.publisherName}</p>
      <p>{item.summary}</p>
      <p className="quiet tile-about">{about.join(' · ')}</p>
      <div className="tile-badges">
        {item.trial ? <Status tone="good">{t('marketplace.trial')}</Status> : null}
        {item.transactable ? null : <Status tone="neutral">{t('store.listedOnly')}</Status>}
      </div>
    </li>
  );
}
