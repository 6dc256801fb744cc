import type { OfferDocument } from '@comptoir/contracts/comptoir/offers';
import { Select } from '@fluentui/react-components';
import { useState } from 'react';
import { OfferEditor } from '../features/offers/editor.tsx';
import { paths } from '../paths.ts';
import { LinkButton } from '../ui/link.tsx';
import { Section } from '../ui/page.tsx';
import { EmptyState } from '../ui/states.tsx';
import { useText } from '../ui/text.tsx';

/** The saved draft as a partner would read it. */
export function OfferPreviewPage() {
  const t = useText();
  return (
    <OfferEditor page="preview" purpose={t('offerPreview.purpose')} readOnly>
      {({ offer, document }) => <Preview offerId={offer.offerId} document={document} />}
    </OfferEditor>
  );
}

function Preview({ offerId, document }: { offerId: string; document: OfferDocument }) {
  const t = useText();
  const given = (['fr', 'en'] as const).filter((language) => document.listings[language]);
  const [wanted, setWanted] = useState<'fr' | 'en'>(t.language);
  const language = given.includes(wanted) ? wanted : given[0];
  const listing = language && document.listings[language];
  if (!listing) {
    return (
      <EmptyState
        title={t('offerPreview.empty')}
        text={t('offerPreview.empty.text')}
        action={<LinkButton to={paths.offer(offerId, 'listing')}>{t('offerPage.listing')}</LinkButton>}
      />
    );
  }
  return (
    <Section
      title={listing.title || t('offerPreview.untitled')}
      actions={
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
      }
    >
      <div lang={language} className="stack">
        <p>
          <strong>{listing.summary}</strong>
        </p>
        <p className="prose">{listing.description}</p>
        <p className="quiet">{listing.keywords.join(' · ')}</p>
      </div>
      <h3>{t('offerOverview.plans')}</h3>
      <ul className="stack">
        {document.plans.map((plan) => (
          <li key={plan.planId}>
            <strong>{plan.name || plan.planId}</strong>
            <p className="prose">{plan.description}</p>
          </li>
        ))}
      </ul>
    </Section>
  );
}
