/** A change of a delegated administration, and everything about it anew. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useFaultText } from '../../ui/fault.ts';
import { useSay } from '../../ui/toast.tsx';
import { delegationsKey, grantedKey } from './queries.ts';

export function useAct<Input = void>(act: (input: Input) => Promise<unknown>, said: string, done?: () => void) {
  const say = useSay();
  const words = useFaultText();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: act,
    onSuccess: () => {
      say(said);
      done?.();
    },
    onError: (error) => say(words(error)),
    onSettled: () =>
      Promise.all([delegationsKey, grantedKey].map((queryKey) => queries.invalidateQueries({ queryKey }))),
  });
}
