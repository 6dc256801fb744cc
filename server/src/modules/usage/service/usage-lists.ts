/** Usage as people look for it: the publisher what it reported, the customer what it used. */
import type { CountedPage, ListRequest } from '../../../platform/listing.ts';
import type { Work } from '../../../platform/work.ts';
import { partnersOfCustomer } from '../../customers/index.ts';
import { operatorTenant, tenantNames } from '../../identity/index.ts';
import { metersOf, purchasable } from '../../offers/index.ts';
import * as store from '../store/usage-lists.ts';

/** The acting publisher's days by meter, over all subscriptions. Faults: InvalidInput for a foreign position. */
export async function searchDayTotals(
  work: Work,
  wanted: ListRequest<store.DayTotalSort>,
): Promise<CountedPage<store.DayTotalRow>> {
  return store.selectDayTotals(work, work.account, await namesOf(work, 'publisher'), wanted);
}

/** The same by subscription. */
export async function searchAccepted(
  work: Work,
  wanted: ListRequest<store.AcceptedSort>,
): Promise<CountedPage<store.AcceptedRow>> {
  return store.selectAccepted(work, work.account, await namesOf(work, 'publisher'), wanted);
}

/** What the acting publisher sent and was refused. */
export function searchRejected(
  work: Work,
  wanted: ListRequest<store.RejectedSort>,
): Promise<CountedPage<store.RejectedRow>> {
  return store.selectRejected(work, work.account, wanted);
}

/** What the acting customer used, by month, whichever of its partners sold it. System only. */
export async function ownUsage(
  work: Work,
  wanted: ListRequest<store.OwnUsageSort>,
): Promise<CountedPage<store.OwnUsageRow>> {
  const partnerIds = await partnersOfCustomer(work, work.account);
  const named = Array.from(await tenantNames(work, partnerIds), ([id, name]) => ({ id, name }));
  // What it bought itself, in the operator's store.
  const partners = [...named, { id: work.account, name: (await operatorTenant(work)).name }];
  return store.selectOwnUsage(work, work.account, await namesOf(work, 'customer'), partners, wanted);
}

async function namesOf(work: Work, side: 'publisher' | 'customer'): Promise<store.MeterNames[]> {
  const used = await store.metersUsed(work, side, work.account);
  const ids = [...new Set(used.map(({ availabilityId }) => availabilityId))];
  const meters = await metersOf(work, ids);
  const products = new Map(
    (await purchasable(work, ids)).map((item) => [item.availabilityId, `${item.offerName} – ${item.planName}`]),
  );
  return used.map(({ availabilityId, dimension }) => {
    const meter = meters.get(availabilityId)!.dimensions.find(({ id }) => id === dimension)!;
    const { name, unitOfMeasure: unit } = meter;
    return { availabilityId, dimension, product: products.get(availabilityId)!, meter: name, unit };
  });
}
