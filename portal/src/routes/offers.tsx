import { offerKinds, type OfferSummary } from '@comptoir/contracts/comptoir/offers';
import { useMay } from '../features/account/me.ts';
import { FactStatus, shortResaleFact, storeFact } from '../features/offers/publish/availability.tsx';
import { offerSource } from '../features/offers/queries.ts';
import { kindText, OfferStateBadge } from '../features/offers/words.tsx';
import { paths } from '../paths.ts';
import { LinkButton, TextLink } from '../ui/link.tsx';
import { List } from '../ui/list.tsx';
import type { Column, Filter } from '../ui/list-rows.ts';
import { Page } from '../ui/page.tsx';
import { useText } from '../ui/text.tsx';

/** The publisher's offers. */
export function OffersPage() {
  const t = useText();
  const create = (
    <LinkButton appearance="primary" to={paths.newOffer}>
      {t('offers.new')}
    </LinkButton>
  );
  return (
    <Page title={t('menu.offers')} purpose={t('offers.purpose')} actions={useMay('offers.manage') ? create : undefined}>
      <List
        name={t('menu.offers')}
        source={offerSource}
        rowKey={(offer) => offer.offerId}
        columns={useColumns()}
        filters={useFilters()}
        empty={{ title: t('offers.empty'), text: t('offers.empty.text'), action: create }}
      />
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
    },
  ];
}

function useFilters(): readonly Filter[] {
  const t = useText();
  return [
    {
      id: 'state',
      label: t('word.state'),
      options: (['draft', 'live', 'stopped'] as const).map((value) => ({ value, label: t(`offer.state.${value}`) })),
    },
    {
      id: 'kind',
      label: t('offerOverview.kind'),
      options: offerKinds.map((value) => ({ value, label: t(kindText(value)) })),
    },
  ];
}
