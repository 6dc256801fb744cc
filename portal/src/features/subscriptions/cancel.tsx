/** Cancelling a subscription: in its window at once and refunded, later by switching its renewal off (CAN-01, CAN-08). */
import type { Subscription } from '@comptoir/contracts/partner-center/subscriptions';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { ActionButton } from '../../ui/action-button.tsx';
import { ProblemSummary } from '../../ui/form/problem-summary.tsx';
import { Section } from '../../ui/page.tsx';
import { useText, type Text } from '../../ui/text.tsx';
import { useSay } from '../../ui/toast.tsx';
import { useMay } from '../account/me.ts';
import { CancelConfirm } from './cancel-confirm.tsx';
import { previewText } from './preview.ts';
import { previewChange } from './queries.ts';
import { useSubscriptionChange } from './use-change.ts';

interface CancelProps {
  readonly subscription: Subscription;
  readonly customerId: string;
}

/** What a cancellation means now: it costs nothing, it is refunded, or its time has passed. */
function standingOf({ status, isTrial, refundOptions }: Subscription) {
  if (status === 'pending') return 'pending' as const;
  if (isTrial) return 'trial' as const;
  return refundOptions[0] ? ('refunded' as const) : ('passed' as const);
}

function textOf(t: Text, subscription: Subscription): string {
  const standing = standingOf(subscription);
  const until = subscription.refundOptions[0]?.expiresAt;
  if (standing === 'refunded') return t('cancel.refunded', { until: t.formats.moment(until) });
  if (standing !== 'passed') return t(`cancel.${standing}`);
  const day = t.formats.day(subscription.commitmentEndDate);
  return t(subscription.autoRenewEnabled ? 'cancel.passed' : 'cancel.ends', { day });
}

function useCancel({ subscription, customerId }: CancelProps) {
  const t = useText();
  const say = useSay();
  const change = useSubscriptionChange(customerId, subscription);
  return useMutation({
    mutationFn: () => change.send({ status: 'deleted' }),
    onSuccess: async (changed) => {
      const { friendlyName: name, pendingOperation: waits } = changed;
      say(waits ? t('step.waits', { name }) : t('cancel.done', { name }));
      await change.taken(changed);
    },
  });
}

export function CancelSubscription(props: CancelProps) {
  const t = useText();
  const may = useMay('subscriptions.buy');
  const [asking, setAsking] = useState(false);
  const cancel = useCancel(props);
  const { subscription, customerId } = props;
  const text = textOf(t, subscription);
  const weigh = useMutation({
    mutationFn: () => previewChange(customerId, subscription.id, { status: 'deleted' }),
    onSuccess: () => setAsking(true),
  });
  const error = cancel.error ?? weigh.error;
  const isLate = standingOf(subscription) === 'passed';
  const isEnding = subscription.pendingOperation?.action === 'Unsubscribe';
  return (
    <Section title={t('cancel.title')} purpose={text}>
      <ProblemSummary error={error} />
      {isLate ? null : (
        <div className="commands">
          <ActionButton
            busy={cancel.isPending || weigh.isPending}
            unless={!may ? t('manage.mayNot') : isEnding ? t('errors.OperationPending') : undefined}
            onAct={() => weigh.mutate()}
          >
            {t('cancel.action')}
          </ActionButton>
        </div>
      )}
      {asking ? (
        <CancelConfirm
          name={subscription.friendlyName}
          text={[text, previewText(t, weigh.data)].filter(Boolean).join(' ')}
          onConfirm={() => {
            setAsking(false);
            cancel.mutate();
          }}
          onCancel={() => setAsking(false)}
        />
      ) : null}
    </Section>
  );
}
