/** What a PATCH of a subscription asks, of all that it says (wire contract, sections 5.2 and 5.3). */
import type { SubscriptionPatch } from '@comptoir/contracts/partner-center/subscriptions';
import * as subscriptions from '../../modules/subscriptions/index.ts';
import { trialPeriod } from './order-wire.ts';

/** What other products let be written and this one does not: told, never dropped. */
function requireServed(body: SubscriptionPatch, standing: subscriptions.Subscription): void {
  const { billingCycle, scheduledNextTermInstructions } = body;
  const known = ['', 'unknown', standing.billingCycle, trialPeriod.billingCycle];
  if (billingCycle !== undefined && !known.includes(cycleWord(billingCycle))) {
    const message = 'The billing cycle of a marketplace subscription cannot change: leave billingCycle as it was read.';
    throw subscriptions.subscriptionFault('BillingCycleFixed', message, { target: 'billingCycle' });
  }
  requireAlone(body, standing);
  const { product, customTermEndDate } = scheduledNextTermInstructions ?? {};
  if (product?.promotionId) {
    const message = `Promotion '${product.promotionId}' does not exist: the offers sold here have none. Leave it out.`;
    const target = 'scheduledNextTermInstructions.product.promotionId';
    throw subscriptions.subscriptionFault('PromotionUnknown', message, { target });
  }
  if (customTermEndDate) {
    const message = 'The terms of the offers sold here end when they are over. Leave customTermEndDate out.';
    const target = 'scheduledNextTermInstructions.customTermEndDate';
    throw subscriptions.subscriptionFault('CustomTermEndRefused', message, { target });
  }
}

/** What ends or is suspended takes no other change with it: what is sent is kept or refused (decision 0087). */
function requireAlone(body: SubscriptionPatch, standing: subscriptions.Subscription): void {
  const { status } = body;
  if (status === undefined || status === standing.status || !['deleted', 'suspended'].includes(status)) return;
  const others = [
    ['quantity', body.quantity, standing.quantity],
    ['friendlyName', body.friendlyName, standing.friendlyName],
    ['partnerId', body.partnerId, standing.resellerMpnId ?? ''],
  ] as const;
  const other = others.find(([, said, stands]) => said !== undefined && said !== stands);
  if (!other) return;
  const message = `With the status ${status} nothing else changes: send ${other[0]} as it was read, or change it by a request of its own.`;
  throw subscriptions.subscriptionFault('FeatureNotServed', message, { target: other[0] });
}

/** A billing cycle as it stands here; Java reads `unknown` for the long ones that it does not know, and sends it back. */
const cycleWord = (written: string) => written.toLowerCase().replaceAll('_', '');

/** Left out, what is scheduled for the renewal is taken back, as the renewal itself is (section 5.3). */
function nextTermOf({
  scheduledNextTermInstructions: asked,
}: SubscriptionPatch): subscriptions.SubscriptionPatch['nextTerm'] {
  if (!asked?.product && asked?.quantity === undefined) return undefined;
  const { termDuration: term, promotionId: _, billingCycle: cycle, ...product } = asked.product ?? {};
  const billingCycle = cycle === undefined ? undefined : cycleWord(cycle).replace('unknown', '') || undefined;
  return { ...product, billingCycle, term, quantity: asked.quantity };
}

/** In a body without `autoRenewEnabled` it is false (section 5.2); before activation nothing can renew yet. */
export function patchOf(body: SubscriptionPatch, standing: subscriptions.Subscription) {
  requireServed(body, standing);
  const autoRenew = body.autoRenewEnabled ?? (standing.status === 'active' ? false : undefined);
  const { friendlyName, quantity, partnerId: resellerMpnId } = body;
  const status = body.status === 'none' ? undefined : body.status;
  const nextTerm = nextTermOf(body) ?? (standing.status === 'active' ? null : undefined);
  return { friendlyName, quantity, autoRenew, resellerMpnId, status, nextTerm };
}
