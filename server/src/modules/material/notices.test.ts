import { beforeAll, expect, test } from 'vitest';
import { testActor, useDatabase } from '../../../test/database.ts';
import { aPartner, aPublisher, completeDocument, publishedOffer } from '../../../test/offers.ts';
import { newCompany } from '../../../test/partners.ts';
import { newId, type Actor } from '../../kernel/index.ts';
import type { Work } from '../../platform/work.ts';
import { createOffer } from '../offers/index.ts';
import { onboardCustomer } from '../relationships/index.ts';
import { partnerNotices, postNotice, publisherNotices, updateNotice } from './index.ts';
import type { MaterialTables } from './tables.ts';

const works = useDatabase();
let publisher: Actor;
beforeAll(async () => {
  publisher = await aPublisher(works);
});

const outage = { kind: 'outage', title: 'Notes are not saved', text: 'We are looking into it.' } as const;
const asPublisher = <Result>(body: (work: Work) => Promise<Result>) => works.as(publisher, body);
const post = (offerId: string, more: Partial<Parameters<typeof postNotice>[1]> = {}) =>
  asPublisher((work) => postNotice(work, { offerId, ...outage, ...more }));
const openTo = (option: 'any' | 'selected' | 'none', partnerTenantIds: string[] = []) =>
  publishedOffer(works, publisher, completeDocument({ audience: { option, partnerTenantIds } }));
const feed = async (partner: Actor, open = true) =>
  (await works.as(partner, (work) => partnerNotices(work, { open, size: 100, language: 'fr' }))).items;
const told = async (partner: Actor, offerId: string, open = true) =>
  (await feed(partner, open)).filter((notice) => notice.offerId === offerId);

test('SUP-08 AUD-08 a notice reaches the partners of the offer, with its updates, until it is resolved', async () => {
  const partner = await aPartner(works);
  const { offerId, productId } = await openTo('any');
  const { id: noticeId } = await post(offerId);
  expect(await told(partner, offerId)).toMatchObject([
    { ...outage, state: 'ongoing', endsAt: null, updates: [], offerName: 'Carnet', publisherName: 'Isv', productId },
  ]);
  const update = (text: string, resolved = false) =>
    asPublisher((work) => updateNotice(work, { offerId, noticeId, text, resolved }));
  await update('Half of it works again.');
  await update('All is well.', true);
  expect(await told(partner, offerId)).toEqual([]);
  const [notice] = await told(partner, offerId, false);
  expect(notice).toMatchObject({ state: 'ended', text: outage.text });
  expect(notice!.updates.map(({ text }) => text)).toEqual(['Half of it works again.', 'All is well.']);
  await update('What had happened: a full disk.');
  await expect(update('Again?', true)).rejects.toMatchObject({ code: 'NoticeEnded' });
  expect((await told(partner, offerId, false))[0]!.updates).toHaveLength(3);
});

test('SUP-08 planned maintenance is scheduled, its end can move, and it is over by itself', async () => {
  const partner = await aPartner(works);
  const { offerId } = await openTo('any');
  const now = await works.asSystem(async (work) => work.now);
  const hours = (count: number) => now.add({ hours: count });
  const { id: noticeId } = await post(offerId, { kind: 'maintenance', startsAt: hours(2), endsAt: hours(4) });
  expect(await told(partner, offerId)).toMatchObject([{ state: 'scheduled' }]);
  const move = (endsAt: Temporal.Instant) =>
    asPublisher((work) => updateNotice(work, { offerId, noticeId, text: 'It takes longer.', endsAt }));
  await expect(move(hours(2))).rejects.toMatchObject({ code: 'NoticeSpanRefused' });
  expect(await move(hours(6))).toMatchObject({ endsAt: hours(6), state: 'scheduled' });
  const at = (count: number) =>
    works.runner.run({ actor: partner, at: hours(count) }, (work) =>
      partnerNotices(work, { open: true, size: 100, language: 'en' }),
    );
  expect((await at(5)).items.filter((notice) => notice.offerId === offerId)).toMatchObject([{ state: 'ongoing' }]);
  expect((await at(6)).items.filter((notice) => notice.offerId === offerId)).toEqual([]);
  await expect(post(offerId, { startsAt: hours(3), endsAt: hours(1) })).rejects.toMatchObject({
    code: 'NoticeSpanRefused',
  });
});

test('SUP-08 only partners that may resell the offer or have sold it are told; no other partner, reseller or customer', async () => {
  const [chosen, seller, other] = [await aPartner(works), await aPartner(works), await aPartner(works)];
  const exclusive = await openTo('selected', [chosen.tenantId]);
  const closed = await openTo('none');
  for (const { offerId } of [exclusive, closed]) await post(offerId);
  const customer = await works.asIdentity(seller, (work) => onboardCustomer(work, newCompany()));
  // As if it had sold before the offer was closed to it.
  await works.pools.owner.query(
    `insert into offer_sale (partner_tenant_id, offer_id, customer_tenant_id, publisher_tenant_id, first_sold_at)
     select $1, id, $3, publisher_tenant_id, '2027-01-01' from offer where id = $2`,
    [seller.tenantId, closed.offerId, customer.customer.tenantId],
  );
  expect(await told(chosen, exclusive.offerId)).toMatchObject([{ productId: exclusive.productId }]);
  expect(await told(other, exclusive.offerId)).toEqual([]);
  expect(await told(seller, closed.offerId)).toMatchObject([{ title: outage.title, productId: null }]);
  expect(await told(chosen, closed.offerId)).toEqual([]);

  const open = await openTo('any');
  const { id: noticeId } = await post(open.offerId);
  await asPublisher((work) => updateNotice(work, { offerId: open.offerId, noticeId, text: 'Still.' }));
  const rows = (actor: Actor) =>
    works.as(actor, async (work: Work<MaterialTables>) => [
      ...(await work.db.selectFrom('service_notice').select('id').execute()),
      ...(await work.db.selectFrom('service_notice_update').select('id').execute()),
    ]);
  const reseller = await aPartner(works, { kind: 'reseller' });
  for (const actor of [reseller, testActor(customer.customer.tenantId, ['customer']), await aPublisher(works)]) {
    expect(await rows(actor)).toEqual([]);
  }
  // Rows are shown to work that found the offer to be for its account, as the use case does; to no other.
  expect(await rows(other)).toEqual([]);
});

test('Another publisher neither posts on an offer nor updates its notices; a draft has nobody to tell', async () => {
  const { offerId } = await openTo('any');
  const { id: noticeId } = await post(offerId);
  const other = await aPublisher(works, 'Other');
  await expect(works.as(other, (work) => postNotice(work, { offerId, ...outage }))).rejects.toMatchObject({
    code: 'OfferUnknown',
  });
  await expect(
    works.as(other, (work) => updateNotice(work, { offerId, noticeId, text: 'Mine' })),
  ).rejects.toMatchObject({ code: 'OfferUnknown' });
  const elsewhere = await openTo('any');
  await expect(
    asPublisher((work) => updateNotice(work, { offerId: elsewhere.offerId, noticeId, text: 'x' })),
  ).rejects.toMatchObject({ code: 'NoticeUnknown' });
  const draft = await asPublisher((work) =>
    createOffer(work, { kind: 'saas', externalId: `offer-${newId()}`, name: 'Draft' }),
  );
  await expect(post(draft.offerId)).rejects.toMatchObject({ code: 'OfferHasNoPartners' });
});

test('Of two who resolve a notice at once one is told that it is over, whoever began first', async () => {
  const { offerId } = await openTo('any');
  const resolve = (noticeId: string, text: string) =>
    asPublisher((work) => updateNotice(work, { offerId, noticeId, text, resolved: true }));
  for (let round = 0; round < 10; round += 1) {
    const { id } = await post(offerId);
    const both = await Promise.allSettled([resolve(id, 'One'), resolve(id, 'Two')]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  }
  const { id } = await post(offerId);
  const early = await works.asSystem(async (work) => work.now);
  await resolve(id, 'Later');
  const late = works.runner.run({ actor: publisher, at: early }, (work) =>
    updateNotice(work, { offerId, noticeId: id, text: 'Earlier', resolved: true }),
  );
  await expect(late).rejects.toMatchObject({ code: 'NoticeEnded' });
});

test('An offer has at most 50 notices that are not over', async () => {
  const { offerId } = await openTo('any');
  for (let count = 0; count < 50; count += 1) await post(offerId);
  await expect(post(offerId)).rejects.toMatchObject({ code: 'NoticesFull' });
});

test('Lists come newest first in pages, and miss and repeat none', async () => {
  const own = await aPublisher(works);
  const partner = await aPartner(works);
  const { offerId } = await publishedOffer(works, own);
  const posted: string[] = [];
  for (let count = 0; count < 7; count += 1) {
    posted.unshift((await works.as(own, (work) => postNotice(work, { offerId, ...outage }))).id);
  }
  const walk = async (
    read: (after: string | undefined) => Promise<{ items: readonly { id: string }[]; next?: string }>,
  ) => {
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const page = await read(after);
      seen.push(...page.items.map(({ id }) => id));
      after = page.next;
    } while (after !== undefined);
    return seen;
  };
  expect(
    await walk((after) => works.as(own, (work) => publisherNotices(work, { open: true, size: 3, after }))),
  ).toEqual(posted);
  const all = await walk((after) =>
    works.as(partner, (work) => partnerNotices(work, { open: true, size: 3, after, language: 'en' })),
  );
  expect(all.filter((id) => posted.includes(id))).toEqual(posted);
  expect(new Set(all).size).toBe(all.length);
});
