/** When a private offer begins and ends (rule F26): as soon as possible or the first of a month, to the end of a month. */
import { Field, Radio, RadioGroup } from '@fluentui/react-components';
import { useState } from 'react';
import { TextField } from '../../ui/form/text-field.tsx';
import { useText } from '../../ui/text.tsx';
import { firstDay, lastDay, monthOf } from './model.ts';
import type { Editor } from './use-editor.ts';

export function PeriodFields({ editor }: { editor: Editor }) {
  const t = useText();
  const { start, end } = editor.document;
  const soon = start === 'asSoonAsPossible';
  const [byMonth, setByMonth] = useState(start !== null && !soon);
  const [from, setFrom] = useState(monthOf(start));
  const [until, setUntil] = useState(monthOf(end));
  const problem = editor.problemAt('start');
  const choose = (value: string) => {
    setByMonth(value === 'month');
    editor.set({ start: value === 'soon' ? 'asSoonAsPossible' : firstDay(from) });
  };
  return (
    <>
      <Field
        label={t('privateOffer.start')}
        required
        {...(problem && !byMonth ? { validationMessage: problem, validationState: 'error' as const } : {})}
      >
        <RadioGroup value={soon ? 'soon' : byMonth ? 'month' : ''} onChange={(_, data) => choose(data.value)}>
          <Radio value="soon" label={t('privateOffer.start.soon.hint')} />
          <Radio value="month" label={t('privateOffer.start.month')} />
        </RadioGroup>
      </Field>
      <div className="field-row">
        {byMonth ? (
          <TextField
            label={t('privateOffer.start.which')}
            type="month"
            required
            value={from}
            problem={problem}
            onChange={(month) => {
              setFrom(month);
              editor.set({ start: firstDay(month) });
            }}
          />
        ) : null}
        <TextField
          label={t('privateOffer.end.which')}
          hint={end ? t('privateOffer.end.hint', { day: t.formats.day(end) }) : undefined}
          type="month"
          required
          value={until}
          problem={editor.problemAt('end')}
          onChange={(month) => {
            setUntil(month);
            editor.set({ end: lastDay(month) });
          }}
        />
      </div>
    </>
  );
}
