/** Sends what was sent once more. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ActionButton } from '../../ui/action-button.tsx';
import { useFaultText } from '../../ui/fault.ts';
import { useText } from '../../ui/text.tsx';
import { useSay } from '../../ui/toast.tsx';

interface ReplayProps {
  /** A test is sent once. */
  readonly test: boolean;
  readonly replay: () => Promise<unknown>;
  /** What its pages are kept under. */
  readonly of: readonly unknown[];
}

export function Replay({ test, replay, of }: ReplayProps) {
  const t = useText();
  const say = useSay();
  const words = useFaultText();
  const queries = useQueryClient();
  const again = useMutation({
    mutationFn: replay,
    onSuccess: () => say(t('operations.replayed')),
    onError: (error) => say(words(error)),
    onSettled: () => queries.invalidateQueries({ queryKey: of }),
  });
  return (
    <ActionButton
      busy={again.isPending}
      unless={test ? t('errors.DeliveryOnlyOnce') : undefined}
      onAct={() => again.mutate()}
    >
      {t('operations.replay')}
    </ActionButton>
  );
}
