/** When a private offer begins and ends (rule F26): as soon as possible or the first of a month, to the end of a month. */
import { RadioInput, TextInput } from '../../ui/form/fields.tsx';
import { useText } from '../../ui/text.tsx';
import { lastDay } from './model.ts';
import type { Editor } from './use-editor.ts';

export function PeriodFields({ form }: Pick<Editor, 'form'>) {
  const t = useText();
  const { start, until } = form.values;
  const end = lastDay(until);
  return (
    <>
      <RadioInput
        form={form}
        name="start"
        label={t('privateOffer.start')}
        required
        options={[
          { value: 'soon', label: t('privateOffer.start.soon.hint') },
          { value: 'month', label: t('privateOffer.start.month') },
        ]}
      />
      <div className="field-row">
        {start === 'month' ? (
          <TextInput form={form} name="from" label={t('privateOffer.start.which')} type="month" required />
        ) : null}
        <TextInput
          form={form}
          name="until"
          label={t('privateOffer.end.which')}
          hint={end ? t('privateOffer.end.hint', { day: t.formats.day(end) }) : undefined}
          type="month"
          required
        />
      </div>
    </>
  );
}
