/** The sandbox's clock. A move answers only after everything due up to then is done; every page reads anew then. */
import { clock } from '@comptoir/contracts/sandbox';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ask } from '../../api/client.ts';
import { useFaultText } from '../../ui/fault.ts';
import { useText } from '../../ui/text.tsx';
import { useSay } from '../../ui/toast.tsx';

export function useMoveClock() {
  const t = useText();
  const say = useSay();
  const words = useFaultText();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (move: { readonly advance: string } | { readonly now: string }) =>
      ask('/sandbox/v1/clock', clock, { method: 'POST', body: move }),
    onSuccess: async ({ now }) => {
      await queries.invalidateQueries();
      say(t('clock.moved', { date: t.formats.moment(now) }));
    },
    onError: (error) => say(words(error)),
  });
}
