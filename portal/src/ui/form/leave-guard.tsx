/** Warns before unsaved changes are lost, inside the portal and when the tab closes. */
import { useBlocker } from '@tanstack/react-router';
import { Confirm } from '../dialog.tsx';
import { useText } from '../text.tsx';

export function LeaveGuard(props: { changed: boolean }) {
  const t = useText();
  const blocker = useBlocker({
    shouldBlockFn: ({ current, next }) => props.changed && current.pathname !== next.pathname,
    enableBeforeUnload: () => props.changed,
    withResolver: true,
  });
  if (blocker.status !== 'blocked') return null;
  return (
    <Confirm
      danger
      title={t('form.leave')}
      text={t('form.leave.text')}
      confirm={t('form.leave.yes')}
      cancel={t('form.leave.no')}
      onConfirm={blocker.proceed}
      onCancel={blocker.reset}
    />
  );
}
