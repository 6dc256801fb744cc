/** The only time recovery codes are shown. */
import { Button } from '@fluentui/react-components';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { useText } from '../../ui/text.tsx';

export function RecoveryDialog({ codes, onClose }: { codes: readonly string[]; onClose: () => void }) {
  const t = useText();
  return (
    <Dialog
      title={t('secondFactor.codes.title')}
      commands={
        <>
          <CopyButton text={codes.join('\n')} what={t('secondFactor.codes.title')} />
          <Button appearance="primary" onClick={onClose}>
            {t('secondFactor.codes.kept')}
          </Button>
        </>
      }
    >
      <p>{t('secondFactor.codes.text')}</p>
      <ul className="bullets">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
