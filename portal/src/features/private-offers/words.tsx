/** Words and badges of private offers. */
import type {
  PrivateOffer,
  PrivateOfferDocument,
  PrivateOfferProblem,
  PrivateOfferState,
} from '@comptoir/contracts/comptoir/private-offers';
import { Status } from '../../ui/status.tsx';
import { useText, type Text } from '../../ui/text.tsx';

const tones = { draft: 'neutral', inProgress: 'waiting', live: 'good', ended: 'neutral', withdrawn: 'bad' } as const;

export function PrivateOfferStateBadge(props: { state: PrivateOfferState }) {
  const t = useText();
  return <Status tone={tones[props.state]}>{t(`privateOffer.state.${props.state}`)}</Status>;
}

type Progress = NonNullable<PrivateOffer['partnerStates'][number]['progress']>;

const progressTones = {
  authorisation: 'waiting',
  pricePublishing: 'waiting',
  live: 'good',
  ended: 'neutral',
  withdrawn: 'bad',
} as const;

export function ProgressBadge(props: { progress: Progress }) {
  const t = useText();
  return <Status tone={progressTones[props.progress]}>{t(`privateOffer.progress.${props.progress}`)}</Status>;
}

export function startText(t: Text, start: PrivateOfferDocument['start']): string {
  if (start === null) return '–';
  return start === 'asSoonAsPossible' ? t('privateOffer.start.soon') : t.formats.day(start);
}

/** `12.5` as readers write it, with the sign. */
export function percentText(t: Text, percentage: string): string {
  return percentage === '' ? '–' : t('privateOffer.percent', { number: t.formats.number(percentage) });
}

/** The problem in the reader's language, by member and code; the server's sentence where there is none. */
export function problemText(t: Text, { path, code, message }: PrivateOfferProblem): string {
  const member = /([a-zA-Z]+)(\[\d+\])?$/.exec(path)?.[1] ?? path;
  return t.maybe(`privateOffer.problem.${member}.${code}`) ?? message;
}
