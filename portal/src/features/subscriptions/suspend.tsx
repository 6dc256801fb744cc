/** A partner suspends a subscription, and reinstates what it suspended (rule F20). */
import type { Subscription } from '@comptoir/contracts/partner-center/subscriptions';
import { useMutation } from '@tanstack/react-query';
import { ActionButton } from '../../ui/action-button.tsx';
import { useAsk } from '../../ui/ask.tsx';
import { ProblemSummary } from '../../ui/form/problem-summary.tsx';
import { Message } from '../../ui/message.tsx';
import { Section } from '../../ui/page.tsx';
import { useText, type Text } from '../../ui/text.tsx';
import { useSay } from '../../ui/toast.tsx';
import { useMay } from '../account/me.ts';
import { useSubscriptionChange } from './use-change.ts';

interface SuspendProps {
  readonly subscription: Subscription;
  readonly customerId: string;
}

function useStatus({ subscription, customerId }: SuspendProps, said: (changed: Subscription) => string) {
  const say = useSay();
  const change = useSubscriptionChange(customerId, subscription);
  return useMutation({
    mutationFn: (status: 'suspended' | 'active') => change.send({ status }),
    onSuccess: async (changed) => {
      say(said(changed));
      await change.taken(changed);
    },
  });
}

/** Before a reinstatement, whoever makes it: what is charged then. */
export const reinstatementOf = (t: Text, name: string) => ({
  title: t('suspend.reinstate.asked', { name }),
  text: t('suspend.reinstate.text'),
  confirm: t('suspend.reinstate'),
  danger: false,
});

/** Where it is suspended: by whom, until when, and how it becomes active again. */
export function Suspended(props: SuspendProps) {
  const t = useText();
  const may = useMay('subscriptions.buy');
  const { ask, question } = useAsk();
  const { friendlyName, status, suspensionReasons, endsUnlessActedOn, pendingOperation } = props.subscription;
  const reinstate = useStatus(props, ({ friendlyName: name, publisherName: publisher, pendingOperation: waits }) =>
    waits ? t('suspend.reinstating', { name, publisher }) : t('suspend.reinstated', { name }),
  );
  if (status !== 'suspended') return null;
  const own = suspensionReasons?.[0] === 'SuspendedByPartner';
  const act = async () => {
    if (await ask(reinstatementOf(t, friendlyName))) reinstate.mutate('active');
  };
  return (
    <Section title={t('suspend.title')}>
      <ProblemSummary error={reinstate.error} />
      <Message
        commands={
          own && !pendingOperation ? (
            <ActionButton
              busy={reinstate.isPending}
              unless={may ? undefined : t('manage.mayNot')}
              onAct={() => void act()}
            >
              {t('suspend.reinstate')}
            </ActionButton>
          ) : undefined
        }
      >
        {t(own ? 'suspend.byPartner' : 'suspend.byOperator', { day: t.formats.day(endsUnlessActedOn) })}
      </Message>
      {question}
    </Section>
  );
}

export function SuspendSubscription(props: SuspendProps) {
  const t = useText();
  const may = useMay('subscriptions.buy');
  const { ask, question } = useAsk();
  const { friendlyName: name, pendingOperation } = props.subscription;
  const suspend = useStatus(props, (changed) => t('suspend.done', { name: changed.friendlyName }));
  const act = async () => {
    const text = t('suspend.asked.text');
    if (await ask({ title: t('suspend.asked', { name }), text, confirm: t('suspend.action') }))
      suspend.mutate('suspended');
  };
  const ending = pendingOperation?.action === 'Unsubscribe';
  const unless = !may ? t('manage.mayNot') : ending ? t('errors.OperationPending') : undefined;
  return (
    <Section title={t('suspend.title')} purpose={t('suspend.text')}>
      <ProblemSummary error={suspend.error} />
      <div className="commands">
        <ActionButton busy={suspend.isPending} unless={unless} onAct={() => void act()}>
          {t('suspend.action')}
        </ActionButton>
      </div>
      {question}
    </Section>
  );
}
