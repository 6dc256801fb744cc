import type { MarketplaceOffer } from '@comptoir/contracts/comptoir/marketplace';
import { useQuery } from '@tanstack/react-query';
import { useLocation, useParams } from '@tanstack/react-router';
import { customerQuery } from '../features/customers/queries.ts';
import { PlanCard } from '../features/marketplace/plan-card.tsx';
import { marketplaceOfferQuery } from '../features/marketplace/queries.ts';
import { CustomerChoice } from '../features/marketplace/customer-choice.tsx';
import { PartnerMaterial } from '../features/material/partner-material.tsx';
import { paths } from '../paths.ts';
import { Facts } from '../ui/facts.tsx';
import { OutsideLink } from '../ui/link.tsx';
import { Page, Section } from '../ui/page.tsx';
import { Loaded } from '../ui/states.tsx';
import { Status } from '../ui/status.tsx';
import { useText } from '../ui/text.tsx';

/** One offer: what it is, whom to ask, its plans and prices in the customer's country. */
export function MarketplaceOfferPage() {
  const t = useText();
  const { productId } = useParams({ strict: false }) as { productId: string };
  const customerId = useLocation({ select: ({ search }) => (search as { customer?: string }).customer });
  const customer = useQuery({ ...customerQuery(customerId ?? ''), enabled: customerId !== undefined });
  const country = customer.data?.billingProfile.defaultAddress.country;
  const query = useQuery({
    ...marketplaceOfferQuery(productId, country, customerId),
    enabled: customerId === undefined || customer.data !== undefined,
  });
  return (
    <Loaded query={customer.error ? { ...query, data: undefined, error: customer.error } : query} page>
      {(offer) => (
        <Page
          title={offer.title}
          purpose={offer.summary}
          crumbs={[
            { label: t('menu.marketplace'), to: `${paths.marketplace}${customerId ? `?customer=${customerId}` : ''}` },
          ]}
          badge={offer.label === 'exclusive' ? <Status tone="waiting">{t('marketplace.exclusive')}</Status> : null}
        >
          <p className="quiet">{t('marketplace.by', { publisher: offer.publisherName })}</p>
          <CustomerChoice productId={productId} customerId={customerId} />
          <Plans offer={offer} customerId={customerId} />
          <Section title={t('marketplace.description')}>
            <p className="prose">{offer.description}</p>
          </Section>
          <PartnerMaterial productId={productId} />
          <Contacts offer={offer} />
        </Page>
      )}
    </Loaded>
  );
}

function Plans({ offer, customerId }: { offer: MarketplaceOffer; customerId: string | undefined }) {
  const t = useText();
  return (
    <section aria-label={t('offerOverview.plans')} className="stack">
      <h2>{t('marketplace.plans', { country: t.formats.country(offer.country) })}</h2>
      <div className="tiles">
        {offer.plans.map((plan) => (
          <PlanCard key={plan.planId} plan={plan} customerId={customerId} />
        ))}
      </div>
    </section>
  );
}

function Contacts({ offer }: { offer: MarketplaceOffer }) {
  const t = useText();
  const { support, engineering, cspProgramme } = offer.contacts;
  const contact = (who: { name: string; email: string; phone: string }) =>
    who.email ? (
      <>
        {who.name}
        <br />
        <a className="link" href={`mailto:${who.email}`}>
          {who.email}
        </a>
        <br />
        {who.phone}
      </>
    ) : undefined;
  const address = (url: string) => (url ? <OutsideLink href={url}>{url}</OutsideLink> : undefined);
  return (
    <Section title={t('marketplace.contacts')}>
      <Facts
        facts={[
          [t('contact.support'), contact(support)],
          [t('contact.url'), address(support.url)],
          [t('contact.engineering'), contact(engineering)],
          [t('contact.cspProgramme'), contact(cspProgramme)],
          [t('offerListing.cspMarketingUrl'), address(offer.cspMarketingUrl)],
          [
            t('offerProperties.terms'),
            offer.terms.standardContract ? t('offerProperties.terms.standard') : address(offer.terms.url),
          ],
          [t('offerListing.privacyUrl'), address(offer.privacyUrl)],
        ]}
      />
    </Section>
  );
}
