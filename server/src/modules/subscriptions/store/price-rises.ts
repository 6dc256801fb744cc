/** SQL of price rises that accounts are told of. The first argument is the open work; system only. */
import type { Work } from '../../../platform/work.ts';
import type { SubscriptionRow } from './orders.ts';

type Asked = Pick<Work, 'prepared'>;

/** How far published versions were looked at. */
export interface Position {
  readonly publishedAt: Temporal.Instant;
  readonly versionId: string;
}

export async function pricePosition(work: Asked): Promise<Position> {
  const text = 'select published_at as "publishedAt", version_id as "versionId" from price_rise_position for update';
  return (await work.prepared<Position>('price-position', text, []))[0]!;
}

export async function movePricePosition(work: Asked, to: Position): Promise<void> {
  const text = 'update price_rise_position set published_at = $1, version_id = $2';
  await work.prepared('move-price-position', text, [to.publishedAt, to.versionId]);
}

/** Subscriptions of an account that have one price and renew. */
export interface Renewing {
  readonly account: string;
  readonly versionId: string;
  readonly availabilityId: string;
  readonly planId: string;
  readonly market: string;
  readonly currency: string;
  readonly term: SubscriptionRow['term'];
  readonly billingCycle: SubscriptionRow['billing_cycle'];
  readonly subscriptions: number;
}

/** Who has what of an offer, in trials too: what they become keeps the price that was bought, and renews later. */
export async function renewingOfOffer(work: Asked, offerId: string): Promise<Renewing[]> {
  const text = `select partner_tenant_id as account, offer_version_id as "versionId", availability_id as "availabilityId",
      plan_id as "planId", market, pricing_currency as currency, term, billing_cycle as "billingCycle",
      count(*)::int as subscriptions
    from subscription where offer_id = $1 and status in ('active', 'suspended') and auto_renew
    group by 1, 2, 3, 4, 5, 6, 7, 8 order by 1, 3, 7, 8`;
  return work.prepared<Renewing>('renewing-of-offer', text, [offerId]);
}
