/** The only time a made password is shown. */
import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
} from '@fluentui/react-components';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Facts } from '../../ui/facts.tsx';
import { useText } from '../../ui/text.tsx';

export interface Told {
  readonly userPrincipalName: string;
  readonly password: string;
}

/** User name and password, with what to do with them. */
export function PasswordTold({ told }: { told: Told }) {
  const t = useText();
  const shown = (text: string, what: string) => (
    <>
      <code className="break-anywhere">{text}</code> <CopyButton text={text} what={what} />
    </>
  );
  return (
    <>
      <p>{t('users.password.once')}</p>
      <Facts
        facts={[
          [t('users.userName'), shown(told.userPrincipalName, t('users.userName'))],
          [t('users.password'), shown(told.password, t('users.password'))],
        ]}
      />
    </>
  );
}

export function PasswordDialog({ told, onClose }: { told: Told; onClose: () => void }) {
  const t = useText();
  return (
    <Dialog open modalType="alert" onOpenChange={(_, data) => (data.open ? undefined : onClose())}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{t('users.password.new')}</DialogTitle>
          <DialogContent className="stack">
            <PasswordTold told={told} />
          </DialogContent>
          <DialogActions>
            <Button appearance="primary" onClick={onClose}>
              {t('users.password.kept')}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
