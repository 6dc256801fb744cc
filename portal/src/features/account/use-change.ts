/** A change of one application, and the list anew. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useFaultText } from '../../ui/fault.ts';
import { useSay } from '../../ui/toast.tsx';
import { applicationsQuery } from './queries.ts';

export function useChange<Input, Answer>(change: (input: Input) => Promise<Answer>, done: (answer: Answer) => void) {
  const say = useSay();
  const words = useFaultText();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: done,
    onError: (error) => say(words(error)),
    onSettled: () => queries.invalidateQueries({ queryKey: applicationsQuery.queryKey }),
  });
}
