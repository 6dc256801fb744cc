/** Posts a notice on a published offer. */
import { newNotice, noticeKinds } from '@comptoir/contracts/comptoir/material';
import type { OfferSummary } from '@comptoir/contracts/comptoir/offers';
import { z } from 'zod';
import { PickerInput, SelectInput, TextInput } from '../../ui/form/fields.tsx';
import { FormDialog } from '../../ui/form/layout.tsx';
import { filled } from '../../ui/form/problems.ts';
import { useForm } from '../../ui/form/use-form.ts';
import { useText } from '../../ui/text.tsx';
import { momentTyped } from '../../ui/typed.ts';
import { offerChoices } from '../offers/queries.ts';
import { postNotice } from './queries.ts';
import { momentHint } from './typed-moment.ts';

interface PostDialogProps {
  /** The published offer, when there is one only. */
  readonly only: OfferSummary | undefined;
  readonly onPosted: () => void;
  readonly onClose: () => void;
}

/** The offer is in the address, the rest in the body. */
const noticeOfOffer = newNotice.extend({ offerId: z.guid() });

function usePostForm({ only, onPosted }: PostDialogProps) {
  return useForm({
    shape: noticeOfOffer,
    start: {
      offerId: only?.offerId ?? '',
      kind: 'outage',
      title: '',
      text: '',
      startsAt: '',
      endsAt: '',
    },
    body: ({ startsAt, endsAt, ...rest }) =>
      filled({ ...rest, startsAt: momentTyped(startsAt), endsAt: momentTyped(endsAt) }),
    send: ({ offerId, ...notice }) => postNotice(offerId, notice),
    onSent: onPosted,
  });
}

export function PostDialog(props: PostDialogProps) {
  const t = useText();
  const form = usePostForm(props);
  const kinds = noticeKinds.map((kind) => ({ value: kind, label: t(`notice.kind.${kind}`) }));
  return (
    <FormDialog form={form} title={t('notices.post')} submit={t('notices.post.do')} onClose={props.onClose}>
      <p>{t('notices.post.hint')}</p>
      <PickerInput
        form={form}
        name="offerId"
        label={t('notices.offer')}
        source={offerChoices('published')}
        first={props.only?.name}
        required
      />
      <SelectInput form={form} name="kind" label={t('notices.kind')} options={kinds} required />
      <TextInput form={form} name="title" label={t('notices.title')} required maxLength={200} />
      <TextInput form={form} name="text" label={t('notices.text')} required rows={4} maxLength={5000} />
      <div className="field-row">
        <TextInput
          form={form}
          name="startsAt"
          type="datetime-local"
          label={t('notices.inUtc', { label: t('notices.start') })}
          hint={momentHint(t, form.hook.watch('startsAt'), 'notices.start.hint')}
        />
        <TextInput
          form={form}
          name="endsAt"
          type="datetime-local"
          label={t('notices.inUtc', { label: t('notices.end') })}
          hint={momentHint(t, form.hook.watch('endsAt'), 'notices.end.hint')}
        />
      </div>
    </FormDialog>
  );
}
