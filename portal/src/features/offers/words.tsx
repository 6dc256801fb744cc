/** Words and badges for offers. */
import type { AudienceOption, OfferKind, OfferProblem, OfferSummary } from '@comptoir/contracts/comptoir/offers';
import { Status } from '../../ui/status.tsx';
import { useText, type TextId } from '../../ui/text.tsx';

const tones = { draft: 'waiting', live: 'good', stopped: 'bad' } as const;

export function OfferStateBadge(props: { state: OfferSummary['state'] }) {
  const t = useText();
  return <Status tone={tones[props.state]}>{t(`offer.state.${props.state}`)}</Status>;
}

export const kindText = (kind: OfferKind): TextId => `offerKind.${kind}`;

export const audienceText = (option: AudienceOption | null): TextId =>
  option ? `audience.${option}` : 'audience.notChosen';

/** The problem in the reader's language, by code; the server's sentence where there is none. */
export function useProblemText(): (problem: Pick<OfferProblem, 'code' | 'message'>) => string {
  const t = useText();
  return (problem) => t.maybe(`problems.${problem.code}`) ?? problem.message;
}

/** Page of the offer's menu each problem page is. */
export const pageText = (page: string) => `offerPage.${page}` as TextId;
