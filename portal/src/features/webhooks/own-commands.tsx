/** What is done with a webhook of the account: changed, tested, given a new secret, disabled, removed. */
import type { Webhook } from '@comptoir/contracts/comptoir/webhooks';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { paths } from '../../paths.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { Confirm } from '../../ui/dialog.tsx';
import { useFaultText } from '../../ui/fault.ts';
import { useText } from '../../ui/text.tsx';
import { useSay } from '../../ui/toast.tsx';
import { WebhookDialog } from './own-form.tsx';
import { changeWebhook, removeWebhook, rotateWebhookSecret, testOwnWebhook, webhooksKey } from './own-queries.ts';
import { WebhookSecret } from './secret.tsx';

type Open = 'change' | 'rotate' | 'remove' | undefined;

export function WebhookCommands({ webhook }: { webhook: Webhook }) {
  const t = useText();
  const router = useRouter();
  const [open, setOpen] = useState<Open>();
  const [secret, setSecret] = useState<string>();
  const { id, enabled } = webhook;
  const test = useCommand(testOwnWebhook, ({ deliveryId }) =>
    router.navigate({ to: paths.webhookDelivery(id, deliveryId) }),
  );
  const turn = useCommand((one: string) => changeWebhook(one, { enabled: !enabled }));
  const rotate = useCommand(rotateWebhookSecret, (made) => setSecret(made.secret));
  const remove = useCommand(removeWebhook, () => router.navigate({ to: paths.webhooks }));
  const close = () => setOpen(undefined);
  return (
    <>
      <ActionButton
        primary
        busy={test.isPending}
        unless={enabled ? undefined : t('errors.EventWebhookDisabled')}
        onAct={() => test.mutate(id)}
      >
        {t('webhooks.test')}
      </ActionButton>
      <ActionButton onAct={() => setOpen('change')}>{t('webhooks.change')}</ActionButton>
      <ActionButton busy={rotate.isPending} onAct={() => setOpen('rotate')}>
        {t('webhooks.rotate')}
      </ActionButton>
      <ActionButton busy={turn.isPending} onAct={() => turn.mutate(id)}>
        {t(enabled ? 'webhooks.disable' : 'webhooks.enable')}
      </ActionButton>
      <ActionButton busy={remove.isPending} onAct={() => setOpen('remove')}>
        {t('action.remove')}
      </ActionButton>
      {open === 'change' ? <Changing webhook={webhook} onClose={close} /> : null}
      {open === 'rotate' || open === 'remove' ? (
        <Confirm
          danger={open === 'remove'}
          title={t(`webhooks.${open}`)}
          text={t(`webhooks.${open}.text`)}
          confirm={t(`webhooks.${open}`)}
          cancel={t('action.cancel')}
          onConfirm={() => {
            close();
            (open === 'rotate' ? rotate : remove).mutate(id);
          }}
          onCancel={close}
        />
      ) : null}
      {secret ? <WebhookSecret secret={secret} onClose={() => setSecret(undefined)} /> : null}
    </>
  );
}

function Changing({ webhook, onClose }: { webhook: Webhook; onClose: () => void }) {
  const queries = useQueryClient();
  const saved = () => {
    onClose();
    return queries.invalidateQueries({ queryKey: webhooksKey });
  };
  return <WebhookDialog webhook={webhook} onSaved={saved} onClose={onClose} />;
}

function useCommand<Answer>(command: (id: string) => Promise<Answer>, done?: (answer: Answer) => unknown) {
  const say = useSay();
  const words = useFaultText();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: command,
    onSuccess: (answer) => void done?.(answer),
    onError: (error) => say(words(error)),
    onSettled: () => queries.invalidateQueries({ queryKey: webhooksKey }),
  });
}
