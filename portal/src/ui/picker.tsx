/** The one way to choose a thing out of many: typed words are searched by the server, whatever their number. */
import { Combobox, Field, Option } from '@fluentui/react-components';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { useText } from './text.tsx';

export interface Choice {
  readonly value: string;
  readonly label: string;
  /** What tells it from one of the same name. */
  readonly hint?: string | undefined;
}

export interface PickerSource<Item> {
  /** What its findings are kept under. */
  readonly key: readonly unknown[];
  /** The first ones that hold the words, and how many there are. */
  readonly find: (words: string) => Promise<{ readonly items: readonly Item[]; readonly total: number }>;
  readonly choiceOf: (item: Item) => Choice;
}

interface PickerProps<Item> {
  readonly label: string;
  readonly source: PickerSource<Item>;
  /** What is chosen; empty when nothing is. */
  readonly value: string;
  /** Its name. */
  readonly shown: string;
  /** Words of the choice of nothing in particular; without them something must be chosen. */
  readonly none?: string | undefined;
  readonly required?: boolean;
  readonly hint?: string | undefined;
  readonly problem?: string | undefined;
  /** Undefined: nothing in particular. */
  readonly onChoose: (item: Item | undefined) => void;
}

const noneSelected: string[] = [];

function useFound<Item>({ key, find }: PickerSource<Item>, words: string, enabled: boolean) {
  const queryKey = [...key, 'picker', words];
  return useQuery({ queryKey, queryFn: () => find(words), enabled, placeholderData: keepPreviousData });
}

export function Picker<Item>(props: PickerProps<Item>) {
  const t = useText();
  const { source, none, problem, hint } = props;
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState('');
  const words = useDeferredValue(typed.trim());
  const { data } = useFound(source, words, open);
  const items = data?.items ?? [];
  const shown = props.value === '' ? (none ?? '') : props.shown;
  const choose = (value: string) => {
    setTyped('');
    setOpen(false);
    props.onChoose(items.find((item) => source.choiceOf(item).value === value));
  };
  return (
    <Field
      className="field"
      label={props.label}
      required={props.required ?? false}
      {...(hint ? { hint } : {})}
      {...(problem ? { validationMessage: problem, validationState: 'error' as const } : {})}
    >
      <Combobox
        freeform
        inlinePopup
        value={open ? typed : shown}
        placeholder={open && shown !== '' ? shown : t('choose.placeholder')}
        // With a selection the library drops it as soon as what is typed begins none of the options on the screen.
        selectedOptions={noneSelected}
        listbox={{ className: 'picker-box' }}
        open={open}
        onOpenChange={(_, change) => {
          setOpen(change.open);
          if (!change.open) setTyped('');
        }}
        onChange={(event) => {
          setOpen(true);
          setTyped(event.target.value);
        }}
        onOptionSelect={(_, chosen) => (chosen.optionValue === undefined ? undefined : choose(chosen.optionValue))}
      >
        {none === undefined || words !== '' ? null : <Option value="">{none}</Option>}
        {items.map(source.choiceOf).map(({ value, label, hint: detail }) => (
          <Option key={value} value={value} text={label}>
            <span>
              {label}
              {detail ? <span className="quiet picker-hint"> {detail}</span> : null}
            </span>
          </Option>
        ))}
        {data ? <Rest found={items.length} total={data.total} /> : null}
      </Combobox>
    </Field>
  );
}

/** Says that there are more than are shown, or none. */
function Rest({ found, total }: { found: number; total: number }) {
  const t = useText();
  if (found > 0 && found >= total) return null;
  const text = found === 0 ? t('choose.none') : t('choose.more', { count: total - found });
  return (
    <Option disabled value="rest" text="">
      <span className="quiet">{text}</span>
    </Option>
  );
}
