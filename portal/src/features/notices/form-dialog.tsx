/** A dialog that is one short form: problems on top, Cancel and one action that says why it cannot be used. */
import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
} from '@fluentui/react-components';
import type { FormEvent, ReactNode } from 'react';
import { ActionButton } from '../../ui/action-button.tsx';
import { ProblemSummary } from '../../ui/form.tsx';
import { useText } from '../../ui/text.tsx';

interface FormDialogProps {
  readonly title: string;
  readonly submit: string;
  readonly unless: string | undefined;
  readonly mutation: { readonly error: unknown; readonly isPending: boolean; readonly mutate: () => void };
  readonly onClose: () => void;
  readonly children: ReactNode;
}

export function FormDialog({ title, submit, unless, mutation, onClose, children }: FormDialogProps) {
  const t = useText();
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (unless === undefined && !mutation.isPending) mutation.mutate();
  };
  return (
    <Dialog open modalType="alert" onOpenChange={(_, data) => (data.open ? undefined : onClose())}>
      <DialogSurface>
        <form onSubmit={send} noValidate>
          <DialogBody>
            <DialogTitle>{title}</DialogTitle>
            <DialogContent className="stack">
              <ProblemSummary error={mutation.error} />
              {children}
            </DialogContent>
            <DialogActions>
              <Button onClick={onClose}>{t('action.cancel')}</Button>
              <ActionButton primary submit busy={mutation.isPending} unless={unless}>
                {submit}
              </ActionButton>
            </DialogActions>
          </DialogBody>
        </form>
      </DialogSurface>
    </Dialog>
  );
}
