/** Fields of a form: each knows its name, and shows what is wrong with it. */
import { Checkbox, Field, Radio, RadioGroup, Select } from '@fluentui/react-components';
import { useState, type ReactNode } from 'react';
import { useController, type FieldPath, type FieldValues } from 'react-hook-form';
import { Picker, type PickerSource } from '../picker.tsx';
import { wholeTyped } from '../typed.ts';
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
  const value: unknown = field.value;
  form.labels.set(name, label);
  return {
    value,
    text: typeof value === 'string' || typeof value === 'number' ? String(value) : '',
    change: (next: unknown) => field.onChange(next),
    problem: fieldState.error?.message ?? form.told?.(name),
  };
}

type TextInputProps<Values extends FieldValues> = Named<Values> &
  Omit<TextFieldProps, 'value' | 'onChange' | 'label'> & {
    /** How what is typed is read, for example amounts in either language. */
    readonly read?: (typed: string) => unknown;
    /** How a reader writes what is kept. */
    readonly write?: (kept: string) => string;
  };

const asItIs = (text: string) => text;

export function TextInput<Values extends FieldValues>(props: TextInputProps<Values>) {
  const { form, name, read = asItIs, write = asItIs, ...look } = props;
  const { text, change, problem = props.problem } = useField({ form, name, label: props.label });
  return (
    <TextField {...look} name={name} value={write(text)} onChange={(typed) => change(read(typed))} problem={problem} />
  );
}

/** A whole number; what is none yet stays as it is typed, and is told when the form is sent. */
export function NumberInput<Values extends FieldValues>(props: Omit<TextInputProps<Values>, 'type' | 'read'>) {
  return (
    <TextInput {...(props as TextInputProps<Values>)} type="number" read={(typed) => wholeTyped(typed) ?? typed} />
  );
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
        name={props.name}
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
  readonly options: readonly RadioOption[];
  readonly required?: boolean;
  readonly hint?: string | undefined;
  readonly disabled?: boolean;
  /** The label is heard only: what stands above says it already. */
  readonly unlabelled?: boolean;
  /** How a choice is kept and shown, where it is no text. */
  readonly choice?: { readonly value: string; readonly choose: (value: string) => void };
  readonly problem?: string | undefined;
}

export interface RadioOption extends Option {
  readonly hint?: string | undefined;
  readonly disabled?: boolean;
}

export function RadioInput<Values extends FieldValues>(props: RadioInputProps<Values>) {
  const { text, change, problem = props.problem } = useField(props);
  const { value, choose } = props.choice ?? { value: text, choose: change };
  return (
    <Field
      {...(props.unlabelled ? {} : { label: props.label })}
      required={props.required ?? false}
      {...(props.hint ? { hint: props.hint } : {})}
      {...wrong(problem)}
    >
      <RadioGroup
        {...(props.unlabelled ? { 'aria-label': props.label } : {})}
        value={value}
        disabled={props.disabled ?? false}
        onChange={(_, data) => choose(data.value)}
      >
        {props.options.map((option) => (
          <Radio
            key={option.value}
            value={option.value}
            // One of its own would be taken instead of the group's.
            disabled={props.disabled === true || option.disabled === true}
            label={<OptionLabel {...option} />}
          />
        ))}
      </RadioGroup>
    </Field>
  );
}

function OptionLabel({ label, hint }: RadioOption): ReactNode {
  if (!hint) return label;
  return (
    <>
      {label}
      <br />
      <span className="quiet">{hint}</span>
    </>
  );
}

interface CheckInputProps<Values extends FieldValues> extends Named<Values> {
  readonly hint?: string;
  readonly disabled?: boolean;
  /** What it is while nobody has chosen. */
  readonly unless?: boolean;
}

export function CheckInput<Values extends FieldValues>(props: CheckInputProps<Values>) {
  const { value, change, problem } = useField(props);
  return (
    <Field {...(props.hint ? { hint: props.hint } : {})} {...wrong(problem)}>
      <Checkbox
        label={props.label}
        disabled={props.disabled ?? false}
        checked={(value ?? props.unless) === true}
        onChange={(_, data) => change(data.checked === true)}
      />
    </Field>
  );
}
