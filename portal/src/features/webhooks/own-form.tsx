/** A webhook of the account: its address, what it is for, and what it is told. */
import { newWebhook, type Webhook } from '@comptoir/contracts/comptoir/webhooks';
import { useQuery } from '@tanstack/react-query';
import { ChecksInput } from '../../ui/form/checks.tsx';
import { TextInput } from '../../ui/form/fields.tsx';
import { FormDialog } from '../../ui/form/layout.tsx';
import { useForm } from '../../ui/form/use-form.ts';
import { useText } from '../../ui/text.tsx';
import { addWebhook, changeWebhook, webhookTypesQuery } from './own-queries.ts';

interface WebhookDialogProps {
  /** To be changed; a new one when absent. */
  readonly webhook?: Webhook;
  /** `secret`: of a new one. */
  readonly onSaved: (saved: Webhook, secret: string | undefined) => void;
  readonly onClose: () => void;
}

export function WebhookDialog({ webhook, onSaved, onClose }: WebhookDialogProps) {
  const t = useText();
  const types = useQuery(webhookTypesQuery).data?.items ?? [];
  const form = useForm({
    shape: newWebhook,
    start: {
      url: webhook?.url ?? '',
      description: webhook?.description ?? '',
      events: (webhook?.events ?? []) as readonly string[],
    },
    body: (values) => ({ ...values, url: values.url.trim() }),
    words: { url: t('webhooks.url.missing'), events: t('webhooks.events.missing') },
    refusedAt: {
      EventWebhookAddressRefused: 'url',
      EventWebhookAddressTaken: 'url',
      EventWebhookEventUnknown: 'events',
    },
    send: async (body) => {
      if (webhook) return { saved: await changeWebhook(webhook.id, body), secret: undefined };
      const { secret, ...saved } = await addWebhook(body);
      return { saved, secret };
    },
    onSent: ({ saved, secret }) => onSaved(saved, secret),
  });
  return (
    <FormDialog
      form={form}
      title={t(webhook ? 'webhooks.change' : 'webhooks.add')}
      submit={t(webhook ? 'action.save' : 'webhooks.add.submit')}
      onClose={onClose}
    >
      <TextInput
        form={form}
        name="url"
        label={t('webhook.url')}
        hint={t('webhooks.url.hint')}
        required
        maxLength={2000}
      />
      <TextInput form={form} name="description" label={t('webhooks.description')} maxLength={200} />
      <ChecksInput
        form={form}
        name="events"
        label={t('webhooks.events')}
        required
        options={types.map((value) => ({ value, label: t.maybe(`webhooks.event.${value}`) ?? value }))}
      />
    </FormDialog>
  );
}
