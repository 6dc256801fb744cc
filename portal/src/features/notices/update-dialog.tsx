/** Adds a text to a notice, moves its end, or says that it is over. */
import type { PublisherNotice } from '@comptoir/contracts/comptoir/material';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useRepeatId } from '../../api/repeat-id.ts';
import { TextField } from '../../ui/form.tsx';
import { useText } from '../../ui/text.tsx';
import { FormDialog } from './form-dialog.tsx';
import { MomentField, momentOf } from './moment-field.tsx';
import { updateNotice } from './queries.ts';

interface UpdateDialogProps {
  readonly notice: PublisherNotice;
  /** Says that it is over, too. */
  readonly resolve: boolean;
  readonly onSaved: () => void;
  readonly onClose: () => void;
}

export function UpdateDialog({ notice, resolve, onSaved, onClose }: UpdateDialogProps) {
  const t = useText();
  const repeat = useRepeatId();
  const [text, setText] = useState(resolve ? t('notices.resolved.text') : '');
  const [until, setUntil] = useState('');
  const endsAt = momentOf(until);
  const save = useMutation({
    mutationFn: () => {
      const end = resolve ? ({ resolved: true } as const) : endsAt ? { endsAt } : {};
      return updateNotice(notice, { text: text.trim(), ...end }, repeat.current());
    },
    onSettled: (_data, error) => repeat.settle(error),
    onSuccess: onSaved,
  });
  return (
    <FormDialog
      title={t(resolve ? 'notices.resolve' : 'notices.update')}
      submit={t(resolve ? 'notices.resolve' : 'notices.update')}
      unless={text.trim() === '' ? t('notices.textMissing') : undefined}
      mutation={save}
      onClose={onClose}
    >
      <p>{notice.title}</p>
      <TextField label={t('notices.text')} required rows={4} maxLength={5000} value={text} onChange={setText} />
      {resolve || notice.state === 'ended' ? null : (
        <MomentField label={t('notices.end')} hint={t('notices.end.move')} value={until} onChange={setUntil} />
      )}
    </FormDialog>
  );
}
