import { offerKind, offerKinds, offerState, type OfferSummary } from '@comptoir/contracts/comptoir/offers';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useDeferredValue } from 'react';
import { FactStatus, shortResaleFact, storeFact } from '../features/offers/publish/availability.tsx';
import { offersQuery } from '../features/offers/queries.ts';
import { kindText, OfferStateBadge } from '../features/offers/words.tsx';
import { paths } from '../paths.ts';
import { LinkButton, TextLink } from '../ui/link.tsx';
import { useListState } from '../ui/list-state.ts';
import { List } from '../ui/list.tsx';
import { moreOf } from '../ui/list-more.tsx';
import type { Column, Filter } from '../ui/list-rows.ts';
import { Page } from '../ui/page.tsx';
import { Loaded } from '../ui/states.tsx';
import { useText } from '../ui/text.tsx';

/** The publisher's offers. */
export function OffersPage() {
  const t = useText();
  const { search, filters: asked } = useListState();
  const wish = {
    search: useDeferredValue(search.trim()) || undefined,
    state: offerState.safeParse(asked.state).data,
    kind: offerKind.safeParse(asked.kind).data,
  };
  const query = useInfiniteQuery({ ...offersQuery(wish), placeholderData: keepPreviousData });
  const columns = useColumns();
  const filters = useFilters();
  const create = (
    <LinkButton appearance="primary" to={paths.newOffer}>
      {t('offers.new')}
    </LinkButton>
  );
  return (
    <Page title={t('menu.offers')} purpose={t('offers.purpose')} actions={query.isError ? undefined : create}>
      <Loaded query={query}>
        {({ pages }) => (
          <List
            name={t('menu.offers')}
            rows={pages.flatMap((page) => page.items)}
            total={pages[0]!.total}
            searchedByServer
            rowKey={(offer) => offer.offerId}
            columns={columns}
            filters={filters}
            empty={{ title: t('offers.empty'), text: t('offers.empty.text'), action: create }}
            more={moreOf(query)}
          />
        )}
      </Loaded>
    </Page>
  );
}

function useColumns(): readonly Column<OfferSummary>[] {
  const t = useText();
  return [
    {
      id: 'name',
      header: t('offers.name'),
      text: (offer) => offer.name,
      cell: (offer) => <TextLink to={paths.offer(offer.offerId)}>{offer.name}</TextLink>,
    },
    { id: 'id', header: t('offers.id'), text: (offer) => offer.externalId },
    { id: 'kind', header: t('offerOverview.kind'), text: (offer) => t(kindText(offer.kind)) },
    {
      id: 'state',
      header: t('word.state'),
      text: (offer) => t(`offer.state.${offer.state}`),
      cell: (offer) => <OfferStateBadge state={offer.state} />,
    },
    {
      id: 'store',
      header: t('offerOverview.store'),
      text: (offer) => t(storeFact(offer).text),
      cell: (offer) => <FactStatus fact={storeFact(offer)} />,
    },
    {
      id: 'resale',
      header: t('offerOverview.resale'),
      text: (offer) => t(shortResaleFact(offer).text),
      cell: (offer) => <FactStatus fact={shortResaleFact(offer)} />,
    },
    {
      id: 'updated',
      header: t('offers.updated'),
      text: (offer) => t.formats.day(offer.updatedAt),
      number: (offer) => Date.parse(offer.updatedAt),
    },
  ];
}

function useFilters(): readonly Filter<OfferSummary>[] {
  const t = useText();
  return [
    {
      id: 'state',
      label: t('word.state'),
      options: (['draft', 'live', 'stopped'] as const).map((value) => ({ value, label: t(`offer.state.${value}`) })),
      matches: (offer, value) => offer.state === value,
    },
    {
      id: 'kind',
      label: t('offerOverview.kind'),
      options: offerKinds.map((value) => ({ value, label: t(kindText(value)) })),
      matches: (offer, value) => offer.kind === value,
    },
  ];
}
