/** A dialog is its title, what it says, and its commands. */
import {
  Button,
  Dialog as FluentDialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
} from '@fluentui/react-components';
import type { FormEvent, ReactNode } from 'react';

interface DialogProps {
  readonly title: string;
  readonly children: ReactNode;
  readonly commands: ReactNode;
  /** Without it only the commands end the dialog. */
  readonly onClose?: (() => void) | undefined;
  /** A click beside it closes it, since nothing would be lost. */
  readonly light?: boolean;
  /** For tables. */
  readonly wide?: boolean;
  /** It is a form, which its primary command submits. */
  readonly onSubmit?: (event: FormEvent) => void;
}

export function Dialog({ title, children, commands, onClose, light, wide, onSubmit }: DialogProps) {
  const body = (
    <DialogBody>
      <DialogTitle>{title}</DialogTitle>
      <DialogContent className="stack">{children}</DialogContent>
      <DialogActions>{commands}</DialogActions>
    </DialogBody>
  );
  return (
    <FluentDialog
      open
      modalType={light ? 'modal' : 'alert'}
      onOpenChange={(_, data) => (data.open ? undefined : onClose?.())}
    >
      <DialogSurface {...(wide ? { className: 'wide-dialog' } : {})}>
        {onSubmit ? (
          <form onSubmit={onSubmit} noValidate>
            {body}
          </form>
        ) : (
          body
        )}
      </DialogSurface>
    </FluentDialog>
  );
}

interface ConfirmProps {
  readonly title: string;
  readonly text: ReactNode;
  readonly confirm: string;
  readonly cancel: string;
  /** For tables. */
  readonly wide?: boolean;
  /** It takes something away, or cannot be undone. */
  readonly danger?: boolean;
  readonly onConfirm: () => void;
  readonly onCancel: () => void;
}

/** Asks before something is done. */
export function Confirm(props: ConfirmProps) {
  return (
    <Dialog
      title={props.title}
      wide={props.wide === true}
      onClose={props.onCancel}
      commands={
        <>
          <Button onClick={props.onCancel}>{props.cancel}</Button>
          <Button appearance="primary" className={props.danger ? 'danger' : ''} onClick={props.onConfirm}>
            {props.confirm}
          </Button>
        </>
      }
    >
      <div>{props.text}</div>
    </Dialog>
  );
}
