/** Words and badges of enrolment. */
import type { CompanyAddress, Enrolment } from '@comptoir/contracts/comptoir/enrolment';
import type { RuleWords } from '@comptoir/contracts/comptoir/rules';
import { RuleSource } from '../../ui/rule.tsx';
import { Status, type Tone } from '../../ui/status.tsx';
import { useText } from '../../ui/text.tsx';

/** An address in one line, without its country. */
export const placeText = ({
  addressLine1 = '',
  addressLine2 = '',
  postalCode = '',
  city = '',
  state = '',
}: Partial<Record<keyof CompanyAddress, string | undefined>>) =>
  [addressLine1, addressLine2, `${postalCode} ${city}`.trim(), state].filter((part) => part !== '').join(', ');

const tones: Readonly<Record<Enrolment['programmeStatus'], Tone>> = {
  notSubmitted: 'neutral',
  pendingQualification: 'waiting',
  qualified: 'attention',
  active: 'good',
  rejected: 'bad',
  restricted: 'attention',
};

export function ProgrammeStatus(props: { status: Enrolment['programmeStatus'] }) {
  const t = useText();
  return <Status tone={tones[props.status]}>{t(`programme.${props.status}`)}</Status>;
}

const checkTones = { pending: 'waiting', passed: 'good', failed: 'bad' } as const;

export function CheckState(props: { state: keyof typeof checkTones }) {
  const t = useText();
  return <Status tone={checkTones[props.state]}>{t(`vetting.state.${props.state}`)}</Status>;
}

/** Why something cannot be done, with the rule that says so. */
export function Reason(props: { rule: RuleWords | null; reason: string | null }) {
  if (!props.reason) return null;
  return (
    <span>
      {props.rule?.statement || props.reason} {props.rule ? <RuleSource rule={props.rule} /> : null}
    </span>
  );
}

const vettingTones = { none: 'neutral', pending: 'waiting', rejected: 'bad', authorized: 'good' } as const;

export function VettingStatus(props: { status: Enrolment['vettingStatus'] }) {
  const t = useText();
  return <Status tone={vettingTones[props.status]}>{t(`legalInfo.vetting.${props.status}`)}</Status>;
}
