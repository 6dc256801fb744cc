/** Forms: labels above, errors beside the field and summed up on top, Save inactive when nothing changed. */
import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Field,
  Input,
  Textarea,
} from '@fluentui/react-components';
import { CallError } from '@comptoir/contracts/call';
import { useBlocker } from '@tanstack/react-router';
import { useEffect, useRef, type ReactNode } from 'react';
import { useFaultText } from './fault.ts';
import { toldProblems } from './form/problems.ts';
import { useText } from './text.tsx';

export interface TextFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly required?: boolean;
  readonly hint?: string | undefined;
  readonly problem?: string | undefined;
  readonly maxLength?: number;
  readonly type?: 'text' | 'password' | 'email' | 'tel' | 'url' | 'date' | 'datetime-local' | 'month' | 'number';
  readonly rows?: number;
  readonly autoComplete?: string;
  readonly inputMode?: 'numeric' | 'decimal';
  readonly id?: string;
}

export function TextField(props: TextFieldProps) {
  const shared = {
    value: props.value,
    ...(props.id ? { id: props.id } : {}),
    ...(props.maxLength ? { maxLength: props.maxLength } : {}),
    ...(props.autoComplete ? { autoComplete: props.autoComplete } : {}),
    ...(props.inputMode ? { inputMode: props.inputMode } : {}),
  };
  return (
    <Field
      className="field"
      label={props.label}
      required={props.required ?? false}
      {...(props.hint ? { hint: props.hint } : {})}
      {...(props.problem ? { validationMessage: props.problem, validationState: 'error' as const } : {})}
    >
      {props.rows ? (
        <Textarea {...shared} rows={props.rows} resize="vertical" onChange={(_, data) => props.onChange(data.value)} />
      ) : (
        <Input {...shared} type={props.type ?? 'text'} onChange={(_, data) => props.onChange(data.value)} />
      )}
    </Field>
  );
}

export interface FieldProblem {
  readonly path: string;
  readonly message: string;
}

/** All problems of a form in one place, taking the focus when they appear. */
export function ProblemSummary(props: { error?: unknown; problems?: readonly FieldProblem[] }) {
  const t = useText();
  const words = useFaultText();
  const box = useRef<HTMLDivElement>(null);
  const fault = props.error instanceof CallError ? props.error : undefined;
  const problems = props.problems?.length ? props.problems : fault ? toldProblems(t, fault) : [];
  // A session that ended is the frame's matter: its dialog must keep the focus.
  const ended = fault?.status === 401;
  const shown = !ended && (problems.length > 0 || (props.error !== undefined && props.error !== null));
  useEffect(() => {
    if (shown) box.current?.focus();
  }, [shown, props.error]);
  if (!shown) return null;
  return (
    <div className="problems" role="alert" tabIndex={-1} ref={box}>
      <strong>{problems.length > 0 ? t('form.problems', { count: problems.length }) : words(props.error)}</strong>
      {problems.length > 0 ? (
        <ul>
          {problems.map((problem) => (
            <li key={`${problem.path} ${problem.message}`}>{problem.message}</li>
          ))}
        </ul>
      ) : null}
      {fault && fault.status >= 500 ? (
        <p>
          {t('state.correlation')} <code>{fault.correlationId}</code>
        </p>
      ) : null}
    </div>
  );
}

/** Warns before unsaved changes are lost, inside the portal and when the tab closes. */
export function LeaveGuard(props: { changed: boolean }) {
  const t = useText();
  const blocker = useBlocker({
    shouldBlockFn: ({ current, next }) => props.changed && current.pathname !== next.pathname,
    enableBeforeUnload: () => props.changed,
    withResolver: true,
  });
  if (blocker.status !== 'blocked') return null;
  return (
    <Confirm
      danger
      title={t('form.leave')}
      text={t('form.leave.text')}
      confirm={t('form.leave.yes')}
      cancel={t('form.leave.no')}
      onConfirm={blocker.proceed}
      onCancel={blocker.reset}
    />
  );
}

export function Confirm(props: {
  title: string;
  text: ReactNode;
  confirm: string;
  cancel: string;
  /** It takes something away, or cannot be undone. */
  danger?: boolean;
  onConfirm: () => void;
  onCancel: () => void;
}) {
  return (
    <Dialog open modalType="alert" onOpenChange={(_, data) => (data.open ? undefined : props.onCancel())}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{props.title}</DialogTitle>
          <DialogContent>{props.text}</DialogContent>
          <DialogActions>
            <Button onClick={props.onCancel}>{props.cancel}</Button>
            <Button appearance="primary" className={props.danger ? 'danger' : ''} onClick={props.onConfirm}>
              {props.confirm}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
