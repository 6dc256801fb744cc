/** Posts a notice on a published offer. */
import { Field, Select } from '@fluentui/react-components';
import { noticeKinds, type NewNotice, type NoticeKind } from '@comptoir/contracts/comptoir/material';
import type { OfferSummary } from '@comptoir/contracts/comptoir/offers';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useRepeatId } from '../../api/repeat-id.ts';
import { TextField } from '../../ui/form.tsx';
import { useText } from '../../ui/text.tsx';
import { FormDialog } from './form-dialog.tsx';
import { MomentField, momentOf } from './moment-field.tsx';
import { postNotice } from './queries.ts';

interface Draft {
  readonly offerId: string;
  readonly kind: NoticeKind;
  readonly title: string;
  readonly text: string;
  readonly from: string;
  readonly until: string;
}

interface PostDialogProps {
  /** Published offers; not empty. */
  readonly offers: readonly OfferSummary[];
  readonly onPosted: () => void;
  readonly onClose: () => void;
}

export function PostDialog({ offers, onPosted, onClose }: PostDialogProps) {
  const t = useText();
  const repeat = useRepeatId();
  const [draft, setDraft] = useState<Draft>({
    offerId: offers.length === 1 ? offers[0]!.offerId : '',
    kind: 'outage',
    title: '',
    text: '',
    from: '',
    until: '',
  });
  const post = useMutation({
    mutationFn: () => postNotice(draft.offerId, bodyOf(draft), repeat.current()),
    onSettled: (_data, error) => repeat.settle(error),
    onSuccess: onPosted,
  });
  const incomplete = draft.offerId === '' || draft.title.trim() === '' || draft.text.trim() === '';
  return (
    <FormDialog
      title={t('notices.post')}
      submit={t('notices.post.do')}
      unless={incomplete ? t('notices.incomplete') : undefined}
      mutation={post}
      onClose={onClose}
    >
      <p>{t('notices.post.hint')}</p>
      <PostFields draft={draft} offers={offers} set={(part) => setDraft({ ...draft, ...part })} />
    </FormDialog>
  );
}

function bodyOf({ kind, title, text, from, until }: Draft): NewNotice {
  const [startsAt, endsAt] = [momentOf(from), momentOf(until)];
  return {
    kind,
    title: title.trim(),
    text: text.trim(),
    ...(startsAt ? { startsAt } : {}),
    ...(endsAt ? { endsAt } : {}),
  };
}

interface PostFieldsProps {
  readonly draft: Draft;
  readonly offers: readonly OfferSummary[];
  readonly set: (part: Partial<Draft>) => void;
}

function PostFields({ draft, offers, set }: PostFieldsProps) {
  const t = useText();
  return (
    <>
      <Field label={t('notices.offer')} required>
        <Select value={draft.offerId} onChange={(_, data) => set({ offerId: data.value })}>
          <option value="">{t('notices.offer.choose')}</option>
          {offers.map((offer) => (
            <option key={offer.offerId} value={offer.offerId}>
              {offer.name}
            </option>
          ))}
        </Select>
      </Field>
      <Field label={t('notices.kind')} required>
        <Select value={draft.kind} onChange={(_, data) => set({ kind: data.value as NoticeKind })}>
          {noticeKinds.map((kind) => (
            <option key={kind} value={kind}>
              {t(`notice.kind.${kind}`)}
            </option>
          ))}
        </Select>
      </Field>
      <TextField
        label={t('notices.title')}
        required
        maxLength={200}
        value={draft.title}
        onChange={(title) => set({ title })}
      />
      <TextField
        label={t('notices.text')}
        required
        rows={4}
        maxLength={5000}
        value={draft.text}
        onChange={(text) => set({ text })}
      />
      <div className="field-row">
        <MomentField
          label={t('notices.start')}
          hint={t('notices.start.hint')}
          value={draft.from}
          onChange={(from) => set({ from })}
        />
        <MomentField
          label={t('notices.end')}
          hint={t('notices.end.hint')}
          value={draft.until}
          onChange={(until) => set({ until })}
        />
      </div>
    </>
  );
}
