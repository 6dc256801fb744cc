/** From the saved draft to the preview and live: what is done, said and read again. */
import type { Offer } from '@comptoir/contracts/comptoir/offers';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useText } from '../../../ui/text.tsx';
import { useSay } from '../../../ui/toast.tsx';
import { goLive, previewOffer, publishOffer, withdrawPreview } from '../queries.ts';

/** Acts, tells what came of it, and reads everything about offers again: also after a refusal, since something moved. */
function useAct<Answer, Subject = void>(act: (subject: Subject) => Promise<Answer>, words: (answer: Answer) => string) {
  const say = useSay();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: act,
    onSuccess: (answer) => say(words(answer)),
    onSettled: () => queries.invalidateQueries({ queryKey: ['offers'] }),
  });
}

export function useLifecycle(offer: Pick<Offer, 'offerId' | 'revision'>) {
  const t = useText();
  const { offerId, revision } = offer;
  return {
    preview: useAct(
      () => previewOffer(offerId, revision),
      () => t('preview.published'),
    ),
    publish: useAct(
      () => publishOffer(offerId, revision),
      ({ number }) => t('offerPublish.done', { number }),
    ),
    goLive: useAct(
      (submission: number) => goLive(offerId, submission),
      ({ number }) => t('offerPublish.done', { number }),
    ),
    withdraw: useAct(
      (submission: number) => withdrawPreview(offerId, submission),
      () => t('preview.withdrawn'),
    ),
  };
}
