/** What a bought line costs: a unit, a billing cycle, and from when, also after a free trial. */
import type { SubscriptionPrice } from '@comptoir/contracts/comptoir/subscriptions';
import type { Order } from '@comptoir/contracts/partner-center/orders';
import type { Subscription } from '@comptoir/contracts/partner-center/subscriptions';
import { timesOf } from '../../ui/amounts.ts';
import { cycleText, wireAmount, type CycleAmount } from '../../ui/cycles.ts';
import type { Fact } from '../../ui/facts.tsx';
import type { Text } from '../../ui/text.tsx';

type OrderLine = Order['lineItems'][number];
type Ordered = Pick<Order, 'billingCycle' | 'currencyCode'>;

/** What is paid in each cycle; of a trial, once it is over. Undefined where the order was read without prices. */
export function dueOf(line: OrderLine, order: Ordered): CycleAmount | undefined {
  const unit = unitOf(line, order);
  return unit && { ...unit, amount: timesOf(unit.amount, line.quantity) };
}

function unitOf({ pricing, renewsTo }: OrderLine, order: Ordered): CycleAmount | undefined {
  if (!pricing) return undefined;
  const cycle = renewsTo?.billingCycle ?? order.billingCycle;
  return { amount: wireAmount(pricing.discountedPrice), currency: order.currencyCode, cycle };
}

/** Unit price and amount of each cycle, with the day from which it is paid, as far as that is known. */
export function priceFacts(
  t: Text,
  line: OrderLine,
  order: Ordered,
  subscription: Subscription | undefined,
): readonly Fact[] {
  const [unit, due] = [unitOf(line, order), dueOf(line, order)];
  if (!unit || !due) return [];
  return [
    [t('cart.unitPrice'), cycleText(t, unit)],
    [t('cart.total'), startText(t, cycleText(t, due), line, order, subscription)],
  ];
}

/** The same of a subscription that was set up, active or suspended: of the plan that it has now, and of a trial once it is over. */
export function runningFacts(t: Text, price: SubscriptionPrice, subscription: Running): readonly Fact[] {
  const { price: unit, currency, billingCycle: cycle } = price;
  const { quantity, isTrial, commitmentEndDate: end } = subscription;
  const amount = cycleText(t, { amount: timesOf(unit, quantity), currency, cycle });
  return [
    [t('cart.unitPrice'), cycleText(t, { amount: unit, currency, cycle })],
    [t('cart.total'), isTrial && end ? t('price.fromDay', { amount, day: t.formats.day(dayAfter(end)) }) : amount],
  ];
}

type Running = Pick<Subscription, 'quantity' | 'isTrial' | 'commitmentEndDate'>;

/** Of a trial that has not begun: nothing now, and then. */
function fromNothing(t: Text, amount: string, { currencyCode }: Ordered): string {
  return t('price.thenAmount', { now: t.formats.money('0', currencyCode), later: t('price.fromTrial', { amount }) });
}

function startText(
  t: Text,
  amount: string,
  line: OrderLine,
  order: Ordered,
  subscription: Subscription | undefined,
): string {
  const { effectiveStartDate: start, commitmentEndDate: end, isTrial } = subscription ?? {};
  if (!start) return line.isTrial ? fromNothing(t, amount, order) : t('price.fromActivation', { amount });
  if (!line.isTrial) return t('price.fromDay', { amount, day: t.formats.day(start) });
  // Once the trial is over, the term that runs says when it ends, and no longer when it began.
  if (!isTrial) return amount;
  return end ? t('price.fromDay', { amount, day: t.formats.day(dayAfter(end)) }) : t('price.fromTrial', { amount });
}

export function dayAfter(moment: string): string {
  const date = new Date(moment);
  date.setUTCDate(date.getUTCDate() + 1);
  return date.toISOString();
}
