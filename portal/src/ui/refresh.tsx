/** Asks again for what a page shows. */
import { ArrowClockwiseRegular } from '@fluentui/react-icons/svg/arrow-clockwise';
import { useIsFetching, useQueryClient } from '@tanstack/react-query';
import { ActionButton } from './action-button.tsx';
import { useText } from './text.tsx';

export function Refresh({ of }: { of: readonly unknown[] }) {
  const t = useText();
  const queries = useQueryClient();
  const busy = useIsFetching({ queryKey: of }) > 0;
  return (
    <ActionButton
      icon={<ArrowClockwiseRegular />}
      busy={busy}
      onAct={() => void queries.invalidateQueries({ queryKey: of })}
    >
      {t('action.refresh')}
    </ActionButton>
  );
}
