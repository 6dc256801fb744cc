/** The link that was made, once: to copy, or to take into a mail of one's own. */
import { Button } from '@fluentui/react-components';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { useText } from '../../ui/text.tsx';

export interface MadeLink {
  readonly link: string;
  readonly subject: string;
  readonly message: string;
  /** Whom it was sent to; absent: nobody yet. */
  readonly email: string | undefined;
}

export function MadeLinkDialog({ made, onClose }: { made: MadeLink; onClose: () => void }) {
  const t = useText();
  const { subject, message, email } = made;
  const query = new URLSearchParams({ subject, body: message }).toString().replaceAll('+', '%20');
  return (
    <Dialog
      title={t(email ? 'invite.sent' : 'invite.made')}
      wide
      onClose={onClose}
      commands={
        <>
          <Button as="a" href={`mailto:${email ? encodeURIComponent(email) : ''}?${query}`}>
            {t('invite.openMail')}
          </Button>
          <CopyButton text={message} what={t('invite.message')} />
          <Button appearance="primary" onClick={onClose}>
            {t('invite.done')}
          </Button>
        </>
      }
    >
      <p>{email ? t('invite.sent.text', { email }) : t('invite.made.text')}</p>
      <p className="quiet">{t('invite.once')}</p>
      <p className="pre-line break-anywhere">{message}</p>
    </Dialog>
  );
}
