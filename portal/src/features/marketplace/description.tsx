/** What an offer is, in its publisher's words, for customers in the store and for partners in the marketplace. */
import type { MarketplaceOffer } from '@comptoir/contracts/comptoir/marketplace';
import { Facts } from '../../ui/facts.tsx';
import { TextLink } from '../../ui/link.tsx';
import { Section } from '../../ui/page.tsx';
import { useText } from '../../ui/text.tsx';
import { TermsLink } from '../contract/terms.tsx';
import { WebAddress } from './contact-card.tsx';

type Described = Pick<
  MarketplaceOffer,
  'description' | 'publisherTenantId' | 'publisherName' | 'kind' | 'categories' | 'terms' | 'privacyUrl'
>;

/** `list`: where the publisher's other offers are found. */
export function Description({ offer, list }: { offer: Described; list: string }) {
  const t = useText();
  return (
    <Section title={t('marketplace.description')}>
      <p className="prose">{offer.description}</p>
      <Facts
        facts={[
          [
            t('marketplace.publisher'),
            <TextLink key="publisher" to={`${list}?publisher=${offer.publisherTenantId}`}>
              {offer.publisherName}
            </TextLink>,
          ],
          [t('marketplace.kind'), t(`offerKind.${offer.kind}`)],
          [t('marketplace.category'), offer.categories.map((category) => t(`category.${category}`)).join(', ')],
          [t('offerProperties.terms'), <TermsLink key="terms" terms={offer.terms} />],
          [t('offerListing.privacyUrl'), <WebAddress key="privacy" url={offer.privacyUrl} />],
        ]}
      />
    </Section>
  );
}
