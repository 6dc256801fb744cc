import type { Kysely } from 'kysely';
import { expect, test } from 'vitest';
import {
  aPartner,
  aPublisher,
  completeDocument,
  perSeatPlan,
  publishedOffer,
  republished,
} from '../../../test/offers.ts';
import { somebodyWaits, useDatabase } from '../../../test/database.ts';
import { newId, isFault, type Actor } from '../../kernel/index.ts';
import {
  createOffer,
  draftProblems,
  publisherOffers,
  offerVersionNumber,
  offerVersions,
  publishOffer,
  readOffer,
  saveDraft,
} from './index.ts';
import type { OfferTables } from './tables.ts';

const works = useDatabase();
const sandbox = { localAddresses: true };

async function faultOf(attempt: Promise<unknown>) {
  const error = await attempt.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!isFault(error)) throw new Error('expected a fault', { cause: error });
  return error;
}

const newOffer = (publisher: Actor, externalId = `offer-${newId()}`) =>
  works.as(publisher, (work) => createOffer(work, { kind: 'saas', externalId, name: 'Field Notes' }));

test('AUD-04 A fresh offer is a draft without an audience, and only its publisher has it', async () => {
  const [publisher, other] = [await aPublisher(works), await aPublisher(works)];
  const offer = await newOffer(publisher);
  expect(offer).toMatchObject({ state: 'draft', audience: null, revision: 1, liveVersion: null, live: null });
  expect(offer.productId).toMatch(/^DZ[0-9A-Z]{10}$/);
  const listed = (actor: Actor) =>
    works.as(actor, (work) => publisherOffers(work, { sort: 'name', descending: false, search: '', size: 10 }));
  expect((await listed(publisher)).items.map((one) => one.offerId)).toEqual([offer.offerId]);
  expect(await listed(other)).toEqual({ items: [], total: 0 });
  const { offerId } = offer;
  for (const attempt of [
    () => works.as(other, (work) => readOffer(work, offerId)),
    () => works.as(other, (work) => saveDraft(work, { offerId, revision: 1, document: completeDocument() })),
    () => works.as(other, (work) => draftProblems(work, offerId, sandbox)),
    () => works.as(other, (work) => publishOffer(work, { offerId, revision: 1 }, sandbox)),
    () => works.as(other, (work) => offerVersions(work, offerId)),
    () => works.as(other, (work) => offerVersionNumber(work, offerId, 1)),
  ]) {
    expect(await faultOf(attempt())).toMatchObject({ code: 'OfferUnknown', kind: 'notFound' });
  }
});

test('A publisher uses an external id once; another publisher may use the same', async () => {
  const [publisher, other] = [await aPublisher(works), await aPublisher(works)];
  await newOffer(publisher, 'field-notes');
  expect(await faultOf(newOffer(publisher, 'field-notes'))).toMatchObject({ code: 'OfferExternalIdTaken' });
  expect((await newOffer(other, 'field-notes')).externalId).toBe('field-notes');
});

test('AUD-29 A saved draft survives; saving over a stale revision tells the paths that differ and changes nothing', async () => {
  const publisher = await aPublisher(works);
  const { offerId } = await newOffer(publisher);
  const document = completeDocument();
  const saved = await works.as(publisher, (work) => saveDraft(work, { offerId, revision: 1, document }));
  expect(saved).toMatchObject({ revision: 2, document, audience: 'any' });
  const mine = completeDocument({ technical: document.technical, privacyUrl: 'https://other.example/' });
  const fault = await faultOf(works.as(publisher, (work) => saveDraft(work, { offerId, revision: 1, document: mine })));
  expect(fault).toMatchObject({ code: 'OfferDraftChanged', kind: 'conflict', details: { values: { revision: 2 } } });
  expect(fault.details.problems?.map((problem) => problem.path)).toEqual(['privacyUrl']);
  expect(await works.as(publisher, (work) => readOffer(work, offerId))).toMatchObject({ revision: 2, document });
});

test('Of two who save the same revision at once, one wins and the other is told', async () => {
  const publisher = await aPublisher(works);
  const { offerId } = await newOffer(publisher);
  const save = () =>
    works.as(publisher, (work) => saveDraft(work, { offerId, revision: 1, document: completeDocument() }));
  const results = await Promise.allSettled([save(), save(), save()]);
  expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1);
  const reasons = results.flatMap((result) => (result.status === 'rejected' ? [result.reason as unknown] : []));
  expect(reasons).toMatchObject([{ code: 'OfferDraftChanged' }, { code: 'OfferDraftChanged' }]);
});

test('Publishing an unfinished draft names every problem and leaves the offer a draft', async () => {
  const publisher = await aPublisher(works);
  const { offerId } = await newOffer(publisher);
  const { problems } = await works.as(publisher, (work) => draftProblems(work, offerId, sandbox));
  const fault = await faultOf(works.as(publisher, (work) => publishOffer(work, { offerId, revision: 1 }, sandbox)));
  expect(fault).toMatchObject({ code: 'OfferNotReady', kind: 'invalid' });
  expect(fault.details.problems).toEqual(problems);
  expect(problems.map((problem) => problem.path)).toEqual(
    expect.arrayContaining(['properties.categories', 'listings', 'plans', 'audience.option', 'technical.tenantId']),
  );
  expect(await works.as(publisher, (work) => readOffer(work, offerId))).toMatchObject({ state: 'draft', live: null });
});

test('Publishing freezes a numbered version; later versions keep it, its SKU ids and what it cost', async () => {
  const publisher = await aPublisher(works);
  const first = await publishedOffer(works, publisher);
  const dearer = completeDocument({
    technical: first.document.technical,
    plans: [
      {
        ...perSeatPlan,
        planId: 'solo',
        markets: ['FR'],
        prices: perSeatPlan.prices.filter((p) => p.currency === 'EUR'),
      },
      { ...perSeatPlan, prices: perSeatPlan.prices.map((price) => ({ ...price, amount: '77' })) },
    ],
  });
  await republished(works, publisher, first, dearer);
  const versions = await works.as(publisher, (work) => offerVersions(work, first.offerId));
  expect(versions.map(({ number, live }) => [number, live])).toEqual([
    [2, true],
    [1, false],
  ]);
  const old = await works.as(publisher, (work) => offerVersionNumber(work, first.offerId, 1));
  expect(old.document).toEqual(first.document);
  const plans = await works.asSystem<unknown, OfferTables>((work) =>
    work.db
      .selectFrom('offer_plan')
      .select(['plan_id', 'sku_id'])
      .where('offer_id', '=', first.offerId)
      .orderBy('sku_id')
      .execute(),
  );
  expect(plans).toEqual([
    { plan_id: 'team', sku_id: '0001' },
    { plan_id: 'pages', sku_id: '0002' },
    { plan_id: 'solo', sku_id: '0003' },
  ]);
});

test('A publication that fails midway leaves the old version live and no trace of the new one', async () => {
  const publisher = await aPublisher(works);
  const offer = await publishedOffer(works, publisher);
  const attempt = works.as(publisher, async (work) => {
    const { offerId } = offer;
    const { revision } = await saveDraft(work, { offerId, revision: offer.revision, document: offer.document });
    await publishOffer(work, { offerId, revision }, sandbox);
    throw new Error('power cut');
  });
  await expect(attempt).rejects.toThrow('power cut');
  const after = await works.as(publisher, (work) => readOffer(work, offer.offerId));
  expect(after).toMatchObject({ revision: offer.revision, liveVersion: 1 });
  expect(await works.as(publisher, (work) => offerVersions(work, offer.offerId))).toHaveLength(1);
});

test('AUD-58 AUD-63 A live offer leaves option 3 by itself', async () => {
  const publisher = await aPublisher(works);
  const partner = await aPartner(works);
  const closed = completeDocument({ audience: { option: 'none', partnerTenantIds: [] } });
  const offer = await publishedOffer(works, publisher, closed);
  const opened = { ...closed, audience: { option: 'selected' as const, partnerTenantIds: [partner.tenantId] } };
  await republished(works, publisher, offer, opened);
  const { liveAudience } = await works.as(publisher, (work) => readOffer(work, offer.offerId));
  expect(liveAudience).toMatchObject({ option: 'selected', partnerTenantIds: [partner.tenantId] });
});

test.for([
  ['AUD-50 from any partner to selected ones', 'any', 'selected', 'A17'],
  ['AUD-51 from any partner to none', 'any', 'none', 'A17'],
  ['AUD-54 from selected partners to any', 'selected', 'any', 'A19'],
  ['AUD-56 from selected partners to none', 'selected', 'none', 'A20'],
] as const)('%s, a published offer does not go without a support request', async ([, from, to, rule]) => {
  const publisher = await aPublisher(works);
  const partner = await aPartner(works);
  const audience = (option: 'any' | 'selected' | 'none') => ({
    option,
    partnerTenantIds: option === 'selected' ? [partner.tenantId] : [],
  });
  const before = completeDocument({ audience: audience(from) });
  const offer = await publishedOffer(works, publisher, before);
  const fault = await faultOf(republished(works, publisher, offer, { ...before, audience: audience(to) }));
  expect(fault).toMatchObject({
    code: 'AudienceChangeNeedsRequest',
    kind: 'conflict',
    details: { rule: { id: rule } },
  });
  const now = await works.as(publisher, (work) => readOffer(work, offer.offerId));
  expect(now).toMatchObject({ liveVersion: 1, liveAudience: { option: from } });
});

test('AUD-41 A partner of a published offer is added by publishing and not removed by it', async () => {
  const publisher = await aPublisher(works);
  const [first, second] = [await aPartner(works), await aPartner(works, { kind: 'provider' })];
  const audience = (...partners: Actor[]) => ({
    option: 'selected' as const,
    partnerTenantIds: partners.map((partner) => partner.tenantId),
  });
  const document = completeDocument({ audience: audience(first) });
  const offer = await publishedOffer(works, publisher, document);
  const wider = await republished(works, publisher, offer, { ...document, audience: audience(first, second) });
  const { liveAudience } = await works.as(publisher, (work) => readOffer(work, offer.offerId));
  expect(new Set(liveAudience?.partnerTenantIds)).toEqual(new Set([first.tenantId, second.tenantId]));
  const fault = await faultOf(republished(works, publisher, wider, { ...document, audience: audience(second) }));
  expect(fault).toMatchObject({ code: 'AudienceChangeNeedsRequest', details: { rule: { id: 'A16' } } });
});

test('AUD-60 Only active direct partners and providers can be selected; a reseller or a stranger is named as a problem', async () => {
  const publisher = await aPublisher(works);
  const [direct, reseller] = [await aPartner(works), await aPartner(works, { kind: 'reseller' })];
  const named = [direct.tenantId, reseller.tenantId, newId()];
  const { offerId, revision } = await newOffer(publisher);
  const document = completeDocument({ audience: { option: 'selected', partnerTenantIds: named } });
  await works.as(publisher, (work) => saveDraft(work, { offerId, revision, document }));
  const { problems } = await works.as(publisher, (work) => draftProblems(work, offerId, sandbox));
  expect(problems.map(({ path, code, page }) => [path, code, page])).toEqual([
    ['audience.partnerTenantIds[1]', 'PartnerNotSelectable', 'audience'],
    ['audience.partnerTenantIds[2]', 'PartnerNotSelectable', 'audience'],
  ]);
});

test('A pair of technical tenant and application belongs to one publisher', async () => {
  const [publisher, other] = [await aPublisher(works), await aPublisher(works)];
  const { document } = await publishedOffer(works, publisher);
  const fault = await faultOf(publishedOffer(works, other, document));
  expect(fault.details.problems?.map((problem) => problem.code)).toEqual(['PairTaken']);
  await publishedOffer(works, publisher, document);
});

test('Of two publishers that publish the same technical pair at once, the second is refused', async () => {
  const document = completeDocument({
    technical: { ...completeDocument().technical, applicationId: newId() },
  });
  const ready = async () => {
    const publisher = await aPublisher(works);
    const { offerId, revision } = await newOffer(publisher);
    const saved = await works.as(publisher, (work) => saveDraft(work, { offerId, revision, document }));
    return { publisher, offer: { offerId, revision: saved.revision } };
  };
  const [first, second] = [await ready(), await ready()];
  const [written, waits] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const published = works.as(first.publisher, async (work) => {
    await publishOffer(work, first.offer, sandbox);
    written.resolve();
    await waits.promise;
  });
  await written.promise;
  const refused = faultOf(works.as(second.publisher, (work) => publishOffer(work, second.offer, sandbox)));
  await somebodyWaits(works);
  waits.resolve();
  await published;
  expect((await refused).details.problems?.map(({ code }) => code)).toEqual(['PairTaken']);
});

test('Row security: another tenant reads no draft, writes no offer, no version, no price, no audience', async () => {
  const [publisher, other] = [await aPublisher(works), await aPublisher(works)];
  const offer = await publishedOffer(works, publisher);
  const asOther = <Result>(body: (db: Kysely<OfferTables>) => Promise<Result>) =>
    works.as<Result, OfferTables>(other, (work) => body(work.db));
  expect(await asOther((db) => db.selectFrom('offer_draft').select('offer_id').execute())).toEqual([]);
  const stopped = await asOther((db) => db.updateTable('offer').set({ state: 'stopped' }).executeTakeFirst());
  expect(stopped.numUpdatedRows).toBe(0n);
  const [availability] = await asOther((db) =>
    db.selectFrom('offer_availability').selectAll().where('offer_id', '=', offer.offerId).execute(),
  );
  await expect(
    asOther((db) =>
      db
        .insertInto('offer_availability')
        .values({ ...availability!, id: 'DZXXXXXXXXXX', market: 'DE' })
        .execute(),
    ),
  ).rejects.toThrow(/row-level security/);
  await expect(
    asOther((db) =>
      db
        .insertInto('offer_price')
        .values({
          availability_id: availability!.id,
          publisher_tenant_id: availability!.publisher_tenant_id,
          term: 'P3Y',
          billing_cycle: 'annual',
          amount: '0',
        })
        .execute(),
    ),
  ).rejects.toThrow(/row-level security/);
  const opened = await asOther((db) => db.updateTable('offer_audience').set({ option: 'any' }).executeTakeFirst());
  expect(opened.numUpdatedRows).toBe(0n);
});
