/** Plans that their publisher sells once to a customer: what the customer has already decides (rule F4). Pure. */
import { allowed, refused, type Verdict } from '../../../kernel/index.ts';
import { rules } from '../../../programme/rules/index.ts';

export type SubscriptionStatus = 'pending' | 'active' | 'suspended' | 'deleted';

/** Whether a customer that has these subscriptions of a plan may be sold another one. */
export function mayHaveAnother(
  plan: { readonly onePerCustomer: boolean },
  had: readonly SubscriptionStatus[],
): Verdict {
  if (!plan.onePerCustomer || had.every((status) => status === 'deleted')) return allowed;
  if (had.includes('active') || had.includes('pending')) {
    return refused(rules.F4, 'The customer already has this plan, and its publisher sells one per customer.');
  }
  return refused(
    rules.F4,
    'The customer already has this plan, suspended, and its publisher sells one per customer. Have the suspended one reactivated.',
  );
}
