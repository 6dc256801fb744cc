import type { Price } from '@comptoir/contracts/comptoir/billing';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useMe } from '../features/account/me.ts';
import { customersQuery } from '../features/customers/queries.ts';
import { marketplaceQuery } from '../features/marketplace/queries.ts';
import { PriceForm } from '../features/prices/price-form.tsx';
import { pricesQuery } from '../features/prices/queries.ts';
import { moreOf } from '../ui/list-more.tsx';
import { List } from '../ui/list.tsx';
import type { Column } from '../ui/list-rows.ts';
import { Page } from '../ui/page.tsx';
import { Loaded } from '../ui/states.tsx';
import { useText } from '../ui/text.tsx';

/** What this partner's customers pay, and a provider's resellers. Prices are never edited: a newer one takes over from its date on. */
export function PricesPage() {
  const t = useText();
  const query = useInfiniteQuery(pricesQuery);
  const isProvider = useMe().parts.includes('provider');
  const columns = useColumns();
  return (
    <Page title={t('menu.prices')} purpose={t(isProvider ? 'prices.purpose.provider' : 'prices.purpose')}>
      <Loaded query={query}>
        {({ pages }) => (
          <>
            <List
              name={t('menu.prices')}
              rows={pages.flatMap((page) => page.items)}
              rowKey={(row) => row.id}
              columns={columns}
              empty={{ title: t('prices.empty'), text: t('prices.empty.text') }}
              more={moreOf(query)}
            />
            <PriceForm />
          </>
        )}
      </Loaded>
    </Page>
  );
}

/** Names behind the ids of a price, as far as the first pages of both lists know them. */
function useNames() {
  const offers = useInfiniteQuery(marketplaceQuery({})).data?.pages.flatMap((page) => page.items) ?? [];
  const customers = useInfiniteQuery(customersQuery('')).data?.pages.flatMap((page) => page.items) ?? [];
  return {
    product: new Map(offers.map((offer) => [offer.productId, offer.title])),
    customer: new Map(customers.map((customer) => [customer.id, customer.companyProfile.companyName])),
  };
}

function useColumns(): readonly Column<Price>[] {
  const t = useText();
  const names = useNames();
  const productName = (row: Price) => names.product.get(row.productId) ?? row.productId;
  return [
    {
      id: 'product',
      header: t('word.product'),
      text: (row) => `${productName(row)} ${row.skuId}`,
      cell: (row) => (
        <>
          {productName(row)} <code>{row.skuId}</code>
        </>
      ),
    },
    {
      id: 'buyer',
      header: t('prices.buyer'),
      text: (row) => {
        if (row.reseller) return t('prices.toReseller', { name: row.reseller.name, mpnId: row.reseller.mpnId });
        if (row.buyerKind === 'reseller') return t('prices.everyReseller');
        if (!row.customerTenantId) return t('prices.everyone');
        return names.customer.get(row.customerTenantId) ?? row.customerTenantId;
      },
    },
    {
      id: 'term',
      header: t('word.term'),
      text: (row) => `${t(`term.${row.term}`)} · ${t(`cycle.${row.billingCycle}`)}`,
    },
    {
      id: 'from',
      header: t('prices.from'),
      text: (row) => t.formats.day(row.effectiveFrom),
      number: (row) => Date.parse(row.effectiveFrom),
    },
    {
      id: 'amount',
      header: t('prices.amount'),
      end: true,
      text: (row) => t.formats.money(row.amount, row.currency),
      number: (row) => Number(row.amount),
    },
  ];
}
