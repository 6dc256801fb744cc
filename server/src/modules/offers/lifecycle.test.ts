import pg from 'pg';
import { expect, inject, test } from 'vitest';
import { aPartner, aPublisher, completeDocument, perSeatPlan, publishedOffer } from '../../../test/offers.ts';
import { testActor, useDatabase } from '../../../test/database.ts';
import { decimal, isFault, newId, type Actor } from '../../kernel/index.ts';
import type { Work } from '../../platform/work.ts';
import { recordRates } from '../exchange-rates/index.ts';
import {
  catalogueEntry,
  compareOffer,
  createOffer,
  draftProblems,
  goLive,
  offerVersionNumber,
  offerVersions,
  previewedOffer,
  previewOffer,
  publishOffer,
  readOffer,
  saveDraft,
  stopOffer,
  submissionsOf,
  syncAudience,
  withdrawPreview,
  type OfferDetail,
  type OfferDocument,
} from './index.ts';
import type { OfferTables } from './tables.ts';

const works = useDatabase();
const sandbox = { localAddresses: true };

const created = (publisher: Actor) =>
  works.as(publisher, (work) =>
    createOffer(work, { kind: 'saas', externalId: `offer-${newId()}`, name: 'Field Notes' }),
  );
const saved = (publisher: Actor, { offerId, revision }: OfferDetail, document: OfferDocument) =>
  works.as(publisher, (work) => saveDraft(work, { offerId, revision, document }));
const previewed = (publisher: Actor, { offerId, revision }: OfferDetail) =>
  works.as(publisher, (work) => previewOffer(work, { offerId, revision }, sandbox));
const wentLive = (publisher: Actor, { offerId }: OfferDetail, number: number) =>
  works.as(publisher, (work) => goLive(work, { offerId, number }, sandbox));
const codeOf = (attempt: Promise<unknown>) =>
  attempt.then(
    () => undefined,
    (error: unknown) => (isFault(error) ? error.code : Promise.reject(error as Error)),
  );

test('AUD-03 A preview freezes the draft, and going live publishes what it froze and leaves the draft alone', async () => {
  const publisher = await aPublisher(works);
  const document = completeDocument();
  const draft = await saved(publisher, await created(publisher), document);
  expect(await previewed(publisher, draft)).toMatchObject({
    number: 1,
    state: 'preview',
    version: null,
    decidedAt: null,
  });
  const later = { ...document, privacyUrl: 'https://isv.example/later' };
  const { revision } = await saved(publisher, draft, later);
  expect(await wentLive(publisher, draft, 1)).toMatchObject({ number: 1, live: true });
  const now = await works.as(publisher, (work) => readOffer(work, draft.offerId));
  expect(now).toMatchObject({ state: 'live', liveVersion: 1, revision, document: later });
  const version = await works.as(publisher, (work) => offerVersionNumber(work, draft.offerId, 1));
  expect(version.document).toEqual(document);
  expect(await works.as(publisher, (work) => submissionsOf(work, draft.offerId))).toMatchObject([
    { number: 1, state: 'live', version: 1 },
  ]);
});

test('A preview replaces the one before; a decided one neither goes live nor is withdrawn', async () => {
  const publisher = await aPublisher(works);
  const draft = await saved(publisher, await created(publisher), completeDocument());
  const { offerId } = draft;
  await previewed(publisher, draft);
  expect(await previewed(publisher, draft)).toMatchObject({ number: 2 });
  expect(await codeOf(wentLive(publisher, draft, 1))).toBe('SubmissionDecided');
  expect(await works.as(publisher, (work) => withdrawPreview(work, { offerId, number: 2 }))).toMatchObject({
    state: 'withdrawn',
  });
  expect(await codeOf(wentLive(publisher, draft, 2))).toBe('SubmissionDecided');
  expect(await codeOf(works.as(publisher, (work) => withdrawPreview(work, { offerId, number: 2 })))).toBe(
    'SubmissionDecided',
  );
  expect(await codeOf(wentLive(publisher, draft, 3))).toBe('SubmissionUnknown');
  const states = (await works.as(publisher, (work) => submissionsOf(work, offerId))).map((one) => one.state);
  expect(states).toEqual(['withdrawn', 'replaced']);
  expect(await works.as(publisher, (work) => readOffer(work, offerId))).toMatchObject({ state: 'draft' });
});

test('A draft with problems is not previewed, and a preview that became impossible does not go live', async () => {
  const publisher = await aPublisher(works);
  const bad = await saved(publisher, await created(publisher), completeDocument({ plans: [] }));
  expect(await codeOf(previewed(publisher, bad))).toBe('OfferNotReady');
  const document = completeDocument({ audience: { option: 'none', partnerTenantIds: [] } });
  const offer = await publishedOffer(works, publisher, document);
  await previewed(publisher, offer);
  const opened = { ...document, audience: { option: 'any' as const, partnerTenantIds: [] } };
  const open = await saved(publisher, offer, opened);
  await works.as(publisher, (work) => publishOffer(work, open, sandbox));
  expect(await codeOf(wentLive(publisher, offer, 1))).toBe('AudienceChangeNeedsRequest');
  const [only] = await works.as(publisher, (work) => submissionsOf(work, offer.offerId));
  expect(only).toMatchObject({ state: 'preview' });
});

test('Partners that were synced after the preview stay when it goes live', async () => {
  const publisher = await aPublisher(works);
  const [first, second] = [await aPartner(works), await aPartner(works)];
  const audience = { option: 'selected' as const, partnerTenantIds: [first.tenantId] };
  const offer = await publishedOffer(works, publisher, completeDocument({ audience }));
  await previewed(publisher, offer);
  const { offerId } = offer;
  await works.as(publisher, (work) => syncAudience(work, { offerId, partnerTenantIds: [second.tenantId] }));
  await wentLive(publisher, offer, 1);
  const { liveAudience } = await works.as(publisher, (work) => readOffer(work, offerId));
  expect(new Set(liveAudience?.partnerTenantIds)).toEqual(new Set([first.tenantId, second.tenantId]));
});

test('A preview is seen by the publisher’s tenant and by whom it names, in any case; everybody else learns nothing', async () => {
  const [publisher, other] = [await aPublisher(works), await aPublisher(works)];
  const named = { ...testActor(other.tenantId, ['publisher']), name: 'Ada@Fabrikam.example' };
  const preview = { audience: ['ada@fabrikam.example'] };
  const draft = await saved(publisher, await created(publisher), completeDocument({ preview }));
  const see = (actor: Actor) =>
    works.runner.run({ actor, system: true }, (work: Work) => previewedOffer(work, draft.productId.toLowerCase()));
  expect(await codeOf(see(publisher))).toBe('PreviewUnknown');
  await previewed(publisher, draft);
  expect(await see(publisher)).toMatchObject({ productId: draft.productId, number: 1 });
  expect(await see(named)).toMatchObject({ number: 1 });
  expect(await codeOf(see(other))).toBe('PreviewUnknown');
  expect(await codeOf(see({ ...named, kind: 'application' }))).toBe('PreviewUnknown');
  const rows = await works.as<unknown[], OfferTables>(named, (work) =>
    work.db.selectFrom('offer_submission').select('number').execute(),
  );
  expect(rows).toEqual([]);
  for (const attempt of [
    () => works.as(other, (work) => previewOffer(work, draft, sandbox)),
    () => works.as(other, (work) => goLive(work, { offerId: draft.offerId, number: 1 }, sandbox)),
    () => works.as(other, (work) => withdrawPreview(work, { offerId: draft.offerId, number: 1 })),
    () => works.as(other, (work) => submissionsOf(work, draft.offerId)),
    () => works.as(other, (work) => stopOffer(work, draft.offerId)),
    () => works.as(other, (work) => compareOffer(work, draft.offerId, { from: 'draft', to: 'preview' })),
  ]) {
    expect(await codeOf(attempt())).toBe('OfferUnknown');
  }
});

test('Two states of an offer are compared in the order of the menu, without the audience', async () => {
  const publisher = await aPublisher(works);
  const document = completeDocument();
  const offer = await publishedOffer(works, publisher, document);
  const changed = {
    ...document,
    plans: document.plans.map((plan, index) => (index === 0 ? { ...plan, name: 'Teams' } : plan)),
    properties: { ...document.properties, categories: ['sales'] },
    audience: { option: 'any' as const, partnerTenantIds: [newId()] },
  };
  await saved(publisher, offer, changed);
  const compare = (from: 'draft' | 'live' | 'preview' | number, to: 'draft' | 'live' | 'preview' | number) =>
    works.as(publisher, (work) => compareOffer(work, offer.offerId, { from, to }));
  expect(await compare('live', 'draft')).toEqual({
    changes: [
      { page: 'properties', path: 'properties.categories', from: ['productivity'], to: ['sales'] },
      { page: 'plans', path: 'plans[team].name', from: 'Team', to: 'Teams' },
    ],
    more: false,
  });
  expect(await compare(1, 'live')).toEqual({ changes: [], more: false });
  expect(await codeOf(compare('preview', 'draft'))).toBe('OfferVersionUnknown');
  expect(await codeOf(compare(2, 'draft'))).toBe('OfferVersionUnknown');
});

test('A stopped offer is in no catalogue until it is published again', async () => {
  const [publisher, partner] = [await aPublisher(works), await aPartner(works)];
  const draft = await created(publisher);
  expect(await codeOf(works.as(publisher, (work) => stopOffer(work, draft.offerId)))).toBe('OfferNotLive');
  const offer = await publishedOffer(works, publisher);
  const { offerId, revision } = offer;
  const seen = () => works.as(partner, (work) => catalogueEntry(work, partner.tenantId, offer.productId));
  expect(await seen()).toBeDefined();
  expect(await works.as(publisher, (work) => stopOffer(work, offerId))).toMatchObject({
    state: 'stopped',
    liveVersion: 1,
  });
  expect(await seen()).toBeUndefined();
  expect(await codeOf(works.as(publisher, (work) => stopOffer(work, offerId)))).toBe('OfferNotLive');
  await works.as(publisher, (work) => publishOffer(work, { offerId, revision }, sandbox));
  expect(await works.as(publisher, (work) => readOffer(work, offerId))).toMatchObject({
    state: 'live',
    liveVersion: 2,
  });
  expect(await seen()).toBeDefined();
});

test('A publication whose connection is cut after its version was written leaves the old version live and sold', async () => {
  const [publisher, partner] = [await aPublisher(works), await aPartner(works)];
  const document = completeDocument();
  const offer = await publishedOffer(works, publisher, document);
  const next = await saved(publisher, offer, { ...document, plans: [{ ...perSeatPlan, name: 'Next' }] });
  let publication: Promise<unknown> = Promise.resolve();
  await works.asSystem<void, OfferTables>(async (work) => {
    // Publishing writes the version, its availabilities and prices, and then waits here to become the live one.
    await work.db.selectFrom('offer').select('id').where('id', '=', offer.offerId).forNoKeyUpdate().execute();
    publication = works
      .as(publisher, (other) => publishOffer(other, next, sandbox))
      .then(
        () => 'published',
        (error: unknown) => error,
      );
    await cutWaitingConnection();
  });
  expect(await publication).toBeInstanceOf(Error);
  expect(await works.as(publisher, (work) => offerVersions(work, offer.offerId))).toMatchObject([
    { number: 1, live: true },
  ]);
  const entry = await works.as(partner, (work) => catalogueEntry(work, partner.tenantId, offer.productId));
  expect(entry?.version).toMatchObject({ number: 1, document });
  const again = await works.as(publisher, (work) => publishOffer(work, next, sandbox));
  expect(again).toMatchObject({ number: 2, live: true });
});

/** Ends the one connection of this test's database that waits for a row another one holds. */
async function cutWaitingConnection(): Promise<void> {
  const database = await works.asSystem(async (work) => {
    const rows = await work.prepared<{ name: string }>('test-database', 'select current_database() as name', []);
    return rows[0]!.name;
  });
  const admin = new pg.Client(inject('postgres').address);
  await admin.connect();
  try {
    await expect
      .poll(async () => {
        const { rows } = await admin.query(
          `select pg_terminate_backend(pid) from pg_stat_activity where datname = $1 and wait_event_type = 'Lock'`,
          [database],
        );
        return rows.length;
      })
      .toBe(1);
  } finally {
    await admin.end();
  }
}

test('Of two who edit the same draft, the second is told what the stored one has and what it sent', async () => {
  const publisher = await aPublisher(works);
  const document = completeDocument();
  const draft = await created(publisher);
  await saved(publisher, draft, { ...document, privacyUrl: 'https://isv.example/first' });
  const second = saved(publisher, draft, { ...document, privacyUrl: 'https://isv.example/second' });
  await expect(second).rejects.toMatchObject({
    code: 'OfferDraftChanged',
    details: {
      problems: [
        {
          path: 'privacyUrl',
          message: 'The stored draft has "https://isv.example/first", you sent "https://isv.example/second".',
        },
      ],
    },
  });
});

test('Prices in US dollars are converted on saving with the month’s rates, once; a currency without a rate is a problem', async () => {
  const publisher = await aPublisher(works);
  const rate = (currency: string, usdPerUnit: string) => ({ currency, usdPerUnit: decimal(usdPerUnit) });
  await works.asSystem((work) => recordRates(work, { month: '2020-01', rates: [rate('EUR', '1.25')] }));
  const monthly = { term: 'P1M', billingCycle: 'monthly' } as const;
  const priced = (amount: string, prices: OfferDocument['plans'][number]['prices'] = []) => ({
    ...perSeatPlan,
    priceInput: 'usd' as const,
    terms: [monthly],
    prices: [...prices.filter((price) => price.currency !== 'USD'), { ...monthly, currency: 'USD', amount }],
  });
  const draft = await saved(publisher, await created(publisher), completeDocument({ plans: [priced('10')] }));
  const euros = { ...monthly, currency: 'EUR', amount: '8' };
  expect(draft.document.plans[0]?.prices).toContainEqual(euros);
  const { problems } = await works.as(publisher, (work) => draftProblems(work, draft.offerId, sandbox));
  expect(problems).toMatchObject([{ path: 'plans[0].prices', code: 'PriceMissing' }]);
  expect(problems[0]?.message).toContain('no exchange rate from USD to CHF');
  await works.asSystem((work) => recordRates(work, { month: '2020-02', rates: [rate('EUR', '2'), rate('CHF', '2')] }));
  const raised = await saved(
    publisher,
    draft,
    completeDocument({ technical: draft.document.technical, plans: [priced('20', draft.document.plans[0]!.prices)] }),
  );
  expect(raised.document.plans[0]?.prices).toContainEqual(euros);
  expect(raised.document.plans[0]?.prices).toContainEqual({ ...monthly, currency: 'CHF', amount: '10' });
  await works.as(publisher, (work) => publishOffer(work, raised, sandbox));
});
