/** The question before a subscription is cancelled, for who sells it and for who bought it itself. */
import { Confirm } from '../../ui/dialog.tsx';
import { useText } from '../../ui/text.tsx';

interface CancelConfirmProps {
  readonly name: string;
  /** What it means now. */
  readonly text: string;
  readonly onConfirm: () => void;
  readonly onCancel: () => void;
}

export function CancelConfirm({ name, text, onConfirm, onCancel }: CancelConfirmProps) {
  const t = useText();
  return (
    <Confirm
      title={t('cancel.asked', { name })}
      text={`${text} ${t('cancel.final')}`}
      confirm={t('cancel.action')}
      cancel={t('cancel.keep')}
      danger
      {...{ onConfirm, onCancel }}
    />
  );
}
