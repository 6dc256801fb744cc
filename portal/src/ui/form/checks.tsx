/** Several of a list, each a box to tick. */
import { Checkbox, Field, FieldContextProvider } from '@fluentui/react-components';
import type { FieldPath, FieldValues } from 'react-hook-form';
import { useField, type Option } from './fields.tsx';
import type { ContractForm } from './use-form.ts';

interface ChecksInputProps<Values extends FieldValues> {
  readonly form: ContractForm<Values>;
  readonly name: FieldPath<Values>;
  readonly label: string;
  readonly hint?: string;
  readonly required?: boolean;
  readonly options: readonly (Option & { readonly disabled?: boolean })[];
}

/** The field holds the values that are ticked. */
export function ChecksInput<Values extends FieldValues>(props: ChecksInputProps<Values>) {
  const { value, change, problem } = useField(props);
  const chosen = Array.isArray(value) ? (value as readonly string[]) : [];
  const turn = (one: string, on: boolean) => change(on ? [...chosen, one] : chosen.filter((other) => other !== one));
  return (
    <Field
      // Of the label only: each box would carry the mark of a required field.
      label={{ children: props.label, required: props.required ?? false }}
      {...(props.hint ? { hint: props.hint } : {})}
      {...(problem ? { validationMessage: problem, validationState: 'error' as const } : {})}
    >
      <fieldset className="check-list" aria-label={props.label}>
        {/* Each box has its own label: within the field's they would all be one control, and a label tick the first. */}
        <FieldContextProvider value={undefined}>
          {props.options.map((option) => (
            <Checkbox
              key={option.value}
              label={option.label}
              disabled={option.disabled ?? false}
              checked={chosen.includes(option.value)}
              onChange={(_, data) => turn(option.value, data.checked === true)}
            />
          ))}
        </FieldContextProvider>
      </fieldset>
    </Field>
  );
}
