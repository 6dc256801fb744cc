import { CartRegular } from '@fluentui/react-icons/svg/cart';
import { MailRegular } from '@fluentui/react-icons/svg/mail';
import type { MarketplaceOffer } from '@comptoir/contracts/comptoir/marketplace';
import { useQuery } from '@tanstack/react-query';
import { useLocation, useParams } from '@tanstack/react-router';
import { useMay } from '../features/account/me.ts';
import { customerQuery } from '../features/customers/queries.ts';
import { ContactCard, WebAddress } from '../features/marketplace/contact-card.tsx';
import { CustomerChoice } from '../features/marketplace/customer-choice.tsx';
import { Description } from '../features/marketplace/description.tsx';
import { PlanCard } from '../features/marketplace/plan-card.tsx';
import { marketplaceOfferQuery } from '../features/marketplace/queries.ts';
import { PartnerMaterial } from '../features/material/partner-material.tsx';
import { HelpLinks } from '../features/help/help-links.tsx';
import { paths } from '../paths.ts';
import { LinkButton } from '../ui/link.tsx';
import { Page, Section, SubNav } from '../ui/page.tsx';
import { Loaded } from '../ui/states.tsx';
import { Status } from '../ui/status.tsx';
import { Message } from '../ui/message.tsx';
import { useText } from '../ui/text.tsx';

/** What stands in the address after the offer: for whom it is looked at, and which half is shown. */
interface Wanted {
  readonly customer?: string;
  readonly country?: string;
  readonly tab?: string;
}

/** One offer: what it is and whom to ask; its plans and prices in the customer's country. */
export function MarketplaceOfferPage() {
  const { productId } = useParams({ from: '/framed/partner/marketplace/$productId' });
  const wanted = useLocation({ select: ({ search }) => search });
  const customer = useQuery({ ...customerQuery(wanted.customer ?? ''), enabled: wanted.customer !== undefined });
  const country = customer.data?.billingProfile.defaultAddress.country ?? wanted.country;
  const query = useQuery({
    ...marketplaceOfferQuery(productId, country, wanted.customer),
    enabled: wanted.customer === undefined || customer.data !== undefined,
  });
  return (
    <Loaded query={customer.error ? { ...query, data: undefined, error: customer.error } : query} page>
      {(offer) => <Details offer={offer} wanted={wanted} />}
    </Loaded>
  );
}

function Details({ offer, wanted }: { offer: MarketplaceOffer; wanted: Wanted }) {
  const t = useText();
  // Who comes to buy for a customer wants the plans; who looks around wants to know what it is.
  const plansFirst = wanted.customer !== undefined || wanted.country !== undefined;
  const shown = wanted.tab ?? (plansFirst ? 'plans' : 'overview');
  const address = (tab: string) => {
    const { productId } = offer;
    return `${paths.marketplaceOffer(productId)}?${new URLSearchParams({ ...wanted, tab }).toString()}`;
  };
  const tabs = [
    { label: t('marketplace.tab.overview'), to: address('overview') },
    { label: t('marketplace.tab.plans'), to: address('plans') },
  ];
  const { customer } = wanted;
  const mayBuy = useMay('subscriptions.buy');
  return (
    <Page
      title={offer.title}
      purpose={offer.summary}
      crumbs={[{ label: t('menu.marketplace'), to: `${paths.marketplace}${customer ? `?customer=${customer}` : ''}` }]}
      badge={<Badges offer={offer} />}
      actions={
        mayBuy && offer.purchasable && shown !== 'plans' ? (
          <LinkButton appearance="primary" icon={<CartRegular />} to={address('plans')}>
            {t('order.begin')}
          </LinkButton>
        ) : undefined
      }
      tabs={<SubNav label={t('marketplace.tabs')} links={tabs} current={address(shown)} />}
    >
      {offer.contact ? <AskPublisher offer={offer} /> : null}
      {shown === 'plans' ? <Plans offer={offer} wanted={wanted} /> : <Overview offer={offer} />}
      <HelpLinks topics={['buy', 'seats', 'support']} />
    </Page>
  );
}

function Badges({ offer }: { offer: MarketplaceOffer }) {
  const t = useText();
  return (
    <>
      {offer.label === 'exclusive' ? <Status tone="neutral">{t('marketplace.exclusive')}</Status> : null}
      {offer.trial ? <Status tone="good">{t('marketplace.trial')}</Status> : null}
    </>
  );
}

/** Exclusive to partners its publisher selected, and this one is not among them (rule A28). */
function AskPublisher({ offer }: { offer: MarketplaceOffer }) {
  const t = useText();
  return (
    <Message
      commands={
        <a
          className="link inline-link"
          href={`mailto:${offer.contact?.email}?subject=${encodeURIComponent(offer.title)}`}
        >
          <MailRegular aria-hidden fontSize={16} />
          {t('marketplace.contactPublisher')}
        </a>
      }
    >
      {t('marketplace.exclusive.ask', { publisher: offer.publisherName })}
    </Message>
  );
}

function Plans({ offer, wanted }: { offer: MarketplaceOffer; wanted: Wanted }) {
  const t = useText();
  return (
    <>
      <CustomerChoice productId={offer.productId} customerId={wanted.customer} country={offer.country} />
      <section aria-label={t('offerOverview.plans')} className="stack">
        <h2>{t('marketplace.plans', { country: t.formats.country(offer.country) })}</h2>
        {offer.plans.length === 0 ? <p className="quiet">{t('marketplace.noPlans')}</p> : null}
        <div className="tiles">
          {offer.plans.map((plan) => (
            <PlanCard key={plan.planId} plan={plan} customerId={wanted.customer} />
          ))}
        </div>
      </section>
    </>
  );
}

function Overview({ offer }: { offer: MarketplaceOffer }) {
  const t = useText();
  const { support, engineering, cspProgramme } = offer.contacts;
  return (
    <>
      <Description offer={offer} list={paths.marketplace} />
      <PartnerMaterial productId={offer.productId} />
      <Section title={t('marketplace.contacts')} purpose={t('marketplace.contacts.purpose')}>
        <div className="contact-cards">
          <ContactCard title={t('contact.cspProgramme')} contact={cspProgramme}>
            <WebAddress url={offer.cspMarketingUrl} label={t('marketplace.marketing')} />
          </ContactCard>
          <ContactCard title={t('contact.support')} contact={support}>
            <WebAddress url={support.url} />
          </ContactCard>
          <ContactCard title={t('contact.engineering')} contact={engineering} />
        </div>
      </Section>
    </>
  );
}
