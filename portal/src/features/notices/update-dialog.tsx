/** Adds a text to a notice, moves its end, or says that it is over. */
import { noticeUpdate, type PublisherNotice } from '@comptoir/contracts/comptoir/material';
import { TextInput } from '../../ui/form/fields.tsx';
import { FormDialog } from '../../ui/form/layout.tsx';
import { filled } from '../../ui/form/problems.ts';
import { useForm } from '../../ui/form/use-form.ts';
import { useText } from '../../ui/text.tsx';
import { momentTyped } from '../../ui/typed.ts';
import { updateNotice } from './queries.ts';
import { momentHint } from './typed-moment.ts';

interface UpdateDialogProps {
  readonly notice: PublisherNotice;
  /** Says that it is over, too. */
  readonly resolve: boolean;
  readonly onSaved: () => void;
  readonly onClose: () => void;
}

export function UpdateDialog({ notice, resolve, onSaved, onClose }: UpdateDialogProps) {
  const t = useText();
  const form = useForm({
    shape: noticeUpdate,
    start: { text: resolve ? t('notices.resolved.text') : '', endsAt: '' },
    body: ({ text, endsAt }) =>
      filled(resolve ? { text, resolved: true as const } : { text, endsAt: momentTyped(endsAt) }),
    words: { text: t('notices.textMissing') },
    send: (body) => updateNotice(notice, body),
    onSent: onSaved,
  });
  const title = t(resolve ? 'notices.resolve' : 'notices.update');
  return (
    <FormDialog form={form} title={title} submit={title} onClose={onClose}>
      <p>{notice.title}</p>
      <TextInput form={form} name="text" label={t('notices.text')} required rows={4} maxLength={5000} />
      {resolve || notice.state === 'ended' ? null : (
        <TextInput
          form={form}
          name="endsAt"
          type="datetime-local"
          label={t('notices.inUtc', { label: t('notices.end') })}
          hint={momentHint(t, form.hook.watch('endsAt'), 'notices.end.move')}
        />
      )}
    </FormDialog>
  );
}
