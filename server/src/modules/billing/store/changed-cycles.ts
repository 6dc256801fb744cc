/** SQL that finds the cycle behind each line of a change. The first argument is the open work. */
import type { Work } from '../../../platform/work.ts';
import { cycleKeyOf, type ChangedCycle, type Line } from '../domain/words.ts';

/** Which charge, on which hop. */
type Keyed = Pick<Line, 'partnerTenantId' | 'sellerTenantId' | 'subscriptionId' | 'chargeKey' | 'cyclePrice'>;

/** The cycle that each line builds on, in their order, at the price of the plan that was taken last in it; undefined for lines that are a cycle or usage. A statement for each account. */
export async function changedCycles(work: Work, lines: readonly Keyed[]): Promise<(ChangedCycle | undefined)[]> {
  const asked = lines.flatMap((line, place) => {
    const cycle = cycleKeyOf(line.chargeKey);
    return cycle ? [{ ...line, place, cycle }] : [];
  });
  const found = new Map<number, ChangedCycle>();
  for (const [account, own] of Map.groupBy(asked, (one) => one.partnerTenantId)) {
    for (const { place, ...cycle } of await ofAccount(work, account, own)) {
      const { cyclePrice } = lines[place]!;
      found.set(place, cyclePrice ? { ...cycle, effectiveUnitPrice: cyclePrice } : cycle);
    }
  }
  return lines.map((_, place) => found.get(place));
}

async function ofAccount(
  work: Work,
  partnerTenantId: string,
  asked: readonly (Keyed & { readonly place: number; readonly cycle: string })[],
) {
  return work.prepared<ChangedCycle & { readonly place: number }>(
    'changed-cycles',
    `select x.place, c.occurred_at as "occurredAt", c.period_start as "periodStart", c.period_end as "periodEnd",
       s.billing_cycle as "billingCycle", c.effective_unit_price as "effectiveUnitPrice"
     from unnest($2::int[], $3::uuid[], $4::uuid[], $5::text[]) as x(place, subscription, seller, cycle)
     join charge c on c.partner_tenant_id = $1 and c.subscription_id = x.subscription and c.charge_key = x.cycle
       and c.seller_tenant_id = x.seller
     join charge_subject s on s.partner_tenant_id = c.partner_tenant_id and s.subscription_id = c.subscription_id
       and s.fingerprint = c.subject_fingerprint`,
    [
      partnerTenantId,
      asked.map(({ place }) => place),
      asked.map(({ subscriptionId }) => subscriptionId),
      asked.map(({ sellerTenantId }) => sellerTenantId),
      asked.map(({ cycle }) => cycle),
    ],
  );
}
