/** What publishers and partners keep, asked for by SQL as another tenant: row-level security holds without any use case. */
import { beforeAll, expect, test } from 'vitest';
import { newId, type Actor } from '../src/kernel/index.ts';
import { createOffer, previewOffer } from '../src/modules/offers/index.ts';
import {
  addFile,
  addLink,
  partnerMaterial,
  partnerNotices,
  postNotice,
  updateNotice,
} from '../src/modules/material/index.ts';
import { askForJob } from '../src/modules/ingestion/index.ts';
import type { Work } from '../src/platform/work.ts';
import { activate, anOperator, buy, aCustomer, runDue, setTime, type Channel } from './billing.ts';
import { testActor, useDatabase } from './database.ts';
import { aPartner, aPublisher, completeDocument, publishedOffer } from './offers.ts';
import { granted } from './private-offers.ts';
import { requested, changeTo } from './requests.ts';

const works = useDatabase();
let publisher: Actor;
let partner: Actor;
let otherPublisher: Actor;
let otherPartner: Actor;
let customer: string;
let offerId: string;
let productId: string;
let unpublished: string;

const tables = [
  'offer_submission',
  'offer_sale',
  'publisher_request',
  'offer_material',
  'offer_material_file',
  'service_notice',
  'service_notice_update',
  'private_offer',
  'margin',
  'margin_use',
  'ingestion_job',
] as const;

beforeAll(async () => {
  await anOperator(works);
  await setTime(works, '2027-01-10T09:00:00Z');
  [publisher, otherPublisher] = [await aPublisher(works, 'Atelier'), await aPublisher(works, 'Harbour')];
  [partner, otherPartner] = [await aPartner(works, { name: 'Azur' }), await aPartner(works, { name: 'Nord' })];
  const audience = { option: 'selected' as const, partnerTenantIds: [partner.tenantId] };
  const offer = await publishedOffer(works, publisher, completeDocument({ audience }));
  ({ offerId, productId } = offer);
  const rules = { localAddresses: true };
  await works.as(publisher, async (work) => {
    await previewOffer(work, { offerId, revision: offer.revision }, rules);
    const words = { offerId, kind: 'training', title: 'How', language: 'en' } as const;
    await addLink(work, { ...words, link: 'https://isv.example/how' });
    await addFile(work, { ...words, fileName: 'how.txt', content: Buffer.from('Like this.') });
    const { id } = await postNotice(work, { offerId, kind: 'outage', title: 'Down', text: 'It is down.' });
    await updateNotice(work, { offerId, noticeId: id, text: 'Still.' });
    await askForJob(work, []);
    const input = { kind: 'saas', externalId: 'later', name: 'Later' } as const;
    ({ offerId: unpublished } = await createOffer(work, input));
  });
  await granted(works, publisher, { offerId, partner: partner.tenantId, percentage: '20', end: '2027-12-31' });
  await requested(works, { publisher, offerId }, changeTo('any'));
  const channel: Channel = { publisher, partner, productId, offer };
  customer = await aCustomer(works, partner);
  await activate(works, channel, await buy(works, channel, { customer }));
  await runDue(works);
});

const count = async (actor: Actor, table: string) => {
  const rows = await works.as(actor, (work: Work) =>
    work.prepared<{ rows: number }>(`count-${table}`, `select count(*) as rows from ${table}`, []),
  );
  return rows[0]!.rows;
};
const seenBy = async (actor: Actor) => {
  const seen: Record<string, number> = {};
  for (const table of tables) seen[table] = await count(actor, table);
  return Object.fromEntries(Object.entries(seen).filter(([, rows]) => rows > 0));
};

test('To strangers none of the tables of publishers shows a row, to their owner each does', async () => {
  expect(Object.keys(await seenBy(publisher))).toEqual(tables);
  const nobody = testActor('00000000-0000-0000-0000-000000000000', []);
  for (const stranger of [otherPublisher, testActor(customer, ['customer']), nobody]) {
    expect(await seenBy(stranger)).toEqual({});
  }
});

test('A partner sees what is for it, and material and notices only of offers the work was shown', async () => {
  expect(await seenBy(partner)).toEqual({ offer_sale: 1, margin: 1, margin_use: 1 });
  expect(await seenBy(otherPartner)).toEqual({});
  const page = { open: true, size: 10, language: 'en' } as const;
  const told = async (actor: Actor) => (await works.as(actor, (work) => partnerNotices(work, page))).items.length;
  expect([await told(partner), await told(otherPartner)]).toEqual([1, 0]);
  const shown = (actor: Actor) => works.as(actor, (work) => partnerMaterial(work, productId));
  expect(await shown(partner)).toHaveLength(2);
  // The marketplace shows the offer to whoever may not resell it, with its material.
  expect(await shown(otherPartner)).toHaveLength(2);
});

/** What the database says to a statement; empty when it takes it. */
const answerTo = (actor: Actor, text: string, values: readonly unknown[]) =>
  works
    .as(actor, (work: Work) => work.prepared(`try-${newId()}`, text, values))
    .then(
      () => '',
      (error: unknown) => (error as Error).message,
    );
const rowSecurity = /row-level security|foreign key/;

const changed = (actor: Actor, text: string) =>
  works.as(actor, (work: Work) => work.prepared(`try-${newId()}`, `${text} returning 1`, []));

test('What is seen of others is not changed, and what is not seen is not met', async () => {
  for (const actor of [otherPublisher, otherPartner, partner]) {
    expect(await changed(actor, `update offer_submission set state = 'withdrawn'`)).toEqual([]);
    expect(
      await changed(actor, `update publisher_request set state = 'approved', decided_at = '2027-01-10T09:00:00Z'`),
    ).toEqual([]);
    expect(await changed(actor, `update offer_material set title = 'Mine'`)).toEqual([]);
    expect(await changed(actor, `delete from offer_material_file`)).toEqual([]);
    expect(await changed(actor, `update service_notice set ends_at = '2027-01-10T09:00:00Z'`)).toEqual([]);
    expect(await changed(actor, `update private_offer set state = 'ended'`)).toEqual([]);
    expect(await changed(actor, `delete from private_offer`)).toEqual([]);
    expect(await changed(actor, `delete from margin`)).toEqual([]);
    expect(await changed(actor, `update ingestion_job set attempts = 99`)).toEqual([]);
    expect(await changed(actor, `update offer_listing set on_sale = false`)).toEqual([]);
  }
});

test('Nobody writes about an offer of another publisher in its own name', async () => {
  const { tenantId } = otherPublisher;
  expect(
    await answerTo(
      otherPublisher,
      `insert into offer_submission (offer_id, number, publisher_tenant_id, publisher_name, state, document, submitted_at, submitted_by)
     values ($1, 1, $2, 'x', 'preview', '{}', '2027-01-10T09:00:00Z', 'x')`,
      [unpublished, tenantId],
    ),
  ).toMatch(rowSecurity);
  expect(
    await answerTo(
      otherPublisher,
      `insert into publisher_request (id, publisher_tenant_id, publisher_name, offer_id, offer_name, product_version, category,
       problem, title, description, contact, from_option, change, state, submitted_at, submitted_by)
     values ($1, $2, 'x', $3, 'x', 'liveOfferManagement', 'saas', 'updateExistingOffer', 'x', 'x', '{}', 'any', '{}',
       'submitted', '2027-01-10T09:00:00Z', 'x')`,
      [newId(), tenantId, unpublished],
    ),
  ).toMatch(rowSecurity);
  expect(
    await answerTo(
      otherPublisher,
      `insert into offer_material (offer_id, id, publisher_tenant_id, kind, title, language, url, added_at, added_by)
     values ($1, $2, $3, 'other', 'x', 'en', 'https://x.example', '2027-01-10T09:00:00Z', 'x')`,
      [offerId, newId(), tenantId],
    ),
  ).toMatch(rowSecurity);
  expect(
    await answerTo(
      otherPublisher,
      `insert into service_notice (id, offer_id, publisher_tenant_id, kind, title, text, starts_at, posted_at, posted_by)
     values ($1, $2, $3, 'outage', 'x', 'x', '2027-01-10T09:00:00Z', '2027-01-10T09:00:00Z', 'x')`,
      [newId(), offerId, tenantId],
    ),
  ).toMatch(rowSecurity);
  expect(
    await answerTo(
      otherPublisher,
      `insert into offer_listing (offer_id, version_id, product_id, publisher_tenant_id, publisher_name, kind, on_sale, option,
       title_en, title_fr, summary_en, summary_fr, words, categories, markets, in_store, transactable, default_resold, trial)
     select $1, version_id, product_id, $2, 'x', kind, true, 'any', 'x', 'x', 'x', 'x', 'x', '{}', '{}', true, true, false, false
     from offer_listing limit 1`,
      [unpublished, tenantId],
    ),
  ).toMatch(rowSecurity);
});

test('F26 No tenant gives itself or others a margin on an offer that is not its own', async () => {
  const margin = (actor: Actor) =>
    answerTo(
      actor,
      `with own as (insert into private_offer (id, publisher_tenant_id, state, document, created_at, updated_at)
         values ($1, $2, 'draft', '{}', '2027-01-10T09:00:00Z', '2027-01-10T09:00:00Z') returning id)
       insert into margin (partner_tenant_id, id, private_offer_id, publisher_tenant_id, offer_id, product_id, percentage, starts_at, ends_at)
       select $3, $1, id, $2, $4, $5, 100, '2027-01-10T09:00:00Z', '2028-01-10T09:00:00Z' from own`,
      [newId(), actor.tenantId, partner.tenantId, offerId, productId],
    );
  expect(await margin(partner)).toMatch(rowSecurity);
  expect(await margin(otherPublisher)).toMatch(rowSecurity);
  expect(await margin(publisher)).toBe('');
});
