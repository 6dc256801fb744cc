/** The terms of everything in a cart, each to be read before it is bought. */
import type { MarketplaceOffer } from '@comptoir/contracts/comptoir/marketplace';
import type { Cart } from '@comptoir/contracts/partner-center/orders';
import { useQueries } from '@tanstack/react-query';
import { Facts } from '../../ui/facts.tsx';
import { Section } from '../../ui/page.tsx';
import { useText } from '../../ui/text.tsx';
import { TermsLink } from '../contract/terms.tsx';
import { marketplaceOfferQuery, splitCatalogItem } from '../marketplace/queries.ts';

export function CartTerms({ cart, country }: { cart: Cart; country: string }) {
  const t = useText();
  const products = [...new Set(cart.lineItems.map((line) => splitCatalogItem(line.catalogItemId).productId))];
  const offers = useQueries({ queries: products.map((productId) => marketplaceOfferQuery(productId, country)) });
  const known = offers.flatMap(({ data }): readonly MarketplaceOffer[] => (data ? [data] : []));
  if (known.length === 0) return null;
  return (
    <Section title={t('offerProperties.terms')}>
      <Facts facts={known.map((offer) => [offer.title, <TermsLink key={offer.productId} terms={offer.terms} />])} />
    </Section>
  );
}
