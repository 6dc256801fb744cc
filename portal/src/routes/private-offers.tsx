import { privateOfferState, type PrivateOfferSummary } from '@comptoir/contracts/comptoir/private-offers';
import { useMay } from '../features/account/me.ts';
import { privateOfferSource } from '../features/private-offers/queries.ts';
import { PrivateOfferStateBadge, startText } from '../features/private-offers/words.tsx';
import { paths } from '../paths.ts';
import { LinkButton, TextLink } from '../ui/link.tsx';
import { List } from '../ui/list.tsx';
import type { Column, Filter } from '../ui/list-rows.ts';
import { Page } from '../ui/page.tsx';
import { useText } from '../ui/text.tsx';

/** What the publisher grants partners below its list price. */
export function PrivateOffersPage() {
  const t = useText();
  const create = (
    <LinkButton appearance="primary" to={paths.newPrivateOffer}>
      {t('privateOffers.new')}
    </LinkButton>
  );
  return (
    <Page
      title={t('menu.privateOffers')}
      purpose={t('privateOffers.purpose')}
      actions={useMay('offers.manage') ? create : undefined}
    >
      <List
        name={t('menu.privateOffers')}
        source={privateOfferSource}
        rowKey={(row) => row.privateOfferId}
        columns={useColumns()}
        filters={useFilters()}
        empty={{ title: t('privateOffers.empty'), text: t('privateOffers.empty.text'), action: create }}
      />
    </Page>
  );
}

function useColumns(): readonly Column<PrivateOfferSummary>[] {
  const t = useText();
  return [
    {
      id: 'name',
      header: t('privateOffer.name'),
      text: (row) => row.name,
      cell: (row) => <TextLink to={paths.privateOffer(row.privateOfferId)}>{row.name}</TextLink>,
    },
    {
      id: 'state',
      header: t('word.state'),
      text: (row) => t(`privateOffer.state.${row.state}`),
      cell: (row) => <PrivateOfferStateBadge state={row.state} />,
    },
    {
      id: 'partners',
      header: t('privateOffer.partners'),
      end: true,
      text: (row) => t.formats.number(row.partners),
    },
    { id: 'start', header: t('privateOffer.start'), text: (row) => startText(t, row.start) },
    { id: 'end', header: t('privateOffer.endDay'), text: (row) => t.formats.day(row.end ?? undefined) },
    {
      id: 'updated',
      header: t('offers.updated'),
      text: (row) => t.formats.day(row.updatedAt),
    },
  ];
}

function useFilters(): readonly Filter[] {
  const t = useText();
  return [
    {
      id: 'state',
      label: t('word.state'),
      options: privateOfferState.options.map((value) => ({ value, label: t(`privateOffer.state.${value}`) })),
    },
  ];
}
