import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { PrivateOfferCommands } from '../features/private-offers/commands.tsx';
import { PrivateOfferEditor } from '../features/private-offers/editor.tsx';
import { privateOfferQuery } from '../features/private-offers/queries.ts';
import { SubmittedPrivateOffer } from '../features/private-offers/submitted.tsx';
import { PrivateOfferStateBadge } from '../features/private-offers/words.tsx';
import { paths } from '../paths.ts';
import { Page } from '../ui/page.tsx';
import { Loaded } from '../ui/states.tsx';
import { useText } from '../ui/text.tsx';

/** One private offer: a form while it is a draft, and what became of it afterwards. */
export function PrivateOfferPage() {
  const t = useText();
  const { privateOfferId } = useParams({ from: '/framed/publisher/private-offers/$privateOfferId' });
  const query = useQuery(privateOfferQuery(privateOfferId));
  return (
    <Loaded query={query} page>
      {(offer) => (
        <Page
          title={offer.name}
          purpose={t(offer.state === 'draft' ? 'privateOffer.draft.purpose' : 'privateOffer.fixed.purpose')}
          crumbs={[{ label: t('menu.privateOffers'), to: paths.privateOffers }]}
          badge={<PrivateOfferStateBadge state={offer.state} />}
          actions={<PrivateOfferCommands offer={offer} />}
        >
          {offer.state === 'draft' ? (
            <PrivateOfferEditor key={offer.privateOfferId} offer={offer} />
          ) : (
            <SubmittedPrivateOffer offer={offer} />
          )}
        </Page>
      )}
    </Loaded>
  );
}
