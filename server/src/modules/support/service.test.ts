import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { useDatabase } from '../../../test/database.ts';
import { aPartner, aPublisher, completeDocument, republished } from '../../../test/offers.ts';
import { approved, requested, changeTo, ids, offerOpenTo, operator, orderOf, remove } from '../../../test/requests.ts';
import { isFault, newId, type Actor } from '../../kernel/index.ts';
import {
  audienceFacts,
  authorisePartners,
  createOffer,
  goLive,
  transitionsOf,
  previewOffer,
  readOffer,
  saveDraft,
  syncAudience,
} from '../offers/index.ts';
import { deskRequest, ownRequests, refuseRequest } from './index.ts';

const works = useDatabase();
const newest = { sort: 'submitted', descending: true, search: '' } as const;

async function faultOf(attempt: Promise<unknown>) {
  const error = await attempt.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!isFault(error)) throw new Error('expected a fault', { cause: error });
  return error;
}

interface Offer {
  readonly publisher: Actor;
  readonly offerId: string;
}

const read = ({ publisher, offerId }: Offer) => works.as(publisher, (work) => readOffer(work, offerId));
const refused = (requestId: string, reason: string) =>
  works.runner.run({ actor: operator, system: true }, (work) => refuseRequest(work, requestId, reason));
const atDesk = (requestId: string) => works.asSystem((work) => deskRequest(work, requestId));
const transitionsFrom = ({ publisher, offerId }: Offer) =>
  works.as(publisher, async (work) => {
    const transitions = transitionsOf(await audienceFacts(work, { publisherTenantId: publisher.tenantId, offerId }));
    return transitions.map(({ kind, to, how, rule }) => `${to ?? kind} ${how} ${rule.id}`);
  });
const sell = async (partner: Actor, productId: string) => (await orderOf(works, partner, productId))();

test('AUD-50 AUD-51 AUD-54 AUD-56 AUD-58 The table of transitions follows the option in force', async () => {
  const partner = await aPartner(works);
  const draft = await aDraft();
  expect(await transitionsFrom(draft)).toEqual([
    'any selfService A22',
    'selected selfService A22',
    'none selfService A22',
    'addPartners selfService A22',
    'removePartners selfService A22',
  ]);
  expect(await transitionsFrom(await offerOpenTo(works, 'any'))).toEqual([
    'selected request A17',
    'none request A17',
    'addPartners refused A12',
    'removePartners refused A16',
  ]);
  expect(await transitionsFrom(await offerOpenTo(works, 'selected', partner, await aPartner(works)))).toEqual([
    'any request A19',
    'none request A20',
    'addPartners selfService A12',
    'removePartners request A16',
  ]);
  expect(await transitionsFrom(await offerOpenTo(works, 'none'))).toEqual([
    'any selfService A21',
    'selected selfService A21',
    'addPartners refused A12',
    'removePartners refused A16',
  ]);
});

async function aDraft(): Promise<Offer> {
  const publisher = await aPublisher(works);
  const { offerId } = await works.as(publisher, (work) =>
    createOffer(work, { kind: 'saas', externalId: `o-${newId()}`, name: 'Field Notes' }),
  );
  return { publisher, offerId };
}

test('AUD-39 AUD-58 AUD-63 From no partner the publisher publishes another option alone, and a request for it is not taken', async () => {
  const offer = await offerOpenTo(works, 'none');
  const fault = await faultOf(requested(works, offer, changeTo('any')));
  expect(fault).toMatchObject({ code: 'AudienceChangeIsFree', kind: 'conflict', details: { rule: { id: 'A21' } } });
  const detail = await read(offer);
  await republished(works, offer.publisher, detail, completeDocument());
  expect(await read(offer)).toMatchObject({ liveAudience: { option: 'any' } });
});

test('AUD-50 AUD-52 AUD-53 An approved transition to selected partners keeps who sold, in force and in the draft', async () => {
  const [seller, chosen] = [await aPartner(works), await aPartner(works)];
  const offer = await offerOpenTo(works, 'any');
  await sell(seller, offer.productId);
  const { request, now } = await requested(works, offer, changeTo('selected', chosen));
  expect(now?.weighed.kept).toEqual(ids(seller));
  const before = await read(offer);
  expect(before).toMatchObject({ liveAudience: { option: 'any' } });
  await approved(works, request.requestId);
  const after = await read(offer);
  const audience = { option: 'selected', partnerTenantIds: ids(chosen, seller) };
  expect(after).toMatchObject({ document: { audience }, revision: before.revision + 1 });
  expect(after.liveAudience?.option).toBe('selected');
  expect(new Set(after.liveAudience?.partnerTenantIds)).toEqual(new Set(ids(chosen, seller)));
  // The next publication of the draft brings back nothing that the request took away.
  await republished(works, offer.publisher, after, { ...after.document, privacyUrl: 'https://isv.example/new' });
  expect((await read(offer)).liveAudience?.option).toBe('selected');
  const removal = await faultOf(requested(works, offer, remove(seller)));
  expect(removal).toMatchObject({ code: 'AudienceChangeRefused', details: { rule: { id: 'A15' } } });
});

test('AUD-38 AUD-51 AUD-52 An approved transition to no partner takes the offer out; once somebody sold it is refused', async () => {
  const partner = await aPartner(works);
  const offer = await offerOpenTo(works, 'any');
  const order = await orderOf(works, partner, offer.productId);
  const { request } = await requested(works, offer, changeTo('none'));
  await approved(works, request.requestId);
  expect(await read(offer)).toMatchObject({
    liveAudience: { option: 'none' },
    document: { audience: { option: 'none' } },
  });
  expect(await faultOf(order())).toMatchObject({ code: 'NotPurchasable', details: { rule: { id: 'A14' } } });
  const sold = await offerOpenTo(works, 'any');
  await sell(partner, sold.productId);
  const fault = await faultOf(requested(works, sold, changeTo('none')));
  expect(fault).toMatchObject({ code: 'AudienceChangeRefused', kind: 'conflict', details: { rule: { id: 'A22' } } });
});

test('AUD-54 AUD-55 An approved transition from selected partners to any lets every partner resell', async () => {
  const [listed, other] = [await aPartner(works), await aPartner(works)];
  const offer = await offerOpenTo(works, 'selected', listed);
  const order = await orderOf(works, other, offer.productId);
  expect(await faultOf(order())).toMatchObject({ code: 'NotPurchasable' });
  const { request } = await requested(works, offer, changeTo('any'));
  await approved(works, request.requestId);
  expect((await order()).lines).toHaveLength(1);
});

test('AUD-56 AUD-57 From selected partners to none only while none of them sold, also when it is approved', async () => {
  const [seller, other] = [await aPartner(works), await aPartner(works)];
  const offer = await offerOpenTo(works, 'selected', seller, other);
  const { request } = await requested(works, offer, changeTo('none'));
  await sell(seller, offer.productId);
  const before = await read(offer);
  const fault = await faultOf(approved(works, request.requestId));
  expect(fault).toMatchObject({ code: 'AudienceChangeRefused', kind: 'conflict', details: { rule: { id: 'A20' } } });
  expect(await read(offer)).toEqual(before);
  expect((await atDesk(request.requestId)).request.state).toBe('submitted');
  await refused(request.requestId, 'A partner sold it.');
  expect(await faultOf(requested(works, offer, changeTo('none')))).toMatchObject({ details: { rule: { id: 'A20' } } });
  const unsold = await offerOpenTo(works, 'selected', other);
  await approved(works, (await requested(works, unsold, changeTo('none'))).request.requestId);
  expect(await read(unsold)).toMatchObject({ liveAudience: { option: 'none', partnerTenantIds: [] } });
});

test('AUD-40 AUD-61 A sale is recorded by partner, offer and customer; who sold cannot be removed, and the request is refused at once', async () => {
  const [seller, other] = [await aPartner(works), await aPartner(works)];
  const offer = await offerOpenTo(works, 'selected', seller, other);
  const order = await orderOf(works, seller, offer.productId);
  await order();
  await order();
  await sell(seller, offer.productId);
  const facts = await works.as(offer.publisher, (work) =>
    audienceFacts(work, { publisherTenantId: offer.publisher.tenantId, offerId: offer.offerId }),
  );
  expect(facts.sales).toMatchObject([{ tenantId: seller.tenantId, customers: 2 }]);
  const fault = await faultOf(requested(works, offer, remove(seller)));
  expect(fault).toMatchObject({
    code: 'AudienceChangeRefused',
    details: { rule: { id: 'A15' } },
  });
  expect(await works.as(offer.publisher, (work) => ownRequests(work, { ...newest, size: 1 }))).toEqual({
    items: [],
    total: 0,
  });
  const { rows } = await works.as(other, (work) => sql`select * from offer_sale`.execute(work.db));
  expect(rows).toEqual([]);
});

test('AUD-41 An approved removal takes the partner off, and leaves to the draft what was not synced yet', async () => {
  const [leaving, staying, planned] = [await aPartner(works), await aPartner(works), await aPartner(works)];
  const offer = await offerOpenTo(works, 'selected', leaving, staying);
  const { revision, document } = await read(offer);
  const audience = { option: 'selected' as const, partnerTenantIds: ids(leaving, staying, planned) };
  await works.as(offer.publisher, (work) =>
    saveDraft(work, { offerId: offer.offerId, revision, document: { ...document, audience } }),
  );
  const order = await orderOf(works, leaving, offer.productId);
  const { request } = await requested(works, offer, remove(leaving));
  expect(await read(offer)).toMatchObject({ liveAudience: { partnerTenantIds: ids(leaving, staying) } });
  await approved(works, request.requestId);
  expect(await read(offer)).toMatchObject({
    liveAudience: { partnerTenantIds: ids(staying) },
    document: { audience: { partnerTenantIds: ids(staying, planned) } },
  });
  expect(await faultOf(order())).toMatchObject({ code: 'NotPurchasable', details: { rule: { id: 'A7' } } });
  const { rows } = await works.asSystem((work) =>
    sql<{ actor_name: string; new_value: { requestId: string } }>`select actor_name, old_value, new_value from event
      where aggregate_id = ${offer.offerId} and name = 'OfferAudienceChanged' order by seq desc limit 1`.execute(
      work.db,
    ),
  );
  expect(rows).toMatchObject([
    {
      actor_name: operator.name,
      old_value: { option: 'selected', partnerTenantIds: ids(leaving, staying) },
      new_value: { option: 'selected', partnerTenantIds: ids(staying), requestId: request.requestId },
    },
  ]);
});

test('AUD-53 A partner that may no longer be selected stays when it sold, and is refused when it is only named', async () => {
  const [seller, gone] = [await aPartner(works), await aPartner(works)];
  const offer = await offerOpenTo(works, 'any');
  await sell(seller, offer.productId);
  const { request } = await requested(works, offer, changeTo('selected', gone));
  await works.asSystem((work) =>
    sql`update partner_account set state = 'suspended' where tenant_id = any(${ids(seller, gone)}::uuid[])`.execute(
      work.db,
    ),
  );
  expect(await faultOf(approved(works, request.requestId))).toMatchObject({ code: 'PartnersNotSelectable' });
  await refused(request.requestId, 'Gone is suspended.');
  await approved(works, (await requested(works, offer, changeTo('selected'))).request.requestId);
  expect(await read(offer)).toMatchObject({ liveAudience: { option: 'selected', partnerTenantIds: ids(seller) } });
});

test('A partner of a private offer is authorised by it: onto the list, or out of option 3 alone; under option 1 it is already', async () => {
  const [listed, added] = [await aPartner(works), await aPartner(works)];
  const authorise = (offer: Offer, ...partners: Actor[]) =>
    works.as(offer.publisher, (work) =>
      authorisePartners(work, { offerId: offer.offerId, partnerTenantIds: ids(...partners) }),
    );
  const selected = await offerOpenTo(works, 'selected', listed);
  expect(await authorise(selected, listed, added)).toEqual({ authorised: ids(added) });
  expect(await read(selected)).toMatchObject({
    liveAudience: { option: 'selected', partnerTenantIds: ids(listed, added) },
    document: { audience: { partnerTenantIds: ids(listed, added) } },
  });
  const none = await offerOpenTo(works, 'none');
  await authorise(none, added);
  const audience = { option: 'selected', partnerTenantIds: ids(added) };
  expect(await read(none)).toMatchObject({ liveAudience: audience, document: { audience } });
  expect(await authorise(none, added)).toEqual({ authorised: [] });
  const any = await offerOpenTo(works, 'any');
  expect(await authorise(any, added)).toEqual({ authorised: [] });
  expect(await read(any)).toMatchObject({ liveAudience: { option: 'any' } });
  expect(await faultOf(authorise(await aDraft(), added))).toMatchObject({ details: { rule: { id: 'A30' } } });
  const reseller = await aPartner(works, { kind: 'reseller' });
  expect(await faultOf(authorise(selected, reseller))).toMatchObject({ code: 'PartnersNotSelectable' });
});

test('AUD-33 AUD-41 A partner that comes by a sync while a request waits stays when the request is approved', async () => {
  const [leaving, staying, synced] = [await aPartner(works), await aPartner(works), await aPartner(works)];
  const offer = await offerOpenTo(works, 'selected', leaving, staying);
  const { request } = await requested(works, offer, remove(leaving));
  await works.as(offer.publisher, (work) =>
    syncAudience(work, { offerId: offer.offerId, partnerTenantIds: ids(synced) }),
  );
  await approved(works, request.requestId);
  expect(await read(offer)).toMatchObject({ liveAudience: { partnerTenantIds: ids(staying, synced) } });
});

test('AUD-41 A preview that waits while a removal is approved does not bring the partner back when it goes live', async () => {
  const [leaving, staying] = [await aPartner(works), await aPartner(works)];
  const offer = await offerOpenTo(works, 'selected', leaving, staying);
  const { offerId } = offer;
  const { revision } = await read(offer);
  const rules = { localAddresses: true };
  const { number } = await works.as(offer.publisher, (work) => previewOffer(work, { offerId, revision }, rules));
  await approved(works, (await requested(works, offer, remove(leaving))).request.requestId);
  await works.as(offer.publisher, (work) => goLive(work, { offerId, number }, rules));
  // Nothing else had changed: what is live stays the version it is.
  expect(await read(offer)).toMatchObject({ liveVersion: 1, liveAudience: { partnerTenantIds: ids(staying) } });
});
