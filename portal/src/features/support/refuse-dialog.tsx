/** Dialog in which the operator says why it refuses a request. */
import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
} from '@fluentui/react-components';
import { useState } from 'react';
import { TextField } from '../../ui/form.tsx';
import { useText } from '../../ui/text.tsx';

export function RefuseDialog(props: { onRefuse: (reason: string) => void; onCancel: () => void }) {
  const t = useText();
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  const refuse = () => {
    if (reason.trim() === '') setMissing(true);
    else props.onRefuse(reason);
  };
  return (
    <Dialog open onOpenChange={(_, data) => (data.open ? undefined : props.onCancel())}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{t('desk.refuse.title')}</DialogTitle>
          <DialogContent className="stack">
            <p>{t('desk.refuse.text')}</p>
            <TextField
              label={t('request.reason')}
              value={reason}
              onChange={(text) => {
                setReason(text);
                setMissing(false);
              }}
              required
              rows={4}
              maxLength={2000}
              problem={missing && reason.trim() === '' ? t('desk.refuse.missing') : undefined}
            />
          </DialogContent>
          <DialogActions>
            <Button onClick={props.onCancel}>{t('action.cancel')}</Button>
            <Button appearance="primary" onClick={refuse}>
              {t('desk.refuse')}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
