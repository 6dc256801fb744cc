import type { MarketRow } from '@comptoir/contracts/comptoir/reference';
import { useQuery } from '@tanstack/react-query';
import { regionText } from '../features/partners/words.ts';
import { marketsQuery } from '../features/reference/queries.ts';
import { WholeList } from '../ui/whole-list.tsx';
import type { Column, RowFilter } from '../ui/list-rows.ts';
import { Page } from '../ui/page.tsx';
import { Loaded } from '../ui/states.tsx';
import { useText, type Text } from '../ui/text.tsx';

/** Regional markets and currencies of the programme (rules C1, C6, C11, A32), on the business date. */
export function MarketsPage() {
  const t = useText();
  const query = useQuery(marketsQuery);
  return (
    <Page title={t('markets.title')} purpose={t('markets.purpose')}>
      <Loaded query={query}>
        {({ items }) => (
          <WholeList
            name={t('markets.title')}
            rows={items}
            rowKey={(market) => `${market.country} ${market.name}`}
            columns={columnsOf(t)}
            filters={[regions(t, items)]}
            empty={{ title: t('markets.empty'), text: t('markets.purpose') }}
          />
        )}
      </Loaded>
    </Page>
  );
}

function columnsOf(t: Text): readonly Column<MarketRow>[] {
  return [
    { id: 'country', header: t('markets.country'), text: (market) => t.formats.country(market.country) },
    { id: 'region', header: t('partner.region'), text: (market) => regionText(t, market.region) },
    { id: 'partnerCurrency', header: t('markets.partnerCurrency'), text: (market) => market.partnerCurrency },
    { id: 'priceCurrency', header: t('markets.priceCurrency'), text: (market) => market.priceCurrency ?? '–' },
    { id: 'resale', header: t('markets.resale'), text: (market) => t(market.resale ? 'word.yes' : 'word.no') },
  ];
}

function regions(t: Text, markets: readonly MarketRow[]): RowFilter<MarketRow> {
  const names = [...new Set(markets.map((market) => market.region))].toSorted((left, right) =>
    t.formats.compare(regionText(t, left), regionText(t, right)),
  );
  return {
    id: 'region',
    label: t('partner.region'),
    options: names.map((name) => ({ value: name, label: regionText(t, name) })),
    matches: (market, value) => market.region === value,
  };
}
