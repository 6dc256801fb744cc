/** The steps of an enrolment, and what each page of the wizard is given. */
import type { Enrolment } from '@comptoir/contracts/comptoir/enrolment';
import type { FieldProblem } from '../../ui/form/problems.ts';

export const steps = ['partnerId', 'company', 'contacts', 'submit'] as const;
export type Step = (typeof steps)[number];

export interface StepProps {
  readonly enrolment: Enrolment;
  /** What the server found wrong when it was sent, by the path in the profile. */
  readonly problems: readonly FieldProblem[];
  readonly onNext: () => void;
  /** It is saved, and stays open. */
  readonly onSaved: () => void;
}

/** The step in which a member of the profile is typed. */
export const stepOf = (path: string): Step => (/^(primary|support)Contact/.test(path) ? 'contacts' : 'company');
