/** The form of a step: a part of the draft, saved as a whole under the revision that was read. */
import { saveEnrolment, type Enrolment } from '@comptoir/contracts/comptoir/enrolment';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { get, type FieldPath } from 'react-hook-form';
import { useFieldInAddress } from '../../ui/form/field-in-address.ts';
import type { ContractForm } from '../../ui/form/use-form.ts';
import { useForm } from '../../ui/form/use-form.ts';
import { useText } from '../../ui/text.tsx';
import { useSay } from '../../ui/toast.tsx';
import { enrolmentsQuery, saveDraft } from './queries.ts';
import type { StepProps } from './steps.ts';

export type Draft = Pick<Enrolment, 'revision' | 'profile'>;

export interface DraftForm extends ContractForm<Draft> {
  /** Saves what is there, whole or not, to go on another day. */
  readonly saveForLater: () => void;
  readonly savingForLater: boolean;
}

/** `onNext` goes on once it is saved, whole as the step is. `required`: paths without which nobody goes on. */
export function useDraftForm(
  { enrolment, problems, onNext, onSaved }: StepProps,
  step: 'company' | 'contacts',
  required: readonly FieldPath<Draft>[],
): DraftForm {
  useFieldInAddress();
  const t = useText();
  const say = useSay();
  const queries = useQueryClient();
  const { kind, revision, profile } = enrolment;
  const keep = (saved: Enrolment) =>
    queries.setQueryData(
      enrolmentsQuery.queryKey,
      (known) => known && { ...known, items: known.items.map((one) => (one.kind === kind ? saved : one)) },
    );
  const form = useForm({
    shape: saveEnrolment,
    start: { revision, profile },
    body: (draft: Draft) => ({ ...draft, complete: step }),
    fieldOf: (path) => (path.startsWith('profile.') ? undefined : (`profile.${path}` as FieldPath<Draft>)),
    check: (draft) =>
      required
        .filter((path) => String(get(draft, path) ?? '').trim() === '')
        .map((path) => ({ path, message: t('form.wrong.missing') })),
    send: (body) => saveDraft(kind, body),
    onSent: (saved) => {
      // At once: the next step is of the new revision, and nothing typed there is taken away by reading it later.
      keep(saved);
      onNext();
    },
  });
  const later = useMutation({
    mutationFn: () => saveDraft(kind, { ...form.hook.getValues(), revision }),
    onSuccess: (saved) => {
      keep(saved);
      onSaved();
      say(t('enrolment.savedForLater'));
    },
  });
  const told = (name: string) => problems.find(({ path }) => `profile.${path}` === name)?.message;
  return {
    ...form,
    error: form.error ?? later.error,
    told,
    saveForLater: () => later.mutate(),
    savingForLater: later.isPending,
  };
}
