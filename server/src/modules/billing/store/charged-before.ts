/** SQL of the charges that changes of subscriptions build on. The first argument is the open work. */
import { dayOf } from '../../../kernel/index.ts';
import type { Work } from '../../../platform/work.ts';
import type { ChargeableChange } from '../../subscriptions/index.ts';
import type { ChargedBefore } from '../domain/adjustment.ts';
import { subjectColumns, type SubjectRow } from './subjects.ts';

/** A charge with its hop and what it is for, and the place of the change that builds on it. */
export interface BaseCharge extends ChargedBefore, Omit<SubjectRow, 'subscription_id'> {
  /** Place of the change in what was asked, 0 first. */
  readonly place: number;
  readonly subscriptionId: string;
  readonly sellerTenantId: string;
  readonly buyerTenantId: string;
  readonly resellerTenantId: string | null;
  readonly termStart: Temporal.PlainDate;
  readonly termEnd: Temporal.PlainDate;
}

/**
 * For a change of quantity or plan the charges of the cycle it falls in, one for each hop, at the price of the plan that was
 * taken last in it; for a cancellation every charge of the term. All changes in one statement.
 */
export async function chargesBefore(
  work: Work,
  partnerTenantId: string,
  changes: readonly ChargeableChange[],
): Promise<BaseCharge[]> {
  return work.prepared<BaseCharge>(
    'charges-before-changes',
    `select (x.place - 1)::int as place, c.subscription_id as "subscriptionId", c.seller_tenant_id as "sellerTenantId",
       c.buyer_tenant_id as "buyerTenantId", c.reseller_tenant_id as "resellerTenantId",
       c.term_start as "termStart", c.term_end as "termEnd", ${subjectColumns},
       s.billing_cycle as "billingCycle", c.charge_key as "chargeKey", c.period_start as "periodStart",
       c.period_end as "periodEnd", p.unit_price as "unitPrice",
       case when x.cancels then p.effective_unit_price else coalesce(p.cycle_price, p.effective_unit_price) end as "effectiveUnitPrice",
       p.pricing_currency as "pricingCurrency", p.exchange_rate as "exchangeRate",
       p.exchange_rate_date as "exchangeRateDate", p.currency, c.quantity, c.subtotal, c.tax_total as "taxTotal", c.total,
       p.tax_rule as "taxRule", p.margin_id as "marginId", p.price_id as "priceId", p.plan_since as "planSince",
       p.cycle_price as "cyclePrice"
     from unnest($2::uuid[], $3::text[], $4::date[], $5::boolean[]) with ordinality as x(subscription, term, day, cancels, place)
     join charge c on c.partner_tenant_id = $1 and c.subscription_id = x.subscription
       and c.charge_key like x.term || 'c%'
       and case when x.cancels then c.charge_type <> 'cancelImmediate'
         else c.charge_key ~ '^t\\d+c\\d+$' and x.day between c.period_start and c.period_end end
     join lateral (
       select * from charge b where b.partner_tenant_id = $1 and b.subscription_id = c.subscription_id
         and b.seller_tenant_id = c.seller_tenant_id and (b.id = c.id
           or (not x.cancels and b.charge_type = 'convert' and b.charge_key like c.charge_key || 'a%n'))
       order by substring(b.charge_key from 'a(\\d+)n$')::int desc nulls last limit 1) p on true
     join charge_subject s on s.partner_tenant_id = c.partner_tenant_id and s.subscription_id = c.subscription_id
       and s.fingerprint = p.subject_fingerprint
     order by x.place, c.charge_key, c.seller_tenant_id`,
    [
      partnerTenantId,
      changes.map((change) => change.subscriptionId),
      changes.map((change) => `t${change.termNumber}`),
      changes.map((change) => dayOf(change.occurredAt)),
      changes.map((change) => change.kind === 'cancel'),
    ],
  );
}
