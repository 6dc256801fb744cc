/** Store publication and CSP availability: two facts that do not depend on each other (rule A1). */
import type { Offer, OfferSummary } from '@comptoir/contracts/comptoir/offers';
import { paths } from '../../../paths.ts';
import { TextLink } from '../../../ui/link.tsx';
import { Status, type Tone } from '../../../ui/status.tsx';
import { useText, type TextId } from '../../../ui/text.tsx';
import { usePlanChoices } from '../plans/choices.ts';
import { isResoldByDefault } from '../plans/model.ts';
import { hasPage, whyNot } from '../editor/pages.ts';
import { audienceText } from '../words.tsx';

interface Fact {
  readonly tone: Tone;
  readonly text: TextId;
}

/** What the online stores show: nothing before the publication, nothing after the end of the sale. */
export function storeFact(offer: Pick<OfferSummary, 'state' | 'listInStore'>): Fact {
  if (offer.state === 'draft') return { tone: 'waiting', text: 'store.notPublished' };
  if (offer.state === 'stopped') return { tone: 'bad', text: 'store.stopped' };
  return offer.listInStore ? { tone: 'good', text: 'store.listed' } : { tone: 'neutral', text: 'store.notListed' };
}

type Resold = Pick<OfferSummary, 'kind' | 'state' | 'audience' | 'audienceModule'>;

/** Who may resell it now; containers are resold by default and have no audience (rule A3). */
export function resaleFact(offer: Resold): Fact {
  if (offer.state === 'stopped') return { tone: 'bad', text: 'resale.stopped' };
  if (offer.kind === 'container' && offer.state === 'live') return { tone: 'good', text: 'resale.default' };
  if (!offer.audienceModule)
    return { tone: 'neutral', text: offer.kind === 'container' ? 'resale.defaultLater' : 'resale.never' };
  if (offer.state === 'draft') return { tone: 'waiting', text: 'resale.notPublished' };
  const open = offer.audience === 'any' || offer.audience === 'selected';
  return { tone: open ? 'good' : 'neutral', text: audienceText(offer.audience) };
}

/** The same in few words, for a column of a table. */
export function shortResaleFact(offer: Resold): Fact {
  const fact = resaleFact(offer);
  const long = offer.audience && fact.text === audienceText(offer.audience);
  return long ? { ...fact, text: `audience.${offer.audience}.short` as TextId } : fact;
}

export function FactStatus({ fact }: { fact: Fact }) {
  const t = useText();
  return <Status tone={fact.tone}>{t(fact.text)}</Status>;
}

export function Availability({ offer }: { offer: Offer }) {
  const t = useText();
  const sold = offer.document.setup.sellThroughOperator;
  return (
    <div className="tiles">
      <section className="tile" aria-label={t('offerOverview.store')}>
        <h2>{t('offerOverview.store')}</h2>
        <p className="big-status">
          <FactStatus fact={storeFact(offer)} />
        </p>
        <p className="quiet">{t(sold ? 'offerOverview.store.hint' : 'offerOverview.store.hint.listing')}</p>
        <p className="tile-foot">
          <TextLink to={paths.offer(offer.offerId, 'setup')}>{t('offerPage.setup')}</TextLink>
        </p>
      </section>
      <section className="tile" aria-label={t('offerOverview.resale')}>
        <h2>{t('offerOverview.resale')}</h2>
        <p className="big-status">
          <FactStatus fact={resaleFact(offer)} />
        </p>
        <ResaleWords offer={offer} />
      </section>
    </div>
  );
}

function ResaleWords({ offer }: { offer: Offer }) {
  const t = useText();
  const choices = usePlanChoices();
  if (!hasPage(offer, 'audience')) return <p className="quiet">{t(whyNot(offer, 'audience'))}</p>;
  const since = offer.liveAudience?.changedAt;
  const byDefault = offer.document.plans.filter((plan) => isResoldByDefault(choices, offer.kind, plan));
  return (
    <>
      {since ? <p className="quiet">{t('offerOverview.resale.since', { date: t.formats.moment(since) })}</p> : null}
      {byDefault.length > 0 ? (
        <p className="quiet">
          {t('offerOverview.resale.byDefault', { plans: byDefault.map((plan) => plan.name || plan.planId).join(', ') })}
        </p>
      ) : null}
      <p className="tile-foot">
        <TextLink to={paths.offer(offer.offerId, 'audience')}>{t('offerPage.audience')}</TextLink>
      </p>
    </>
  );
}
