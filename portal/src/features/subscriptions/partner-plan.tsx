/** A partner changes the plan of a customer's subscription. */
import type { PlanWish } from '@comptoir/contracts/comptoir/subscriptions';
import type { Subscription } from '@comptoir/contracts/partner-center/subscriptions';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Loaded } from '../../ui/states.tsx';
import { useText } from '../../ui/text.tsx';
import { useSay } from '../../ui/toast.tsx';
import { useMay } from '../account/me.ts';
import { ChangePlan } from './change-plan.tsx';
import { choicesQuery, makeTransition, previewChange } from './queries.ts';

interface PartnerPlanProps {
  readonly subscription: Subscription;
  readonly customerId: string;
}

export function PartnerPlan({ subscription, customerId }: PartnerPlanProps) {
  const t = useText();
  const say = useSay();
  const may = useMay('subscriptions.buy');
  const queries = useQueryClient();
  const { id, offerId, quantity, publisherName, scheduledNextTermInstructions } = subscription;
  const choices = useQuery(choicesQuery(customerId, subscription));
  return (
    <Loaded query={choices}>
      {(found) => (
        <ChangePlan
          // What it became is another choice.
          key={found.current.skuId}
          choices={found}
          quantity={quantity}
          publisher={publisherName}
          schedules
          scheduled={scheduledNextTermInstructions !== undefined}
          unless={may ? undefined : t('manage.mayNot')}
          weigh={(plan: PlanWish) => previewChange(customerId, id, { plan })}
          send={(plan: PlanWish) => makeTransition(customerId, id, offerId.split(':')[0]!, plan)}
          onSent={async ({ events: [event] }) => {
            say(t(`planChange.${event!.status}`, { publisher: publisherName }));
            await queries.invalidateQueries({ queryKey: ['customers', customerId, 'subscriptions'] });
          }}
        />
      )}
    </Loaded>
  );
}
