import type { Offer, OfferProblem } from '@comptoir/contracts/comptoir/offers';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { OfferEditor } from '../features/offers/editor.tsx';
import { problemsQuery, publishOffer } from '../features/offers/queries.ts';
import { audienceText, pageText, useProblemText } from '../features/offers/words.tsx';
import { offerPageNames, paths, type OfferPageName } from '../paths.ts';
import { ActionButton } from '../ui/action-button.tsx';
import { ProblemSummary } from '../ui/form.tsx';
import { TextLink } from '../ui/link.tsx';
import { Section } from '../ui/page.tsx';
import { Loaded } from '../ui/states.tsx';
import { Status } from '../ui/status.tsx';
import { useText } from '../ui/text.tsx';
import { useSay } from '../ui/toast.tsx';

/** What is missing, page by page; publishing freezes the draft as the next version. */
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
      {({ problems }) => (
        <>
          <PageReview offer={offer} problems={problems} />
          <Publish offer={offer} problems={problems} />
          <p className="quiet">
            {t('offerPublish.audience', { audience: t(audienceText(offer.document.audience.option)) })}
          </p>
        </>
      )}
    </Loaded>
  );
}

const checkedPages = offerPageNames.filter((page) => page !== 'overview' && page !== 'preview' && page !== 'publish');

function PageReview({ offer, problems }: { offer: Offer; problems: readonly OfferProblem[] }) {
  const t = useText();
  return (
    <Section title={t('offerPublish.pages')}>
      <ul className="stack">
        {checkedPages.map((page) => (
          <PageResult
            key={page}
            offerId={offer.offerId}
            page={page}
            problems={problems.filter((each) => each.page === page)}
          />
        ))}
      </ul>
    </Section>
  );
}

function PageResult(props: { offerId: string; page: OfferPageName; problems: readonly OfferProblem[] }) {
  const t = useText();
  const words = useProblemText();
  const complete = props.problems.length === 0;
  return (
    <li>
      <div className="inline-link">
        <Status tone={complete ? 'good' : 'attention'}>{t(complete ? 'offer.complete' : 'offer.incomplete')}</Status>
        <TextLink to={`${paths.offer(props.offerId, props.page)}${complete ? '' : '?check=1'}`}>
          {t(pageText(props.page))}
        </TextLink>
      </div>
      {complete ? null : (
        <ul className="bullets">
          {props.problems.map((problem) => (
            <li key={`${problem.path} ${problem.code} ${problem.message}`}>
              {words(problem)} <code>{problem.path}</code>
              {problem.rule ? (
                <span className="quiet"> ({t('word.rule', { id: problem.rule.id, source: problem.rule.source })})</span>
              ) : null}
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}

function Publish({ offer, problems }: { offer: Offer; problems: readonly OfferProblem[] }) {
  const t = useText();
  const say = useSay();
  const queries = useQueryClient();
  const publish = useMutation({
    mutationFn: () => publishOffer(offer.offerId, offer.revision),
    onSuccess: async (version) => {
      await queries.invalidateQueries({ queryKey: ['offers'] });
      say(t('offerPublish.done', { number: version.number }));
    },
  });
  const blocked = problems.length > 0 ? t('offerPublish.blocked', { count: problems.length }) : undefined;
  return (
    <>
      <ProblemSummary error={publish.error} />
      <div className="form-foot">
        <ActionButton primary busy={publish.isPending} unless={blocked} onAct={() => publish.mutate()}>
          {t('offerPublish.publish')}
        </ActionButton>
        <span className="quiet">
          {offer.live
            ? t('offerPublish.live', { number: offer.live.number, date: t.formats.moment(offer.live.publishedAt) })
            : t('offerPublish.never')}
        </span>
      </div>
    </>
  );
}
