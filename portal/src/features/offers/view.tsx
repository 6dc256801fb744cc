/** An offer as its readers see it: listing in one language, contacts, terms, and plans with their prices. */
import { Select } from '@fluentui/react-components';
import type { PreviewedOffer } from '@comptoir/contracts/comptoir/offer-lifecycle';
import type { OfferKind } from '@comptoir/contracts/comptoir/offers';
import { useState } from 'react';
import { Facts } from '../../ui/facts.tsx';
import { OutsideLink } from '../../ui/link.tsx';
import { Section } from '../../ui/page.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { useText } from '../../ui/text.tsx';
import { PlanView } from './plans/view.tsx';
import { TermsLink } from '../contract/terms.tsx';

type Shown = PreviewedOffer['document'];

interface OfferViewProps {
  readonly kind: OfferKind;
  readonly document: Shown;
}

export function OfferView(props: OfferViewProps) {
  const t = useText();
  const { document } = props;
  return (
    <>
      <ListingView document={document} />
      {document.plans.length > 0 ? (
        <Section title={t('offerOverview.plans')}>
          <div className="stack">
            {document.plans.map((plan) => (
              <PlanView key={plan.planId} kind={props.kind} plan={plan} />
            ))}
          </div>
        </Section>
      ) : null}
      <Conditions document={document} />
    </>
  );
}

function ListingView({ document }: { document: Shown }) {
  const t = useText();
  const given = (['fr', 'en'] as const).filter((language) => document.listings[language]);
  const [wanted, setWanted] = useState<'fr' | 'en'>(t.language);
  const language = given.includes(wanted) ? wanted : given[0];
  const listing = language && document.listings[language];
  if (!listing) return <EmptyState title={t('offerPreview.empty')} text={t('offerPreview.empty.text')} />;
  const action = document.setup.callToAction;
  return (
    <Section
      title={listing.title || t('offerPreview.untitled')}
      actions={
        given.length < 2 ? undefined : (
          <Select
            aria-label={t('offerPreview.language')}
            value={language}
            onChange={(_, data) => setWanted(data.value === 'fr' ? 'fr' : 'en')}
          >
            {given.map((each) => (
              <option key={each} value={each}>
                {t(`offerListing.${each}`)}
              </option>
            ))}
          </Select>
        )
      }
    >
      <div lang={language} className="stack-small">
        <p>
          <strong>{listing.summary}</strong>
        </p>
        <p className="prose">{listing.description}</p>
        {listing.keywords.length > 0 ? <p className="quiet">{listing.keywords.join(' · ')}</p> : null}
      </div>
      {action && !document.setup.sellThroughOperator ? (
        <p>
          <OutsideLink href={action.url}>{t(`offerSetup.callToAction.${action.kind}`)}</OutsideLink>
        </p>
      ) : null}
    </Section>
  );
}

function Conditions({ document }: { document: Shown }) {
  const t = useText();
  const { contacts, properties, privacyUrl } = document;
  const link = (url: string) => (url === '' ? '–' : <OutsideLink href={url}>{url}</OutsideLink>);
  const person = ({ name, email, phone }: { name: string; email: string; phone: string }) =>
    [name, email, phone].filter(Boolean).join(', ');
  return (
    <Section title={t('offerView.conditions')}>
      <Facts
        facts={[
          [
            t('offerProperties.categories'),
            properties.categories.map((category) => t(`category.${category}`)).join(', '),
          ],
          [t('offerProperties.terms'), <TermsLink key="terms" terms={properties.terms} />],
          [t('offerListing.privacyUrl'), link(privacyUrl)],
          [t('contact.support'), person(contacts.support)],
          [t('contact.url'), link(contacts.support.url)],
        ]}
      />
    </Section>
  );
}
