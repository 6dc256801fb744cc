/** A trial says that it is free, and from when it is not. */
import type { SubscriptionRow } from '@comptoir/contracts/comptoir/subscriptions';
import type { Text } from '../../ui/text.tsx';

export function trialText(t: Text, { firstPaidDay }: NonNullable<SubscriptionRow['trial']>, bought: string): string {
  return firstPaidDay
    ? t('trial.then', { day: t.formats.day(firstPaidDay), bought })
    : t('trial.thenAfter', { bought });
}
