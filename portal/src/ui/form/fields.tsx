/** Fields of a form: each knows its name, and shows what is wrong with it. */
import { Checkbox, Field, Radio, RadioGroup, Select } from '@fluentui/react-components';
import { useState, type ReactNode } from 'react';
import { useController, type FieldPath, type FieldValues } from 'react-hook-form';
import { Picker, type PickerSource } from '../picker.tsx';
import { TextField, type TextFieldProps } from './text-field.tsx';
import type { ContractForm } from './use-form.ts';

interface Named<Values extends FieldValues> {
  readonly form: ContractForm<Values>;
  readonly name: FieldPath<Values>;
  readonly label: string;
}

/** For choices that need more than a list. */
export function useField<Values extends FieldValues>({ form, name, label }: Named<Values>) {
  const { field, fieldState } = useController({ control: form.hook.control, name });
  form.labels.set(name, label);
  return {
    value: field.value as unknown,
    text: typeof field.value === 'string' ? field.value : '',
    change: (value: unknown) => field.onChange(value),
    problem: fieldState.error?.message,
  };
}

type TextInputProps<Values extends FieldValues> = Named<Values> &
  Omit<TextFieldProps, 'value' | 'onChange' | 'problem' | 'label'> & {
    /** How what is typed is read, for example amounts in either language. */
    readonly read?: (typed: string) => string;
  };

export function TextInput<Values extends FieldValues>(props: TextInputProps<Values>) {
  const { form, name, read = (typed) => typed, ...look } = props;
  const { text, change, problem } = useField({ form, name, label: props.label });
  return <TextField {...look} value={text} onChange={(typed) => change(read(typed))} problem={problem} />;
}

export interface Option {
  readonly value: string;
  readonly label: string;
}

interface SelectInputProps<Values extends FieldValues> extends Named<Values> {
  readonly options: readonly Option[];
  /** Words of the empty choice; without them there is none. */
  readonly none?: string;
  readonly required?: boolean;
  readonly hint?: string;
  /** For what else a choice changes. */
  readonly onChoice?: (value: string) => void;
}

/** What a list to choose from holds. */
export function Options(props: { options: readonly Option[] }) {
  return props.options.map(({ value, label }) => (
    <option key={value} value={value}>
      {label}
    </option>
  ));
}

const wrong = (problem: string | undefined) =>
  problem ? { validationMessage: problem, validationState: 'error' as const } : {};

export function SelectInput<Values extends FieldValues>(props: SelectInputProps<Values>) {
  const { text, change, problem } = useField(props);
  return (
    <Field
      className="field"
      label={props.label}
      required={props.required ?? false}
      {...(props.hint ? { hint: props.hint } : {})}
      {...wrong(problem)}
    >
      <Select
        value={text}
        onChange={(_, data) => {
          change(data.value);
          props.onChoice?.(data.value);
        }}
      >
        {props.none === undefined ? null : <option value="">{props.none}</option>}
        <Options options={props.options} />
      </Select>
    </Field>
  );
}

interface PickerInputProps<Values extends FieldValues, Item> extends Named<Values> {
  readonly source: PickerSource<Item>;
  readonly none?: string;
  readonly required?: boolean;
  readonly hint?: string;
  /** Name of what the form begins with. */
  readonly first?: string | undefined;
  readonly onChoice?: (item: Item | undefined) => void;
}

/** A choice out of many, searched by the server. */
export function PickerInput<Values extends FieldValues, Item>(props: PickerInputProps<Values, Item>) {
  const { source, none, required, hint, first = '', label } = props;
  const { text, change, problem } = useField(props);
  const [name, setName] = useState(first);
  return (
    <Picker
      {...{ label, source, none, problem, hint }}
      required={required ?? false}
      value={text}
      shown={name}
      onChoose={(item) => {
        const chosen = item && source.choiceOf(item);
        setName(chosen?.label ?? '');
        change(chosen?.value ?? '');
        props.onChoice?.(item);
      }}
    />
  );
}

interface RadioInputProps<Values extends FieldValues> extends Named<Values> {
  readonly options: readonly (Option & { readonly hint?: string })[];
  readonly required?: boolean;
}

export function RadioInput<Values extends FieldValues>(props: RadioInputProps<Values>) {
  const { text, change, problem } = useField(props);
  return (
    <Field label={props.label} required={props.required ?? false} {...wrong(problem)}>
      <RadioGroup value={text} onChange={(_, data) => change(data.value)}>
        {props.options.map((option) => (
          <Radio key={option.value} value={option.value} label={<OptionLabel {...option} />} />
        ))}
      </RadioGroup>
    </Field>
  );
}

function OptionLabel({ label, hint }: { label: string; hint?: string }): ReactNode {
  if (!hint) return label;
  return (
    <>
      {label}
      <br />
      <span className="quiet">{hint}</span>
    </>
  );
}

export function CheckInput<Values extends FieldValues>(props: Named<Values>) {
  const { value, change, problem } = useField(props);
  return (
    <Field {...wrong(problem)}>
      <Checkbox label={props.label} checked={value === true} onChange={(_, data) => change(data.checked === true)} />
    </Field>
  );
}
