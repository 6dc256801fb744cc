/** "Stop selling": nobody can buy the offer from now on; whoever has it keeps it. */
import type { Offer } from '@comptoir/contracts/comptoir/offers';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ActionButton } from '../../../ui/action-button.tsx';
import { useFaultText } from '../../../ui/fault.ts';
import { Confirm } from '../../../ui/dialog.tsx';
import { useText } from '../../../ui/text.tsx';
import { useSay } from '../../../ui/toast.tsx';
import { stopSelling } from '../queries.ts';

export function StopSelling({ offer }: { offer: Offer }) {
  const t = useText();
  const say = useSay();
  const faultText = useFaultText();
  const queries = useQueryClient();
  const [asking, setAsking] = useState(false);
  const stop = useMutation({
    mutationFn: () => stopSelling(offer.offerId),
    onMutate: () => setAsking(false),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['offers'] });
      say(t('stopSelling.done'));
    },
    onError: (error) => say(faultText(error)),
  });
  const unless = { draft: t('stopSelling.notLive'), stopped: t('stopSelling.stopped'), live: undefined }[offer.state];
  return (
    <>
      <ActionButton busy={stop.isPending} unless={unless} onAct={() => setAsking(true)}>
        {t('stopSelling.title')}
      </ActionButton>
      {asking ? (
        <Confirm
          danger
          title={t('stopSelling.question', { name: offer.name })}
          text={
            <ul className="bullets">
              <li>{t('stopSelling.consequence.store')}</li>
              <li>{t('stopSelling.consequence.partners')}</li>
              <li>{t('stopSelling.consequence.customers')}</li>
              <li>{t('stopSelling.consequence.again')}</li>
            </ul>
          }
          confirm={t('stopSelling.title')}
          cancel={t('action.cancel')}
          onConfirm={() => stop.mutate()}
          onCancel={() => setAsking(false)}
        />
      ) : null}
    </>
  );
}
