import { SecretDialog } from '../../ui/secret-dialog.tsx';
import { useText } from '../../ui/text.tsx';

/** The secret of a webhook, told once. */
export function WebhookSecret({ secret, onClose }: { secret: string; onClose: () => void }) {
  const t = useText();
  return (
    <SecretDialog title={t('webhooks.secret')} shown={[[t('applications.secret.word'), secret]]} onClose={onClose} />
  );
}
