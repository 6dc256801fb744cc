/** A line or several lines of text: label above, what is wrong below. */
import { Field, Input, Textarea } from '@fluentui/react-components';
import { useText } from '../text.tsx';

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
  /** By which a link finds it, see `useFieldInAddress`. */
  readonly name?: string;
}

/** From here on it is said how much of a limited text is used: nothing may be cut off unseen. */
const almostFull = 0.8;

export function TextField(props: TextFieldProps) {
  const hint = useHint(props);
  const shared = {
    value: props.value,
    ...(props.id ? { id: props.id } : {}),
    ...(props.name ? { name: props.name } : {}),
    ...(props.maxLength ? { maxLength: props.maxLength } : {}),
    ...(props.autoComplete ? { autoComplete: props.autoComplete } : {}),
    ...(props.inputMode ? { inputMode: props.inputMode } : {}),
  };
  return (
    <Field
      className="field"
      label={props.label}
      required={props.required ?? false}
      {...(hint ? { hint } : {})}
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

function useHint({ hint, value, maxLength, type }: TextFieldProps): string | undefined {
  const t = useText();
  if (maxLength === undefined || type === 'number' || value.length < maxLength * almostFull) return hint;
  const used = t('form.used', { used: value.length, most: maxLength });
  return hint ? `${hint} ${used}` : used;
}
