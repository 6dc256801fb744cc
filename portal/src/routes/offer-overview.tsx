import type { Offer } from '@comptoir/contracts/comptoir/offers';
import { useQuery } from '@tanstack/react-query';
import { Availability } from '../features/offers/publish/availability.tsx';
import { OfferEditor } from '../features/offers/editor/editor.tsx';
import { currentPreview } from '../features/offers/publish/preview-state.tsx';
import { problemsQuery, submissionsQuery } from '../features/offers/queries.ts';
import { ReviewedPages } from '../features/offers/publish/reviewed-pages.tsx';
import { StopSelling } from '../features/offers/publish/stop-selling.tsx';
import { VersionList } from '../features/offers/publish/version-list.tsx';
import { kindText, OfferStateBadge } from '../features/offers/words.tsx';
import { paths } from '../paths.ts';
import { Facts } from '../ui/facts.tsx';
import { LinkButton, TextLink } from '../ui/link.tsx';
import { Section } from '../ui/page.tsx';
import { Loaded } from '../ui/states.tsx';
import { useText } from '../ui/text.tsx';

/** Where the offer stands: store publication and resale by partners apart from each other, and its versions. */
export function OfferOverviewPage() {
  const t = useText();
  return (
    <OfferEditor
      page="overview"
      purpose={t('offerOverview.purpose')}
      readOnly
      actions={({ offer }) => (
        <>
          <LinkButton to={paths.offerCompare(offer.offerId, offer.live ? 'live' : 'preview', 'draft')}>
            {t('compare.title')}
          </LinkButton>
          <StopSelling offer={offer} />
          <LinkButton appearance="primary" to={paths.offer(offer.offerId, 'publish')}>
            {t('offer.reviewAndPublish')}
          </LinkButton>
        </>
      )}
    >
      {({ offer }) => (
        <>
          <Availability offer={offer} />
          <Summary offer={offer} />
          <Problems offer={offer} />
          <VersionList offer={offer} />
        </>
      )}
    </OfferEditor>
  );
}

function Summary({ offer }: { offer: Offer }) {
  const t = useText();
  const submissions = useQuery(submissionsQuery(offer.offerId)).data?.items;
  const preview = submissions && currentPreview(submissions);
  return (
    <Section title={t('offerOverview.summary')}>
      <Facts
        facts={[
          [t('word.state'), <OfferStateBadge key="state" state={offer.state} />],
          [t('offerOverview.kind'), t(kindText(offer.kind))],
          [
            t('offerOverview.live'),
            offer.live ? (
              <TextLink key="live" to={paths.offerVersion(offer.offerId, offer.live.number)}>
                {t('offerOverview.live.number', {
                  number: offer.live.number,
                  date: t.formats.moment(offer.live.publishedAt),
                })}
              </TextLink>
            ) : (
              t('offerOverview.versions.empty')
            ),
          ],
          [
            t('offerPage.preview'),
            <TextLink key="preview" to={paths.offer(offer.offerId, 'preview')}>
              {preview
                ? t('offerOverview.preview.since', { date: t.formats.moment(preview.submittedAt) })
                : t('offerOverview.preview.none')}
            </TextLink>,
          ],
          [t('offerOverview.plans'), t.formats.number(offer.document.plans.length)],
          [t('offerOverview.productId'), <code key="product">{offer.productId}</code>],
          [t('offerOverview.created'), t.formats.moment(offer.createdAt)],
          [t('offers.updated'), t.formats.moment(offer.updatedAt)],
        ]}
      />
    </Section>
  );
}

/** What is missing in the draft, by page; nothing when it is complete. */
function Problems({ offer }: { offer: Offer }) {
  const t = useText();
  const query = useQuery(problemsQuery(offer.offerId, offer.revision));
  return (
    <Section title={t('offerOverview.problems')}>
      <Loaded query={query} rows={2}>
        {({ problems }) =>
          problems.length === 0 ? (
            <p>{t('offerOverview.problems.none')}</p>
          ) : (
            <ReviewedPages offer={offer} problems={problems} onlyIncomplete />
          )
        }
      </Loaded>
    </Section>
  );
}
