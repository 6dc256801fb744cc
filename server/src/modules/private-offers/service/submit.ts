/** From a draft to margins: submission, and withdrawal as long as nobody sold. */
import { decimal, newId, toText } from '../../../kernel/index.ts';
import { noteDue } from '../../../platform/due.ts';
import type { Work } from '../../../platform/work.ts';
import { authorisePartners } from '../../offers/index.ts';
import { periodOf } from '../domain/document.ts';
import { isInForce, type Margin } from '../domain/margin.ts';
import type { PrivateOfferEvents } from '../events.ts';
import { privateOfferFault } from '../faults.ts';
import { deleteMargins, insertMargins } from '../store/margins.ts';
import * as store from '../store/private-offers.ts';
import { ownPrivateOffer, pricedVersions, problemsNow, requireDraft, requireRevision, say } from './drafts.ts';
import { privateOfferKind } from './due.ts';
import { missingAuthorisations } from './read.ts';
import { rules } from '../../../programme/rules/index.ts';

/**
 * Submits a draft: its partners are authorised where they are not yet (rule A30) and have their margins from the start
 * on. "As soon as possible" is now: authorising and pricing need no review here.
 * Faults: PrivateOfferUnknown, PrivateOfferFixed, PrivateOfferChanged, PrivateOfferNotReady with every problem.
 */
export async function submitPrivateOffer(
  work: Work,
  input: { readonly privateOfferId: string; readonly revision: number },
): Promise<store.PrivateOfferRow> {
  const row = await ownPrivateOffer(work, input.privateOfferId, true);
  requireDraft(row);
  requireRevision(row, input.revision);
  const problems = await problemsNow(work, row.document);
  if (problems.length > 0) {
    const count = problems.length === 1 ? 'one problem' : `${problems.length} problems`;
    const message = `The draft has ${count} and was not submitted. Correct what is listed and submit it again.`;
    throw privateOfferFault('PrivateOfferNotReady', message, { problems });
  }
  const authorised = await missingAuthorisations(work, row.document);
  for (const [offerId, missing] of Map.groupBy(authorised, (one) => one.offerId)) {
    const partnerTenantIds = missing.map((one) => one.partnerTenantId);
    await authorisePartners(work, { offerId, partnerTenantIds });
  }
  const period = periodOf(row.document, work.now);
  await insertMargins(work, await marginsFrom(work, row, period));
  const live = isInForce(period, work.now);
  await store.markSubmitted(work, row.id, { ...row.document, authorised }, period, live ? 'live' : 'inProgress');
  noteDue(work, privateOfferKind, row.publisher_tenant_id, period.startsAt);
  const startsAt = period.startsAt.toString();
  const submitted: PrivateOfferEvents['PrivateOfferSubmitted'] = {
    startsAt,
    endsAt: period.endsAt.toString(),
    partnerTenantIds: row.document.beneficiaries.map((one) => one.partnerTenantId),
    pricing: row.document.pricing,
  };
  say(work, row.id, 'PrivateOfferSubmitted', submitted);
  const went: PrivateOfferEvents['PrivateOfferLive'] = { startsAt };
  if (live) say(work, row.id, 'PrivateOfferLive', went);
  return ownPrivateOffer(work, row.id, false);
}

/** One margin for each partner and each priced offer or plan. */
async function marginsFrom(
  work: Work,
  row: store.PrivateOfferRow,
  period: Pick<Margin, 'startsAt' | 'endsAt'>,
): Promise<Margin[]> {
  const { beneficiaries, pricing } = row.document;
  const versions = await pricedVersions(work, row.document);
  return beneficiaries.flatMap(({ partnerTenantId, customerTenantIds }) =>
    pricing.map(({ offerId, planId = null, discountPercentage }) => ({
      partnerTenantId,
      id: newId(),
      privateOfferId: row.id,
      publisherTenantId: row.publisher_tenant_id,
      offerId,
      productId: versions.get(offerId)!.version.productId,
      planId,
      customerTenantIds: customerTenantIds.length > 0 ? customerTenantIds : null,
      percentage: toText(decimal(discountPercentage)),
      ...period,
    })),
  );
}

/**
 * Takes a submitted private offer back, margins included, unless somebody sold with one (rule F26). A sale at the same
 * moment and the withdrawal exclude each other by the key of the sale.
 * Faults: PrivateOfferUnknown, PrivateOfferNotWithdrawable.
 */
export async function withdrawPrivateOffer(work: Work, id: string): Promise<store.PrivateOfferRow> {
  const row = await ownPrivateOffer(work, id, true);
  if (row.state !== 'inProgress' && row.state !== 'live') {
    const what = row.state === 'draft' ? 'is a draft: delete it instead' : `is ${row.state} already`;
    throw privateOfferFault('PrivateOfferNotWithdrawable', `This private offer ${what}.`, { rule: rules.F26 });
  }
  const margins = await deleteMargins(work, id);
  if (margins === undefined) {
    const message = 'A partner has sold with this private offer, so it cannot be withdrawn. It ends on its last day.';
    throw privateOfferFault('PrivateOfferNotWithdrawable', message, { rule: rules.F26 });
  }
  await store.setState(work, id, 'withdrawn', work.now);
  const newValue: PrivateOfferEvents['PrivateOfferWithdrawn'] = { margins };
  say(work, id, 'PrivateOfferWithdrawn', newValue, { state: row.state });
  return ownPrivateOffer(work, id, false);
}
