/** Status of a subscription, also while a change waits for a step (SUB-18): "Action needed" while the publisher's site still waits for the partner (rule F12). */
import type { Subscription } from '@comptoir/contracts/partner-center/subscriptions';
import { Status, type Tone } from '../../ui/status.tsx';
import { useText } from '../../ui/text.tsx';

const tones: Record<Subscription['status'], Tone> = {
  pending: 'attention',
  active: 'good',
  suspended: 'waiting',
  deleted: 'bad',
};

export function SubscriptionStatus(props: { status: Subscription['status']; stepUntil?: string | undefined }) {
  const t = useText();
  if (props.stepUntil) return <Status tone="attention">{t('subscription.pending')}</Status>;
  return <Status tone={tones[props.status]}>{t(`subscription.${props.status}`)}</Status>;
}
