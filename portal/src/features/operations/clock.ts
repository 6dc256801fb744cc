/** The sandbox's clock. A move answers only after everything due up to then is done; every page reads anew then. */
import { clockMoved } from '@comptoir/contracts/sandbox';
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
      ask('/sandbox/v1/clock', clockMoved, { method: 'POST', body: move }),
    onSuccess: async ({ now, failed }) => {
      await queries.invalidateQueries();
      const date = t.formats.moment(now);
      const count = new Set(failed.map(({ account }) => account)).size;
      say(count === 0 ? t('clock.moved', { date }) : t('clock.moved.failing', { date, count }));
    },
    onError: (error) => say(words(error)),
  });
}
