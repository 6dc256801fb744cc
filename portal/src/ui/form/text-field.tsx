/** A line or several lines of text: label above, what is wrong below. */
import { Field, Input, Textarea } from '@fluentui/react-components';

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
