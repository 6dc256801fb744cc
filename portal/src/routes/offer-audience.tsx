import type { AudiencePartner } from '@comptoir/contracts/comptoir/offers';
import type { AudienceTransitions } from '@comptoir/contracts/comptoir/publisher-requests';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { AudienceChoice } from '../features/offers/audience/choice.tsx';
import { NavigateOptions } from '../features/offers/audience/transitions.tsx';
import { AudiencePartners } from '../features/offers/audience/partners.tsx';
import { OfferEditor, type Editor } from '../features/offers/editor/editor.tsx';
import { transitionsQuery } from '../features/support/queries.ts';
import { paths } from '../paths.ts';
import { OutsideLink, TextLink } from '../ui/link.tsx';
import { Section } from '../ui/page.tsx';
import { Loaded } from '../ui/states.tsx';
import { Message } from '../ui/message.tsx';
import { useText } from '../ui/text.tsx';

/** The addresses that the page on the CSP reseller audience names. */
const publisherExperience =
  'https://www.microsoftpartnercommunity.com/t5/Azure-Marketplace-and-AppSource/Cloud-Marketplace-In-Partner-Center/m-p/9738#M293';
const goToMarket = 'https://partner.microsoft.com/reach-customers/gtm';

/** CSP reseller audience (rules A1 to A24): who may resell the offer. */
export function OfferAudiencePage() {
  const t = useText();
  const purpose = (
    <>
      {t('offerAudience.purpose')} <OutsideLink href={publisherExperience}>{t('offerAudience.experience')}</OutsideLink>
    </>
  );
  return (
    <OfferEditor page="audience" purpose={purpose}>
      {(editor) => <Audience editor={editor} />}
    </OfferEditor>
  );
}

function Audience({ editor }: { editor: Editor }) {
  const { offerId } = editor.offer;
  const query = useQuery(transitionsQuery(offerId));
  // Partners picked here are not in the offer's answer until the draft is saved; their names are kept meanwhile.
  const [picked, setPicked] = useState<readonly AudiencePartner[]>([]);
  return (
    <>
      <Loaded query={query}>
        {(transitions) => (
          <>
            <OpenRequest request={transitions.openRequest} />
            <AudienceChoice editor={editor} transitions={transitions} />
            {editor.document.audience.option === 'selected' ? (
              <AudiencePartners
                editor={editor}
                transitions={transitions}
                picked={picked}
                onPick={(partners) => setPicked([...picked, ...partners])}
              />
            ) : null}
            <NavigateOptions offerId={offerId} transitions={transitions} />
          </>
        )}
      </Loaded>
      <NextSteps />
    </>
  );
}

function OpenRequest({ request }: { request: AudienceTransitions['openRequest'] }) {
  const t = useText();
  if (!request) return null;
  return (
    <Message>
      {t('offerTransitions.open', { date: t.formats.moment(request.submittedAt) })}{' '}
      <TextLink to={paths.ownRequest(request.requestId)}>{t('offerTransitions.open.show')}</TextLink>
    </Message>
  );
}

function NextSteps() {
  const t = useText();
  return (
    <Section title={t('offerAudience.next')}>
      <ul className="bullets">
        <li>
          <OutsideLink href={goToMarket}>{t('offerAudience.goToMarket')}</OutsideLink>
        </li>
        <li>
          <TextLink to={paths.offers}>{t('offerAudience.entry')}</TextLink>
        </li>
        <li>
          <TextLink to={paths.markets}>{t('offerAudience.region.link')}</TextLink>
        </li>
      </ul>
    </Section>
  );
}
