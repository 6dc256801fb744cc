/** A form is its fields: what stands around them, on a page and in a dialog. */
import { Button } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import type { FieldValues } from 'react-hook-form';
import { ActionButton } from '../action-button.tsx';
import { Dialog } from '../dialog.tsx';
import { LeaveGuard } from './leave-guard.tsx';
import { ProblemSummary } from './problem-summary.tsx';
import { LinkButton } from '../link.tsx';
import { useText } from '../text.tsx';
import type { ContractForm } from './use-form.ts';

interface FormProps<Values extends FieldValues> {
  readonly form: ContractForm<Values>;
  /** What the one button does. */
  readonly submit: string;
  /** Why it cannot be used at all; what is still missing is told when it is pressed. */
  readonly unless?: string | undefined;
  /** It holds what stands: as long as nothing was changed, there is nothing to send. */
  readonly edits?: boolean;
  readonly children: ReactNode;
}

function useUnless<Values extends FieldValues>({
  form,
  unless,
  edits,
}: Omit<FormProps<Values>, 'submit' | 'children'>) {
  const t = useText();
  return unless ?? (edits && !form.changed && !form.busy ? t('form.unchanged') : undefined);
}

export function Form<Values extends FieldValues>({
  form,
  cancelTo,
  ...props
}: FormProps<Values> & { cancelTo?: string; beside?: ReactNode; sheet?: boolean }) {
  const t = useText();
  const unless = useUnless({ form, ...props });
  return (
    <form className={props.sheet ? 'form sheet' : 'form'} onSubmit={form.submit} noValidate>
      <ProblemSummary error={form.error} problems={form.problems} />
      {props.children}
      <div className="form-foot">
        <ActionButton primary submit busy={form.busy} unless={unless}>
          {props.submit}
        </ActionButton>
        {props.beside}
        {cancelTo ? <LinkButton to={cancelTo}>{t('action.cancel')}</LinkButton> : null}
      </div>
      <LeaveGuard changed={form.changed} />
    </form>
  );
}

export function FormDialog<Values extends FieldValues>({
  form,
  title,
  onClose,
  ...props
}: FormProps<Values> & { title: string; onClose: () => void }) {
  const t = useText();
  const unless = useUnless({ form, ...props });
  return (
    <Dialog
      title={title}
      onClose={onClose}
      onSubmit={form.submit}
      commands={
        <>
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <ActionButton primary submit busy={form.busy} unless={unless}>
            {props.submit}
          </ActionButton>
        </>
      }
    >
      <ProblemSummary error={form.error} problems={form.problems} />
      {props.children}
    </Dialog>
  );
}
