/** A change of a subscription, whichever part of its page asks for it. */
import { CallError } from '@comptoir/contracts/call';
import type { Subscription, SubscriptionPatch } from '@comptoir/contracts/partner-center/subscriptions';
import { useQueryClient } from '@tanstack/react-query';
import { useText } from '../../ui/text.tsx';
import { useSay } from '../../ui/toast.tsx';
import { changeSubscription, subscriptionQuery } from './queries.ts';

export function useSubscriptionChange(customerId: string, { id, attributes }: Subscription) {
  const t = useText();
  const say = useSay();
  const queries = useQueryClient();
  const { queryKey } = subscriptionQuery(customerId, id);
  /** Of the subscription as the page shows it; where somebody else changed it meanwhile, the page shows that from now on. */
  const send = async (patch: SubscriptionPatch) => {
    try {
      return await changeSubscription(customerId, id, { ...patch, attributes: { etag: attributes.etag } });
    } catch (error) {
      if (error instanceof CallError && error.code === 'SubscriptionChanged') {
        say(t('manage.changed'));
        await queries.invalidateQueries({ queryKey });
      }
      throw error;
    }
  };
  /** The page and the list show what it became. */
  const taken = async (changed: Subscription) => {
    queries.setQueryData(queryKey, changed);
    await queries.invalidateQueries({ queryKey: ['customers', customerId, 'subscriptions', 'found'] });
  };
  return { send, taken };
}
