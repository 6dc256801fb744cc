/** What can be done with a private offer as a whole: clone it, withdraw it, delete its draft. */
import type { PrivateOffer } from '@comptoir/contracts/comptoir/private-offers';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { paths } from '../../paths.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { useFaultText } from '../../ui/fault.ts';
import { Confirm } from '../../ui/dialog.tsx';
import { useText } from '../../ui/text.tsx';
import { useSay } from '../../ui/toast.tsx';
import { clonePrivateOffer, deletePrivateOffer, privateOfferSource, withdrawPrivateOffer } from './queries.ts';
import { useKeep } from './use-editor.ts';

export function PrivateOfferCommands({ offer }: { offer: PrivateOffer }) {
  const { asking, setAsking, clone, withdraw, remove } = useCommands(offer);
  const t = useText();
  const draft = offer.state === 'draft';
  const over = offer.state === 'ended' || offer.state === 'withdrawn';
  const reason = over ? t('privateOffer.withdraw.over') : offer.sold ? t('privateOffer.withdraw.sold') : undefined;
  return (
    <>
      <ActionButton busy={clone.isPending} onAct={() => clone.mutate()}>
        {t('privateOffer.clone')}
      </ActionButton>
      {draft ? (
        <ActionButton busy={remove.isPending} onAct={() => setAsking(true)}>
          {t('privateOffer.delete')}
        </ActionButton>
      ) : (
        <ActionButton busy={withdraw.isPending} unless={reason} onAct={() => setAsking(true)}>
          {t('privateOffer.withdraw')}
        </ActionButton>
      )}
      {asking ? (
        <Confirm
          danger
          title={t(draft ? 'privateOffer.delete.ask' : 'privateOffer.withdraw.ask', { name: offer.document.name })}
          text={t(draft ? 'privateOffer.delete.text' : 'privateOffer.withdraw.text')}
          confirm={t(draft ? 'privateOffer.delete' : 'privateOffer.withdraw')}
          cancel={t('action.cancel')}
          onConfirm={() => {
            setAsking(false);
            (draft ? remove : withdraw).mutate();
          }}
          onCancel={() => setAsking(false)}
        />
      ) : null}
    </>
  );
}

function useCommands({ privateOfferId: id }: PrivateOffer) {
  const t = useText();
  const say = useSay();
  const navigate = useNavigate();
  const keep = useKeep();
  const queries = useQueryClient();
  const words = useFaultText();
  const [asking, setAsking] = useState(false);
  const onError = (error: unknown) => say(words(error));
  const clone = useMutation({
    mutationFn: () => clonePrivateOffer(id),
    onSuccess: async (made) => {
      await keep(made);
      await navigate({ to: paths.privateOffer(made.privateOfferId) });
      say(t('privateOffer.cloned'));
    },
    onError,
  });
  const withdraw = useMutation({
    mutationFn: () => withdrawPrivateOffer(id),
    onSuccess: async (offer) => {
      await keep(offer);
      say(t('privateOffer.withdrawn'));
    },
    onError,
  });
  const remove = useMutation({
    mutationFn: () => deletePrivateOffer(id),
    onSuccess: async () => {
      await navigate({ to: paths.privateOffers });
      await queries.invalidateQueries({ queryKey: privateOfferSource.key });
      say(t('privateOffer.deleted'));
    },
    onError,
  });
  return { asking, setAsking, clone, withdraw, remove };
}
