/** The form of a step: a part of the draft, saved as a whole under the revision that was read. */
import { saveEnrolment, type Enrolment } from '@comptoir/contracts/comptoir/enrolment';
import { useQueryClient } from '@tanstack/react-query';
import type { ContractForm } from '../../ui/form/use-form.ts';
import { useForm } from '../../ui/form/use-form.ts';
import { enrolmentsQuery, saveDraft } from './queries.ts';
import type { StepProps } from './steps.ts';

export type Draft = Pick<Enrolment, 'revision' | 'profile'>;

/** `onNext` goes on once it is saved. */
export function useDraftForm({ enrolment, problems, onNext }: StepProps): ContractForm<Draft> {
  const queries = useQueryClient();
  const { kind, revision, profile } = enrolment;
  const form = useForm({
    shape: saveEnrolment,
    start: { revision, profile },
    body: (draft: Draft) => draft,
    send: (body) => saveDraft(kind, body),
    onSent: (saved) => {
      // At once: the next step is of the new revision, and nothing typed there is taken away by reading it later.
      queries.setQueryData(
        enrolmentsQuery.queryKey,
        (known) => known && { ...known, items: known.items.map((one) => (one.kind === kind ? saved : one)) },
      );
      onNext();
    },
  });
  const told = (name: string) => problems.find(({ path }) => `profile.${path}` === name)?.message;
  return { ...form, told };
}
