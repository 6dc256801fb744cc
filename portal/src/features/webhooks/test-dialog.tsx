/** A publisher tries its webhook out: one call about a purchase that there is not. */
import { webhookActions, webhookTest } from '@comptoir/contracts/comptoir/publisher-webhooks';
import { guid } from '@comptoir/contracts/comptoir/words';
import { useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { ActionButton } from '../../ui/action-button.tsx';
import { PickerInput, SelectInput } from '../../ui/form/fields.tsx';
import { FormDialog } from '../../ui/form/layout.tsx';
import { useForm } from '../../ui/form/use-form.ts';
import { useText } from '../../ui/text.tsx';
import { paths } from '../../paths.ts';
import { offerChoices } from '../offers/queries.ts';
import { testWebhook } from './queries.ts';

export function TestWebhook() {
  const t = useText();
  const [open, setOpen] = useState(false);
  return (
    <>
      <ActionButton primary onAct={() => setOpen(true)}>
        {t('operations.test')}
      </ActionButton>
      {open ? <TestDialog onClose={() => setOpen(false)} /> : null}
    </>
  );
}

const wish = webhookTest.extend({ offerId: guid });

function TestDialog({ onClose }: { onClose: () => void }) {
  const t = useText();
  const router = useRouter();
  const form = useForm({
    shape: wish,
    start: { offerId: '', event: 'ChangeQuantity' as string },
    words: { offerId: t('operations.test.offer.missing') },
    refusedAt: { NothingToCall: 'offerId' },
    send: ({ offerId, event }) => testWebhook(offerId, event),
    onSent: ({ deliveryId }) => void router.navigate({ to: paths.operation(deliveryId) }),
  });
  return (
    <FormDialog form={form} title={t('operations.test')} submit={t('operations.test.submit')} onClose={onClose}>
      <p>{t('operations.test.text')}</p>
      <PickerInput
        form={form}
        name="offerId"
        label={t('subscription.offer')}
        source={offerChoices('published')}
        required
      />
      <SelectInput
        form={form}
        name="event"
        label={t('webhook.event')}
        options={webhookActions.map((value) => ({ value, label: t(`webhook.event.${value}`) }))}
        required
      />
    </FormDialog>
  );
}
