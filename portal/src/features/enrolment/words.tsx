/** Words and badges of enrolment. */
import type { Enrolment } from '@comptoir/contracts/comptoir/enrolment';
import type { RuleWords } from '@comptoir/contracts/comptoir/rules';
import { RuleSource } from '../../ui/rule.tsx';
import { Status, type Tone } from '../../ui/status.tsx';
import { useText } from '../../ui/text.tsx';

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
