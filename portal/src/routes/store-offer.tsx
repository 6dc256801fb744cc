import type { StoreOffer, StorePlan } from '@comptoir/contracts/comptoir/store';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { ContactCard, WebAddress } from '../features/marketplace/contact-card.tsx';
import { Description } from '../features/marketplace/description.tsx';
import { PriceRows } from '../features/marketplace/price-rows.tsx';
import { CountryChoice, useCountry } from '../features/store/country-choice.tsx';
import { PartnerCards } from '../features/store/partner-cards.tsx';
import { offerPartnersQuery, storeOfferQuery } from '../features/store/queries.ts';
import { paths } from '../paths.ts';
import { LinkButton, OutsideLink } from '../ui/link.tsx';
import { MoreButton, moreOf } from '../ui/list-more.tsx';
import { Page, Section } from '../ui/page.tsx';
import { Loaded } from '../ui/states.tsx';
import { Status } from '../ui/status.tsx';
import { Message } from '../ui/message.tsx';
import { useText } from '../ui/text.tsx';

/** One offer of the store: what it is, what it costs in the reader's country, and who sells it there. */
export function StoreOfferPage() {
  const { productId } = useParams({ from: '/store/store/$productId' });
  const { country, countries, ready } = useCountry();
  const query = useQuery({ ...storeOfferQuery(productId, country), enabled: ready });
  return (
    <Loaded query={query} page>
      {(offer) => <Details offer={offer} country={country} countries={countries} />}
    </Loaded>
  );
}

interface DetailsProps {
  readonly offer: StoreOffer;
  readonly country: string | undefined;
  readonly countries: readonly string[];
}

function Details({ offer, country, countries }: DetailsProps) {
  const t = useText();
  const { callToAction } = offer;
  return (
    <Page
      title={offer.title}
      purpose={offer.summary}
      crumbs={[{ label: t('store.title'), to: paths.store }]}
      badge={offer.trial ? <Status tone="good">{t('marketplace.trial')}</Status> : null}
      actions={callToAction ? <CallToAction action={callToAction} title={offer.title} /> : null}
    >
      <Description offer={offer} list={paths.store} />
      {offer.transactable ? (
        <>
          <CountryChoice country={country} countries={countries} />
          <Plans offer={offer} country={country} />
          {offer.kind === 'saas' ? <BuyDirectly offer={offer} /> : null}
          <Partners offer={offer} country={country} />
        </>
      ) : (
        <Message>{t('store.listedOnly.text', { publisher: offer.publisherName })}</Message>
      )}
      <Section
        title={t('store.help')}
        purpose={t(offer.transactable ? 'store.help.purpose' : 'store.help.purpose.listedOnly')}
      >
        <div className="contact-cards">
          <ContactCard title={t('contact.support')} contact={offer.support}>
            <WebAddress url={offer.support.url} />
          </ContactCard>
        </div>
      </Section>
    </Page>
  );
}

function CallToAction({ action, title }: { action: NonNullable<StoreOffer['callToAction']>; title: string }) {
  const t = useText();
  return (
    <span className="call-to-action">
      <OutsideLink href={action.url}>
        {t(`store.action.${action.kind}`)}
        <span className="sr-only"> – {title}</span>
      </OutsideLink>
    </span>
  );
}

function Plans({ offer, country }: { offer: StoreOffer; country: string | undefined }) {
  const t = useText();
  const title = country ? t('marketplace.plans', { country: t.formats.country(country) }) : t('offerOverview.plans');
  return (
    <section aria-label={title} className="stack">
      <h2>{title}</h2>
      {offer.plans.length === 0 ? <p className="quiet">{t('marketplace.noPlans')}</p> : null}
      <div className="tiles">
        {offer.plans.map((plan) => (
          <Plan key={plan.planId} plan={plan} country={country} />
        ))}
      </div>
    </section>
  );
}

function Plan({ plan, country }: { plan: StorePlan; country: string | undefined }) {
  const t = useText();
  return (
    <article className="tile" aria-label={plan.name}>
      <h3>{plan.name}</h3>
      {plan.applicationType ? <p className="quiet">{t(`plan.applicationType.${plan.applicationType}`)}</p> : null}
      <p className="prose">{plan.description}</p>
      {plan.offeredAs ? (
        <PriceRows plan={plan} currency={plan.offeredAs.currency} prices={plan.offeredAs.prices} />
      ) : (
        <p className="quiet">
          {country ? t('store.notSold', { country: t.formats.country(country) }) : t('store.country.first')}
        </p>
      )}
    </article>
  );
}

/** Whoever needs no partner buys here, signed in as its organisation's administrator. */
function BuyDirectly({ offer }: { offer: StoreOffer }) {
  const t = useText();
  return (
    <Section title={t('storeBuy.direct')} purpose={t('storeBuy.direct.text')}>
      <LinkButton to={paths.storeBuy(offer.productId)}>{t('storeBuy.submit')}</LinkButton>
    </Section>
  );
}

/** Customers buy from a partner: who sells this offer where the customer is. */
function Partners({ offer, country }: { offer: StoreOffer; country: string | undefined }) {
  const t = useText();
  return (
    <section aria-label={t('partners.find')} className="stack">
      <h2>{t('partners.find')}</h2>
      {country ? <PartnersThere offer={offer} country={country} /> : <p>{t('store.country.first')}</p>}
    </section>
  );
}

function PartnersThere({ offer, country }: { offer: StoreOffer; country: string }) {
  const t = useText();
  const query = useInfiniteQuery(offerPartnersQuery(offer.productId, country));
  const there = t.formats.country(country);
  return (
    <Loaded query={query} rows={2}>
      {({ pages }) => {
        const partners = pages.flatMap((page) => page.items);
        const { sold } = pages[0]!;
        if (sold !== 'everyPartner') {
          return (
            <Message
              commands={
                <a className="link" href={`mailto:${offer.support.email}?subject=${encodeURIComponent(offer.title)}`}>
                  {t('marketplace.contactPublisher')}
                </a>
              }
            >
              {t(`store.sold.${sold}`, { publisher: offer.publisherName, country: there })}
            </Message>
          );
        }
        return (
          <>
            <p className="purpose">{t('store.sold.everyPartner', { count: pages[0]!.total, country: there })}</p>
            <PartnerCards partners={partners} level={3} />
            <div className="list-more">
              <MoreButton more={moreOf(query)} />
              <LinkButton to={`${paths.storePartners}?country=${country}`} appearance="subtle">
                {t('partners.bySkill')}
              </LinkButton>
            </div>
          </>
        );
      }}
    </Loaded>
  );
}
