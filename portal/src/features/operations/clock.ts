/** The sandbox's clock. A move answers only after everything due up to then is done; every page reads anew then. */
import { clockMoved } from '@comptoir/contracts/sandbox';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ask } from '../../api/client.ts';
import { useAsk } from '../../ui/ask.tsx';
import { useFaultText } from '../../ui/fault.ts';
import { useText } from '../../ui/text.tsx';
import { useSay } from '../../ui/toast.tsx';
import { clockAfter } from './clock-after.ts';

/** Moves it once the person has read from when to when: everybody's clock moves, and never back. */
export function useMoveClock(now: string) {
  const t = useText();
  const move = useMoving();
  const { ask: asked, question } = useAsk();
  const confirmed = (then: string) =>
    asked({
      title: t('clock.question'),
      text: t('clock.question.text', { from: t.formats.moment(now), to: t.formats.moment(then) }),
      confirm: t('clock.move'),
    });
  const advance = async (step: string) => {
    if (await confirmed(clockAfter(now, step))) move.mutate({ advance: step });
  };
  return { move, question, confirmed, advance };
}

function useMoving() {
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
