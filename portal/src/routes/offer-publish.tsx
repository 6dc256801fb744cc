import type { Offer, OfferProblem } from '@comptoir/contracts/comptoir/offers';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ComparedChanges } from '../features/offers/document/compared-changes.tsx';
import { OfferEditor } from '../features/offers/editor/editor.tsx';
import { hasPage } from '../features/offers/editor/pages.ts';
import { problemsQuery } from '../features/offers/queries.ts';
import { ReviewedPages } from '../features/offers/publish/reviewed-pages.tsx';
import { useLifecycle } from '../features/offers/publish/use-lifecycle.ts';
import { audienceText } from '../features/offers/words.tsx';
import { paths } from '../paths.ts';
import { ActionButton } from '../ui/action-button.tsx';
import { Confirm } from '../ui/dialog.tsx';
import { ProblemSummary } from '../ui/form/problem-summary.tsx';
import { TextLink } from '../ui/link.tsx';
import { Section } from '../ui/page.tsx';
import { Loaded } from '../ui/states.tsx';
import { useText } from '../ui/text.tsx';

/** What is missing, page by page, and what changes; then to the preview, or live as the next version. */
export function OfferPublishPage() {
  const t = useText();
  return (
    <OfferEditor page="publish" purpose={t('offerPublish.purpose')} readOnly>
      {({ offer }) => <Review offer={offer} />}
    </OfferEditor>
  );
}

function Review({ offer }: { offer: Offer }) {
  const t = useText();
  const query = useQuery(problemsQuery(offer.offerId, offer.revision));
  return (
    <Loaded query={query} rows={4}>
      {({ problems, unchanged }) => (
        <>
          <Section title={t('offerPublish.pages')}>
            <ReviewedPages offer={offer} problems={problems} />
          </Section>
          <Changes offer={offer} />
          <Publish offer={offer} problems={problems} unchanged={unchanged} />
        </>
      )}
    </Loaded>
  );
}

/** What the publication changes. The audience is no part of it and is said by its own page (rule A26). */
function Changes({ offer }: { offer: Offer }) {
  const t = useText();
  return (
    <Section title={t('offerPublish.changes')}>
      {offer.live ? <ComparedChanges offer={offer} from="live" to="draft" /> : <p>{t('offerPublish.first')}</p>}
      {hasPage(offer, 'audience') ? (
        <p className="quiet">
          {t('offerPublish.audience', { audience: t(audienceText(offer.document.audience.option)) })}{' '}
          <TextLink to={paths.offer(offer.offerId, 'audience')}>{t('offerPage.audience')}</TextLink>
        </p>
      ) : null}
    </Section>
  );
}

interface PublishProps {
  readonly offer: Offer;
  readonly problems: readonly OfferProblem[];
  readonly unchanged: boolean;
}

function Publish({ offer, problems, unchanged }: PublishProps) {
  const t = useText();
  const [asking, setAsking] = useState(false);
  const { preview, publish } = useLifecycle(offer);
  const blocked = problems.length > 0 ? t('offerPublish.blocked', { count: problems.length }) : undefined;
  const nothingNew = unchanged ? t('offerPublish.unchanged') : undefined;
  return (
    <>
      <ProblemSummary error={publish.error ?? preview.error} />
      <div className="form-foot">
        <ActionButton busy={preview.isPending} unless={blocked} onAct={() => preview.mutate()}>
          {t('preview.publish')}
        </ActionButton>
        <ActionButton primary busy={publish.isPending} unless={blocked ?? nothingNew} onAct={() => setAsking(true)}>
          {t('offerPublish.publish')}
        </ActionButton>
        <span className="quiet">
          {offer.live
            ? t('offerPublish.live', { number: offer.live.number, date: t.formats.moment(offer.live.publishedAt) })
            : t('offerPublish.never')}
        </span>
      </div>
      {preview.isSuccess ? (
        <p className="inline-link">
          {t('preview.published')}{' '}
          <TextLink to={paths.offer(offer.offerId, 'preview')}>{t('offerPage.preview')}</TextLink>
        </p>
      ) : null}
      {asking ? (
        <Confirm
          wide
          title={t('offerPublish.question', { name: offer.name, number: (offer.live?.number ?? 0) + 1 })}
          text={<Consequences offer={offer} />}
          confirm={t('offerPublish.publish')}
          cancel={t('action.cancel')}
          onCancel={() => setAsking(false)}
          onConfirm={() => {
            setAsking(false);
            publish.mutate();
          }}
        />
      ) : null}
    </>
  );
}

/** What becomes of buyers, and what they get: the changes by name. */
function Consequences({ offer }: { offer: Offer }) {
  const t = useText();
  if (!offer.live) return t('offerPublish.question.first');
  return (
    <div className="stack">
      <p>{t('offerPublish.question.next', { number: offer.live.number })}</p>
      <ComparedChanges offer={offer} from="live" to="draft" />
    </div>
  );
}
