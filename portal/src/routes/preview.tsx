import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { OfferView } from '../features/offers/view.tsx';
import { previewedQuery } from '../features/offers/queries.ts';
import { kindText } from '../features/offers/words.tsx';
import { Page } from '../ui/page.tsx';
import { Loaded } from '../ui/states.tsx';
import { Message } from '../ui/message.tsx';
import { useText } from '../ui/text.tsx';

/** What a member of the preview audience sees of an offer before it goes live. */
export function PreviewPage() {
  const t = useText();
  const { productId } = useParams({ from: '/framed/previews/$productId' });
  const query = useQuery(previewedQuery(productId));
  return (
    <Loaded query={query} page>
      {({ document, kind, publisherName, submittedAt }) => {
        const listing = document.listings[t.language] ?? document.listings.en ?? document.listings.fr;
        return (
          <Page
            title={t('previewed.title', { name: listing?.title || t('offerPreview.untitled') })}
            purpose={t('previewed.purpose', { publisher: publisherName, kind: t(kindText(kind)) })}
          >
            <Message>{t('previewed.notSold', { date: t.formats.moment(submittedAt) })}</Message>
            <OfferView kind={kind} document={document} />
          </Page>
        );
      }}
    </Loaded>
  );
}
