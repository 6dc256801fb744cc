/** "Request a reseller relationship": the button, its form, and the link that was made. */
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ActionButton } from '../../ui/action-button.tsx';
import { useText } from '../../ui/text.tsx';
import { useMay } from '../account/me.ts';
import { MadeLinkDialog, type MadeLink } from './made-link.tsx';
import { requestSource } from './queries.ts';
import { RequestDialog } from './request-dialog.tsx';

export function RequestRelationship() {
  const t = useText();
  const queries = useQueryClient();
  const may = useMay('relationships.request');
  const [asking, setAsking] = useState(false);
  const [made, setMade] = useState<MadeLink>();
  return (
    <>
      <ActionButton unless={may ? undefined : t('request.mayNot')} onAct={() => setAsking(true)}>
        {t('request.ask')}
      </ActionButton>
      {asking ? (
        <RequestDialog
          onClose={() => setAsking(false)}
          onMade={(link) => {
            setAsking(false);
            setMade(link);
            return queries.invalidateQueries({ queryKey: requestSource.key });
          }}
        />
      ) : null}
      {made ? <MadeLinkDialog made={made} onClose={() => setMade(undefined)} /> : null}
    </>
  );
}
