/** Dialog in which the operator says why it refuses a request. */
import { refusePublisherRequest } from '@comptoir/contracts/comptoir/publisher-requests';
import { TextInput } from '../../ui/form/fields.tsx';
import { FormDialog } from '../../ui/form/layout.tsx';
import { useForm } from '../../ui/form/use-form.ts';
import { useText } from '../../ui/text.tsx';

export function RefuseDialog(props: { onRefuse: (reason: string) => Promise<unknown>; onCancel: () => void }) {
  const t = useText();
  const form = useForm({
    shape: refusePublisherRequest,
    start: { reason: '' },
    words: { reason: t('desk.refuse.missing') },
    send: ({ reason }) => props.onRefuse(reason),
    onSent: props.onCancel,
  });
  return (
    <FormDialog form={form} title={t('desk.refuse.title')} submit={t('desk.refuse')} onClose={props.onCancel}>
      <p>{t('desk.refuse.text')}</p>
      <TextInput form={form} name="reason" label={t('request.reason')} required rows={4} maxLength={2000} />
    </FormDialog>
  );
}
