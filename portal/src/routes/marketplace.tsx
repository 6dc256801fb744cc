import { Button } from '@fluentui/react-components';
import { CartRegular } from '@fluentui/react-icons/svg/cart';
import type { MarketplaceItem } from '@comptoir/contracts/comptoir/marketplace';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useDeferredValue } from 'react';
import { download } from '../api/client.ts';
import { useMay } from '../features/account/me.ts';
import { customerQuery } from '../features/customers/queries.ts';
import { OfferFilters, offerWish } from '../features/marketplace/offer-filters.tsx';
import { FoundPages } from '../features/marketplace/found-pages.tsx';
import { marketplaceQuery, priceListPath } from '../features/marketplace/queries.ts';
import { HelpLinks } from '../features/help/help-links.tsx';
import { paths } from '../paths.ts';
import { LinkButton, TextLink } from '../ui/link.tsx';
import { ExportMenu } from '../ui/list-bar.tsx';
import { moreOf } from '../ui/list-more.tsx';
import { useListState, type ListState } from '../ui/list-state.ts';
import { Page } from '../ui/page.tsx';
import { EmptyState, Loaded } from '../ui/states.tsx';
import { Status } from '../ui/status.tsx';
import { useText } from '../ui/text.tsx';

/** Offers this partner may find, priced for the country of the customer it buys for. */
export function MarketplacePage() {
  const t = useText();
  const state = useListState();
  const customerId = state.filters.customer;
  const customer = useQuery({ ...customerQuery(customerId ?? ''), enabled: customerId !== undefined });
  const { companyName: company } = customer.data?.companyProfile ?? {};
  const country = customer.data?.billingProfile.defaultAddress.country;
  const query = useOffers(state, country, customerId === undefined || customer.data !== undefined);
  const [first] = query.data?.pages ?? [];
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
      actions={first ? <PriceList country={first.country} /> : null}
    >
      <OfferFilters state={state} label={t('marketplace.search')} found={first?.filters} />
      <Loaded query={customer.error ? { ...query, data: undefined, error: customer.error } : query}>
        {({ pages }) => (
          <FoundPages
            pages={pages}
            more={moreOf(query)}
            alike={t('marketplace.alike', { search: state.search.trim() })}
            empty={<NothingFound customerId={customerId} />}
          >
            {(items) => (
              <ul className="tiles">
                {items.map((item) => (
                  <Tile key={item.productId} item={item} customerId={customerId} />
                ))}
              </ul>
            )}
          </FoundPages>
        )}
      </Loaded>
      <HelpLinks topics={['buy', 'support']} />
    </Page>
  );
}

function useOffers(state: ListState, country: string | undefined, enabled: boolean) {
  const { search, ...filters } = offerWish(state);
  return useInfiniteQuery({
    ...marketplaceQuery({ ...filters, country, search: useDeferredValue(search) }),
    enabled,
    placeholderData: keepPreviousData,
  });
}

function NothingFound({ customerId }: { customerId: string | undefined }) {
  const t = useText();
  const navigate = useNavigate();
  const showAll = () => void navigate({ to: '.', search: customerId ? { customer: customerId } : {}, replace: true });
  return (
    <EmptyState
      title={t('marketplace.empty')}
      text={t('marketplace.empty.text')}
      action={<Button onClick={showAll}>{t('list.clear')}</Button>}
    />
  );
}

function PriceList({ country }: { country: string }) {
  const t = useText();
  return (
    <ExportMenu
      label={t('marketplace.priceList', { country: t.formats.country(country) })}
      onExport={(form) =>
        download(priceListPath(country, form), t('marketplace.priceList.file', { country }), 'text/csv')
      }
    />
  );
}

function Tile(props: { item: MarketplaceItem; customerId: string | undefined }) {
  const t = useText();
  const { item } = props;
  const mayBuy = useMay('subscriptions.buy');
  const address = `${paths.marketplaceOffer(item.productId)}${props.customerId ? `?customer=${props.customerId}` : ''}`;
  const about = [t(`offerKind.${item.kind}`), ...item.categories.map((category) => t(`category.${category}`))];
  return (
    <li className="tile">
      <h2>
        <TextLink to={address}>{item.title}</TextLink>
      </h2>
      <p className="quiet">{item.publisherName}</p>
      <p>{item.summary}</p>
      <p className="quiet tile-about">{about.join(' · ')}</p>
      <div className="tile-badges">
        {item.label === 'exclusive' ? <Status tone="neutral">{t('marketplace.exclusive')}</Status> : null}
        {item.trial ? <Status tone="good">{t('marketplace.trial')}</Status> : null}
        {item.purchasable ? null : (
          <Status tone="neutral">
            {t(item.kind === 'saas' ? 'marketplace.notPurchasable' : 'marketplace.onSubscription')}
          </Status>
        )}
        {item.contact?.email ? (
          <a className="link" href={`mailto:${item.contact.email}`}>
            {t('marketplace.contactPublisher')}
            <span className="sr-only"> – {item.title}</span>
          </a>
        ) : null}
      </div>
      {item.purchasable && mayBuy ? (
        <div className="tile-foot">
          <LinkButton to={`${address}${props.customerId ? '&' : '?'}tab=plans`} icon={<CartRegular />}>
            {t('order.begin')}
            <span className="sr-only"> – {item.title}</span>
          </LinkButton>
        </div>
      ) : null}
    </li>
  );
}
