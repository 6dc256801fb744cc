/** Terms that begin, at the activation of a subscription or at a renewal, and what is said of both. */
import { dayOf } from '../../../kernel/index.ts';
import type { Work } from '../../../platform/work.ts';
import { paidFrom, termPeriod, trialPeriod, trialTerm } from '../domain/term.ts';
import type { SubscriptionRow } from '../store/orders.ts';
import type { TermRow } from '../store/subscriptions.ts';
import type { SubscriptionTables } from '../tables.ts';

/** As due work names what `renewals.ts` does. */
export const renewalKind = 'renewals';

export function termFrom(row: SubscriptionRow, number: number, startsAt: Temporal.Instant): StartingTerm {
  const firstPaidDay = row.paid_from ?? dayOf(startsAt);
  const period = termPeriod(firstPaidDay, row.term, dayOf(startsAt));
  const { unit_price, term, billing_cycle } = row;
  const priced = { unit_price, term, billing_cycle, price_availability_id: null };
  return { number, period, startsAt, firstPaidDay, ...priced };
}

/** A trial costs nothing and is one term of its own; the renewal sweep turns it into the bought term (rule F25). */
export function trialOf(startsAt: Temporal.Instant): StartingTerm {
  const today = dayOf(startsAt);
  const free = { unit_price: '0', term: 'P1M', billing_cycle: 'monthly', price_availability_id: null } as const;
  return { number: trialTerm, period: trialPeriod(today), startsAt, firstPaidDay: paidFrom(today, true), ...free };
}

type StartingTerm = Pick<TermRow, 'number' | 'unit_price' | 'term' | 'billing_cycle' | 'price_availability_id'> & {
  readonly period: { readonly start: Temporal.PlainDate; readonly end: Temporal.PlainDate };
  readonly startsAt: Temporal.Instant;
  readonly firstPaidDay: Temporal.PlainDate;
};

export function termRow(
  row: SubscriptionRow,
  { period, startsAt, firstPaidDay: _day, ...priced }: StartingTerm,
): TermRow {
  return {
    ...priced,
    partner_tenant_id: row.partner_tenant_id,
    subscription_id: row.id,
    publisher_tenant_id: row.publisher_tenant_id,
    reseller_tenant_id: row.reseller_tenant_id,
    start_date: period.start,
    end_date: period.end,
    starts_at: startsAt,
    quantity: row.quantity,
    charged_cycles: 0,
    next_charge_at: startsAt,
  };
}

export function say(
  work: Work<SubscriptionTables>,
  row: SubscriptionRow,
  name: string,
  oldValue: unknown,
  newValue: unknown,
): void {
  work.publish({
    name,
    aggregateType: 'subscription',
    aggregateId: row.id,
    partnerTenantId: row.partner_tenant_id,
    customerTenantId: row.customer_tenant_id,
    publisherTenantId: row.publisher_tenant_id,
    oldValue,
    newValue,
  });
}
