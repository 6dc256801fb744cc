/** The steps of an enrolment; each is saved when it is left, so that somebody else can go on another day. */
import type { Enrolment } from '@comptoir/contracts/comptoir/enrolment';
import { useLocation, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { FieldProblem } from '../../ui/form/problems.ts';
import { TextLink } from '../../ui/link.tsx';
import { Status } from '../../ui/status.tsx';
import { useText } from '../../ui/text.tsx';
import { paths } from '../../paths.ts';
import { CompanyStep } from './company-step.tsx';
import { ContactStep } from './contact-step.tsx';
import { PartnerIdStep } from './partner-id-step.tsx';
import { stepOf, steps, type Step } from './steps.ts';
import { SubmitStep } from './submit-step.tsx';

export function Wizard(props: { enrolment: Enrolment; companyDirectory: boolean }) {
  const { enrolment } = props;
  const shown = steps.filter((step) => wanted(step, enrolment));
  const asked = useLocation({ select: ({ search }) => search.step });
  const step = shown.find((one) => one === asked) ?? shown[0]!;
  const navigate = useNavigate();
  const [problems, setProblems] = useState<readonly FieldProblem[]>([]);
  const go = (to: Step) => void navigate({ to: '.', search: { kind: enrolment.kind, step: to } });
  // What was told of a step is of what stood there: saved anew, it is told again when it is sent.
  const saved = () => setProblems(problems.filter(({ path }) => stepOf(path) !== step));
  const next = () => {
    saved();
    go(shown[shown.indexOf(step) + 1] ?? 'submit');
  };
  const stepProps = { enrolment, problems, onNext: next, onSaved: saved };
  return (
    <>
      <StepList enrolment={enrolment} steps={shown} current={step} problems={problems} />
      {step === 'partnerId' ? <PartnerIdStep {...stepProps} /> : null}
      {step === 'company' ? <CompanyStep key={enrolment.revision} {...stepProps} {...props} /> : null}
      {step === 'contacts' ? <ContactStep key={enrolment.revision} {...stepProps} /> : null}
      {step === 'submit' ? <SubmitStep {...stepProps} onProblems={setProblems} /> : null}
    </>
  );
}

/** Publishers need no PartnerID; a company in the programme gives its support contact only. */
function wanted(step: Step, { kind, shortPath }: Enrolment): boolean {
  if (step === 'partnerId') return kind !== 'publisher';
  return step !== 'company' || !shortPath;
}

interface StepListProps {
  readonly enrolment: Enrolment;
  readonly steps: readonly Step[];
  readonly current: Step;
  readonly problems: readonly FieldProblem[];
}

function StepList({ enrolment, steps: shown, current, problems }: StepListProps) {
  const t = useText();
  return (
    <nav aria-label={t('enrolment.steps')} className="subnav">
      <ul>
        {shown.map((step, index) => (
          <li key={step}>
            <TextLink to={paths.enrolmentStep(enrolment.kind, step)} className="subnav-link" current={step === current}>
              {t('enrolment.step', { number: index + 1, name: t(`enrolment.step.${step}`) })}
            </TextLink>
            {problems.some(({ path }) => stepOf(path) === step) ? (
              <Status tone="bad">{t('enrolment.step.wrong')}</Status>
            ) : null}
          </li>
        ))}
      </ul>
    </nav>
  );
}
