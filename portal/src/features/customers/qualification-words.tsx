/** Words and badges of qualifications and of accounts, for partners and for the operator's desk. */
import { Status, type Tone } from '../../ui/status.tsx';
import { useText, type Text, type TextId } from '../../ui/text.tsx';

const tones: Readonly<Record<string, Tone>> = { InReview: 'waiting', Approved: 'good', Denied: 'bad' };

export function QualificationState(props: { state: 'InReview' | 'Approved' | 'Denied' }) {
  const t = useText();
  return <Status tone={tones[props.state] ?? 'neutral'}>{t(`qualification.state.${props.state}`)}</Status>;
}

export const qualificationName = (t: Text, name: string): string => t.maybe(`qualification.${name}`) ?? name;

const reasonIds: Readonly<Record<string, TextId>> = {
  'Not an Education Customer': 'qualification.reason.notEducation',
  'No longer an Education Customer': 'qualification.reason.noLonger',
  'Not an Education Customer - After Review': 'qualification.reason.afterReview',
  'Restricted being an Education Customer': 'qualification.reason.restricted',
  'Not an Academic Domain': 'qualification.reason.domain',
  'Not an eligible Library': 'qualification.reason.library',
  'Not an eligible Museum': 'qualification.reason.museum',
};

/** A documented reason in the reader's language; the wire's own words where there are none. */
export function reasonText(t: Text, reason: string): string {
  const id = reasonIds[reason];
  return id ? t(id) : reason;
}

const accountTones: Readonly<Record<string, Tone>> = {
  Allowed: 'good',
  UnderReview: 'waiting',
  NotAllowed: 'bad',
  Unknown: 'attention',
};

/** None: never looked at. */
export function AccountState(props: { status: 'Unknown' | 'UnderReview' | 'Allowed' | 'NotAllowed' | undefined }) {
  const t = useText();
  const { status = 'None' } = props;
  return <Status tone={accountTones[status] ?? 'neutral'}>{t(`account.status.${status}`)}</Status>;
}
