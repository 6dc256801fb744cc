/**
 * Tells by mail whose renewals will cost more, as soon as the price is published: at least ninety days before it counts
 * (rules C11, F24/renewal-price; decision 0053). Once for each version that is published.
 */
import { sendMail } from '../../../platform/mail.ts';
import type { Sweep } from '../../../platform/sweeps.ts';
import type { Work } from '../../../platform/work.ts';
import { riseAt, type Rise } from '../../../programme/renewal-price.ts';
import { readersOf } from '../../identity/index.ts';
import {
  purchasable,
  pricesSince,
  selectVersionAfter,
  type PublishedPrice,
  type PublishedVersion,
  type PurchasableItem,
} from '../../offers/index.ts';
import { meterChanges } from '../domain/meter-changes.ts';
import { riseMail } from '../domain/rise-mail.ts';
import * as store from '../store/price-rises.ts';

/** Works that published begin before they commit: what is younger is looked at in the next round. */
const settledAfter = { minutes: 1 };

export const priceRiseSweep: Sweep = {
  name: 'price-rises',
  async run(work) {
    const position = await store.pricePosition(work);
    const version = await selectVersionAfter(work, position, work.now.subtract(settledAfter));
    if (!version) return 0;
    await tellRises(work, version);
    await store.movePricePosition(work, version);
    return 1;
  },
};

interface Told extends store.Renewing {
  readonly rise: Rise<PublishedPrice>;
  readonly item: PurchasableItem;
}

async function tellRises(work: Work, { versionId, offerId, publishedAt }: PublishedVersion): Promise<void> {
  const renewing = await store.renewingOfOffer(work, offerId);
  const published = await pricesSince(
    work,
    renewing.map((one) => ({ ...one, offerId })),
  );
  const items = await purchasable(work, [...new Set(renewing.map(({ availabilityId }) => availabilityId))]);
  const itemOf = new Map(items.map((item) => [item.availabilityId, item]));
  const told = renewing.flatMap((one, index): Told[] => {
    const rise = riseAt(published[index]!, publishedAt);
    return rise ? [{ ...one, rise, item: itemOf.get(one.availabilityId)! }] : [];
  });
  for (const [account, own] of Map.groupBy(told, (one) => one.account))
    await mailAccount(work, account, versionId, own);
}

/** To who sells and who pays there; a direct purchase is its customer's own account. */
async function mailAccount(work: Work, account: string, versionId: string, told: readonly Told[]): Promise<void> {
  const own = work.inNameOf({ ...work.actor, tenantId: account });
  for (const reader of await readersOf(own, account, ['global_admin', 'billing_admin', 'admin_agent'])) {
    const lines = told.map(({ item, term, billingCycle, currency, subscriptions, rise }) => ({
      product: `${item.offerName} – ${item.planName}`,
      term,
      billingCycle,
      currency,
      subscriptions,
      before: rise.before.amount,
      after: rise.after.amount,
      meters: meterChanges(rise.before.meters, rise.after.meters),
      from: rise.from,
    }));
    await sendMail(own, {
      to: reader.email,
      ...riseMail(reader.language, lines),
      reason: `price-rise/${versionId}/${reader.id}`,
    });
  }
}
