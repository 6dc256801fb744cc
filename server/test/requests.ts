/** Support requests for tests: offers in force with an audience, sales by their partners, and forms filled in. */
import { newId, systemActor, type Actor } from '../src/kernel/index.ts';
import type { AudienceChange, OfferDocument } from '../src/modules/offers/index.ts';
import { catalogueEntry } from '../src/modules/offers/index.ts';
import { placeOrder, type PlacedOrder } from '../src/modules/subscriptions/index.ts';
import { approveRequest, requestChange } from '../src/modules/support/index.ts';
import { aCustomer } from './billing.ts';
import type { TestWorks } from './database.ts';
import { aPublisher, completeDocument, publishedOffer } from './offers.ts';

export const ids = (...partners: readonly Actor[]) => partners.map((partner) => partner.tenantId);

export const remove = (...partners: readonly Actor[]): AudienceChange => ({
  kind: 'removePartners',
  partnerTenantIds: ids(...partners),
});

export const changeTo = (
  to: NonNullable<OfferDocument['audience']['option']>,
  ...partners: readonly Actor[]
): AudienceChange => ({ kind: 'changeOption', to, partnerTenantIds: ids(...partners) });

/** A published offer with an audience, and its publisher. */
export async function offerOpenTo(
  works: TestWorks,
  option: NonNullable<OfferDocument['audience']['option']>,
  ...partners: readonly Actor[]
) {
  const publisher = await aPublisher(works, 'Atelier');
  const document = completeDocument({ audience: { option, partnerTenantIds: ids(...partners) } });
  const { offerId, productId } = await publishedOffer(works, publisher, document);
  return { publisher, offerId, productId };
}

export const filledForm = {
  productVersion: 'liveOfferManagement',
  category: 'saas',
  problem: 'updateExistingOffer',
  title: 'Deauthorize CSP',
  description: 'We no longer work together.',
  contact: { name: 'Ada Martin', email: 'ada@isv.example', phone: '' },
};

export async function requested(
  works: TestWorks,
  offer: { publisher: Actor; offerId: string },
  change: AudienceChange,
) {
  const { offerId } = offer;
  return works.as(offer.publisher, (work) => requestChange(work, { ...filledForm, offerId, change }));
}

export const operator: Actor = { ...systemActor, kind: 'user', userId: newId(), name: 'desk@operator.example' };

export const approved = (works: TestWorks, requestId: string) =>
  works.runner.run({ actor: operator, system: true }, (work) => approveRequest(work, requestId));

/** How a partner orders the offer's first plan for a customer of its own; prepared, so that only the order itself is left. */
export async function orderOf(works: TestWorks, partner: Actor, productId: string) {
  const customer = await aCustomer(works, partner);
  const entry = await works.as(partner, (work) => catalogueEntry(work, partner.tenantId, productId));
  const { version } = entry!;
  const item = version.items.find((one) => one.planId === 'team' && one.market === 'FR')!;
  const catalogItemId = `${productId}:${item.skuId}:${item.availabilityId}`;
  const line = { catalogItemId, quantity: 3, term: 'P1Y', billingCycle: 'monthly' };
  /** `before`: runs in the order's transaction, after everything was decided and before it commits. */
  return (before: () => Promise<void> = async () => undefined): Promise<PlacedOrder> =>
    works.as(partner, async (work) => {
      const order = await placeOrder(work, { customerTenantId: customer, lines: [line] });
      await before();
      return order;
    });
}
