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
 * For a change of quantity the charges of the cycle it falls in, one for each hop; for a cancellation every charge of the
 * term. All changes in one statement.
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
       c.period_end as "periodEnd", c.unit_price as "unitPrice", c.effective_unit_price as "effectiveUnitPrice",
       c.pricing_currency as "pricingCurrency", c.exchange_rate as "exchangeRate",
       c.exchange_rate_date as "exchangeRateDate", c.currency, c.quantity, c.subtotal, c.tax_total as "taxTotal", c.total,
       c.tax_rule as "taxRule", c.margin_id as "marginId", c.price_id as "priceId"
     from unnest($2::uuid[], $3::text[], $4::date[], $5::boolean[]) with ordinality as x(subscription, term, day, cancels, place)
     join charge c on c.partner_tenant_id = $1 and c.subscription_id = x.subscription
       and c.charge_key like x.term || 'c%'
       and case when x.cancels then c.charge_type <> 'cancelImmediate'
         else c.charge_key ~ '^t\\d+c\\d+$' and x.day between c.period_start and c.period_end end
     join charge_subject s on s.partner_tenant_id = c.partner_tenant_id and s.subscription_id = c.subscription_id
       and s.fingerprint = c.subject_fingerprint
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
