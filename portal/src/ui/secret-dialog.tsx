/** The only time a secret is shown. */
import { Button } from '@fluentui/react-components';
import { CopyButton } from './copy-button.tsx';
import { Dialog } from './dialog.tsx';
import { Facts } from './facts.tsx';
import { useText } from './text.tsx';

interface SecretDialogProps {
  readonly title: string;
  /** What is to be copied, each with its name. */
  readonly shown: readonly (readonly [name: string, text: string])[];
  readonly onClose: () => void;
}

export function SecretDialog({ title, shown, onClose }: SecretDialogProps) {
  const t = useText();
  return (
    <Dialog
      title={title}
      onClose={onClose}
      commands={
        <Button appearance="primary" onClick={onClose}>
          {t('applications.secret.kept')}
        </Button>
      }
    >
      <p>{t('applications.secret.once')}</p>
      <Facts
        facts={shown.map(([name, text]) => [
          name,
          <span key={name}>
            <code className="break-anywhere">{text}</code> <CopyButton text={text} what={name} />
          </span>,
        ])}
      />
    </Dialog>
  );
}
