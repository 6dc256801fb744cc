/** The pages of an offer with what is missing on each, and the way there. */
import type { Offer, OfferProblem } from '@comptoir/contracts/comptoir/offers';
import { paths, type OfferPageName } from '../../../paths.ts';
import { TextLink } from '../../../ui/link.tsx';
import { RuleNote } from '../../../ui/rule.tsx';
import { Status } from '../../../ui/status.tsx';
import { useText } from '../../../ui/text.tsx';
import { namedPath } from '../document/compared.ts';
import { useDocumentWords } from '../document/words.ts';
import { checkedPages } from '../editor/pages.ts';
import { problemAddress } from './problem-address.ts';
import { pageText, useProblemText } from '../words.tsx';

interface ReviewedPagesProps {
  readonly offer: Offer;
  readonly problems: readonly OfferProblem[];
  readonly onlyIncomplete?: boolean;
}

export function ReviewedPages({ offer, problems, onlyIncomplete }: ReviewedPagesProps) {
  const of = (page: OfferPageName) => problems.filter((each) => each.page === page);
  // A problem on a page the menu does not have is told all the same.
  const named = new Set<OfferPageName>([...checkedPages(offer), ...problems.map((problem) => problem.page)]);
  const pages = [...named].filter((page) => !onlyIncomplete || of(page).length > 0);
  return (
    <ul className="stack-small">
      {pages.map((page) => (
        <PageResult key={page} offer={offer} page={page} problems={of(page)} />
      ))}
    </ul>
  );
}

interface PageResultProps {
  readonly offer: Offer;
  readonly page: OfferPageName;
  readonly problems: readonly OfferProblem[];
}

function PageResult({ offer, page, problems }: PageResultProps) {
  const t = useText();
  const complete = problems.length === 0;
  return (
    <li>
      <div className="page-result">
        <TextLink to={`${paths.offer(offer.offerId, page)}${complete ? '' : '?check=1'}`}>{t(pageText(page))}</TextLink>
        <Status tone={complete ? 'good' : 'attention'}>{t(complete ? 'offer.complete' : 'offer.incomplete')}</Status>
      </div>
      {complete ? null : <ProblemList offer={offer} problems={problems} />}
    </li>
  );
}

/** Each problem with the place where it is mended; the same one many times (prices) once, with its number. */
export function ProblemList({ offer, problems }: Omit<PageResultProps, 'page'>) {
  const t = useText();
  const problemWords = useProblemText();
  const words = useDocumentWords(offer.document);
  const groups = Map.groupBy(problems, (problem) => {
    const place = words.place(namedPath(problem.path, offer.document));
    return `${place}\n${problemWords(problem)}`;
  });
  return (
    <ul className="bullets">
      {[...groups].map(([key, group]) => {
        const [place, text] = key.split('\n');
        const [problem] = group;
        return (
          <li key={key}>
            <TextLink to={problemAddress(offer, problem!)}>{place}</TextLink> – {text}
            {group.length > 1 ? <> {t('offer.problem.times', { count: group.length })}</> : null}
            {problem!.rule ? (
              <>
                {' '}
                <RuleNote rule={problem!.rule} />
              </>
            ) : null}
          </li>
        );
      })}
    </ul>
  );
}
