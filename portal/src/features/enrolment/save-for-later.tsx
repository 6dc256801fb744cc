/** A step of the wizard is left unfinished, and kept as it is. */
import { ActionButton } from '../../ui/action-button.tsx';
import { useText } from '../../ui/text.tsx';
import type { DraftForm } from './use-draft-form.ts';

export function SaveForLater({
  form,
}: {
  form: Pick<DraftForm, 'saveForLater' | 'savingForLater' | 'changed' | 'busy'>;
}) {
  const t = useText();
  const unless = form.changed || form.busy ? undefined : t('form.unchanged');
  return (
    <ActionButton busy={form.savingForLater} unless={unless} onAct={form.saveForLater}>
      {t('enrolment.saveForLater')}
    </ActionButton>
  );
}
