import { beforeAll, expect, test } from 'vitest';
import { aChannel, aCustomer, aReader, buy, setTime, type Channel } from '../../../test/billing.ts';
import { useDatabase } from '../../../test/database.ts';
import { aPartner, aPublisher, completeDocument, publishedOffer } from '../../../test/offers.ts';
import { documentOf, drafted, granted } from '../../../test/private-offers.ts';
import type { Actor } from '../../kernel/index.ts';
import { readOffer } from '../offers/index.ts';
import {
  clonePrivateOffer,
  deletePrivateOffer,
  listPrivateOffers,
  marginsAt,
  noteMarginUses,
  ownMargins,
  privateOfferProblems,
  privateOfferWork,
  readPrivateOffer,
  savePrivateOffer,
  submitPrivateOffer,
  withdrawPrivateOffer,
} from './index.ts';

const works = useDatabase();
let channel: Channel;
let offerId: string;
let partner: string;
const end = '2027-04-30';

beforeAll(async () => {
  await setTime(works, '2027-02-10T10:00:00Z');
  channel = await aChannel(works);
  offerId = channel.offer.offerId;
  partner = channel.partner.tenantId;
});

const publisher = () => channel.publisher;
const sweep = async () => {
  while ((await works.asSystem((work) => privateOfferWork.run(work, publisher().tenantId))) > 0);
};
const read = (id: string) => works.as(publisher(), (work) => readPrivateOffer(work, id));
const newest = { sort: 'created', descending: true, search: '' } as const;
const marginsSeen = async (actor: Actor) =>
  works.as(actor, (work) => ownMargins(work, { limit: 100, offset: 0 }, 'en'));

test('A draft tells every problem where it is, with its rule', async () => {
  const reseller = await aPartner(works, { kind: 'reseller' });
  const foreign = await publishedOffer(works, await aPublisher(works));
  const { id } = await drafted(works, publisher(), {
    ...documentOf({ offerId, partner, percentage: '12.345', end: '2027-04-29', start: '2027-02-01' }),
    notificationContacts: ['a@b.example', 'a@b.example', 'nobody', 'd@b.example', 'e@b.example', 'f@b.example'],
    beneficiaries: [
      { partnerTenantId: reseller.tenantId, customerTenantIds: [] },
      { partnerTenantId: partner, customerTenantIds: Array.from({ length: 26 }, () => partner) },
    ],
    pricing: [
      { offerId, discountPercentage: '12.345' },
      { offerId, discountPercentage: '0' },
      { offerId, planId: 'none', discountPercentage: '100.01' },
      { offerId: foreign.offerId, discountPercentage: '' },
      ...Array.from({ length: 7 }, (_, index) => ({ offerId, planId: `p${index}`, discountPercentage: '5' })),
    ],
  });
  const { problems } = await works.as(publisher(), (work) => privateOfferProblems(work, id));
  const told = problems.map((problem) => `${problem.path} ${problem.code} ${problem.rule.id}`);
  for (const expected of [
    'start Past F26',
    'end NotEndOfMonth F26',
    'notificationContacts TooMany F26',
    'notificationContacts[1] Repeated F26',
    'notificationContacts[2] NoMailAddress F26',
    'pricing TooMany F26',
    'pricing[0].discountPercentage TooPrecise F26',
    'pricing[1] Repeated F26',
    'pricing[1].discountPercentage OutOfRange F26',
    'pricing[2].planId PlanUnknown F26',
    'pricing[2].discountPercentage OutOfRange F26',
    'pricing[3].offerId OfferUnknown F26',
    'pricing[3].discountPercentage Missing F26',
    'beneficiaries[0].partnerTenantId PartnerNotSelectable A29',
    'beneficiaries[1].customerTenantIds TooMany F26',
    'beneficiaries[1].customerTenantIds[1] Repeated F26',
  ])
    expect(told).toContain(expected);
  const submit = works.as(publisher(), (work) => submitPrivateOffer(work, { privateOfferId: id, revision: 2 }));
  await expect(submit).rejects.toMatchObject({ code: 'PrivateOfferNotReady', details: { problems } });
});

test('Two people save the same draft: the second one is told what differs', async () => {
  const { id, document } = await drafted(works, publisher(), documentOf({ offerId, partner, percentage: '5', end }));
  const late = works.as(publisher(), (work) =>
    savePrivateOffer(work, { privateOfferId: id, revision: 1, document: { ...document, name: 'Mine' } }),
  );
  await expect(late).rejects.toMatchObject({
    code: 'PrivateOfferChanged',
    details: { values: { revision: 2 }, problems: [{ path: 'name' }] },
  });
});

test('"As soon as possible" is live at once, and nothing of it changes any more; a clone is a draft again', async () => {
  const row = await granted(works, publisher(), { offerId, partner, percentage: '12.50', end });
  expect(row).toMatchObject({ state: 'live' });
  const fixed = { code: 'PrivateOfferFixed' };
  const { authorised, ...document } = row.document;
  expect(authorised).toEqual([]);
  const save = { privateOfferId: row.id, revision: row.revision, document };
  await expect(works.as(publisher(), (work) => savePrivateOffer(work, save))).rejects.toMatchObject(fixed);
  await expect(works.as(publisher(), (work) => deletePrivateOffer(work, row.id))).rejects.toMatchObject(fixed);
  await expect(works.as(publisher(), (work) => submitPrivateOffer(work, save))).rejects.toMatchObject(fixed);
  const clone = await works.as(publisher(), (work) => clonePrivateOffer(work, row.id));
  expect(clone).toMatchObject({ state: 'draft', revision: 1, document });
  await works.as(publisher(), (work) => deletePrivateOffer(work, clone.id));
  const list = await works.as(publisher(), (work) => listPrivateOffers(work, { ...newest, size: 100 }));
  expect(list.items.map((one) => one.id)).not.toContain(clone.id);
  const first = await works.as(publisher(), (work) => listPrivateOffers(work, { ...newest, size: 1 }));
  expect([first.items[0]!.id, first.total]).toEqual([list.items[0]!.id, list.items.length]);
  const second = await works.as(publisher(), (work) =>
    listPrivateOffers(work, { ...newest, size: 1, after: first.next }),
  );
  expect(second.items[0]?.id).toBe(list.items[first.next ? 1 : 0]?.id);
  const { margins } = await marginsSeen(channel.partner);
  expect(margins.map(({ margin, productTitle, sku }) => [margin.percentage, productTitle, sku])).toEqual([
    ['12.5', 'Field Notes', undefined],
  ]);
  await works.as(publisher(), (work) => withdrawPrivateOffer(work, row.id));
});

test('A partner who may not resell the offer is authorised by the submission, which says so afterwards, and an offer kept from partners is open to it alone', async () => {
  const closed = await publishedOffer(
    works,
    publisher(),
    completeDocument({ audience: { option: 'none', partnerTenantIds: [] } }),
  );
  const grant = { offerId: closed.offerId, partner, percentage: '10', end };
  const { id } = await drafted(works, publisher(), documentOf(grant));
  expect((await read(id)).authorises).toEqual([{ offerId: closed.offerId, partnerTenantId: partner }]);
  const { id: submitted } = await granted(works, publisher(), grant);
  const { liveAudience } = await works.as(publisher(), (work) => readOffer(work, closed.offerId));
  expect(liveAudience).toMatchObject({ option: 'selected', partnerTenantIds: [partner] });
  expect(await read(submitted)).toMatchObject({
    authorises: [{ offerId: closed.offerId, partnerTenantId: partner }],
    partners: [{ progress: 'live', sold: false }],
  });
  const clone = await works.as(publisher(), (work) => clonePrivateOffer(work, submitted));
  expect(clone.document).not.toHaveProperty('authorised');
});

test('From the first of a month: in progress until then, live from its first moment, ended after its last day', async () => {
  const own = await publishedOffer(works, publisher());
  const grant = { offerId: own.offerId, partner, percentage: '20', start: '2027-03-01', end: '2027-03-31' };
  const { id } = await granted(works, publisher(), grant);
  expect(await read(id)).toMatchObject({ row: { state: 'inProgress' }, partners: [{ progress: 'pricePublishing' }] });
  const at = async (moment: string) => {
    await setTime(works, moment);
    await sweep();
    return (await read(id)).row.state;
  };
  expect(await at('2027-02-28T23:59:59Z')).toBe('inProgress');
  expect(await at('2027-03-01T00:00:00Z')).toBe('live');
  expect(await at('2027-03-31T23:59:59Z')).toBe('live');
  expect(await at('2027-04-01T00:00:00Z')).toBe('ended');
  // When its last day was over, not when the work that says so ran.
  expect((await read(id)).row.over_at?.toString()).toBe('2027-04-01T00:00:00Z');
  await expect(works.as(publisher(), (work) => withdrawPrivateOffer(work, id))).rejects.toMatchObject({
    code: 'PrivateOfferNotWithdrawable',
  });
  await setTime(works, '2027-02-10T10:00:00Z');
});

test('When it is live its contacts read its name and its partners their margins, each once and without the name', async () => {
  const own = await publishedOffer(works, publisher());
  const told = await aPartner(works, { name: 'Lumen' });
  const reader = await aReader(works, told.tenantId, 'fr', 'global_admin');
  const silent = await aReader(works, told.tenantId, 'fr', 'billing_admin');
  const gone = await aReader(works, told.tenantId, 'fr', 'global_admin');
  await works.pools.owner.query('update user_account set active = false where email = $1', [gone]);
  const grant = { offerId: own.offerId, partner: told.tenantId, percentage: '7.5', end };
  const { id, document } = await granted(works, publisher(), grant);
  await sweep();
  await sweep();
  const { rows } = await works.pools.owner.query<{ recipient: string; subject: string; text: string }>(
    `select recipient, subject, text from mail where reason like 'private-offer-live/%' and recipient = any($1)`,
    [[reader, silent, gone]],
  );
  expect(rows.map((row) => row.recipient)).toEqual([reader]);
  expect(rows[0]!.text).toContain('7,5');
  expect(rows[0]!.subject + rows[0]!.text).not.toContain('Spring campaign');
  const contacts = await works.pools.owner.query<{ subject: string; text: string }>(
    `select subject, text from mail where recipient = 'ada@isv.example' and reason like $1`,
    [`private-offer-live/${id}/%`],
  );
  const named = expect.stringContaining(document.name) as string;
  expect(document.name).toBe('Spring campaign');
  expect(contacts.rows).toEqual([{ subject: named, text: named }]);
});

test('Whoever sold keeps it: a private offer is withdrawn only while nobody sold with it', async () => {
  const own = await aChannel(works, { partner: channel.partner });
  const grant = { offerId: own.offer.offerId, partner, percentage: '10', end };
  const { id } = await granted(works, own.publisher, grant);
  const unsold = await granted(works, own.publisher, { ...grant, percentage: '1' });
  await buy(works, own, { customer: await aCustomer(works, channel.partner) });
  await expect(works.as(own.publisher, (work) => withdrawPrivateOffer(work, id))).rejects.toMatchObject({
    code: 'PrivateOfferNotWithdrawable',
    details: { rule: { id: 'F26' } },
  });
  const withdrawn = await works.as(own.publisher, (work) => withdrawPrivateOffer(work, unsold.id));
  expect(withdrawn.state).toBe('withdrawn');
  const detail = await works.as(own.publisher, (work) => readPrivateOffer(work, id));
  expect(detail).toMatchObject({ sold: true, partners: [{ sold: true }] });
});

test('A sale and a withdrawal at the same moment: one of them happens, never both', async () => {
  const own = await publishedOffer(works, publisher());
  for (const first of ['sale', 'withdrawal'] as const) {
    const { id } = await granted(works, publisher(), { offerId: own.offerId, partner, percentage: '10', end });
    const { margins } = await marginsSeen(channel.partner);
    const { margin } = margins.find((one) => one.margin.privateOfferId === id)!;
    const subscriptionId = margin.id;
    const { promise: held, resolve: release } = Promise.withResolvers<void>();
    const sell = (wait?: Promise<void>) =>
      works.as(channel.partner, async (work) => {
        await noteMarginUses(work, [{ margin, subscriptionId }]);
        await wait;
      });
    const withdraw = (wait?: Promise<void>) =>
      works.as(publisher(), async (work) => {
        await withdrawPrivateOffer(work, id);
        await wait;
      });
    const [early, late] = first === 'sale' ? [sell, withdraw] : [withdraw, sell];
    const winner = early(held);
    await new Promise((done) => setTimeout(done, 100));
    const both = Promise.allSettled([winner, late()]);
    setTimeout(release, 100);
    expect(await both).toMatchObject([
      { status: 'fulfilled' },
      { reason: { code: first === 'sale' ? 'PrivateOfferNotWithdrawable' : 'MarginWithdrawn' } },
    ]);
  }
});

test('A partner sees its own margins only, and of private offers nothing; another publisher and a customer see neither', async () => {
  const own = await publishedOffer(works, publisher());
  const { id } = await granted(works, publisher(), { offerId: own.offerId, partner, percentage: '33', end });
  const other = await aPartner(works);
  expect((await marginsSeen(other)).total).toBe(0);
  const customer = { ...other, tenantId: await aCustomer(works, channel.partner) };
  for (const actor of [other, channel.partner, await aPublisher(works), customer]) {
    const isPartner = actor === channel.partner;
    const unknown = works.as(actor, (work) => readPrivateOffer(work, id));
    await expect(unknown).rejects.toMatchObject({ code: 'PrivateOfferUnknown' });
    const rows = await works.as(actor, async (work) => ({
      offers: await work.prepared('po', 'select 1 from private_offer', []),
      margins: await work.prepared('m', 'select 1 from margin where private_offer_id = $1', [id]),
      uses: await work.prepared('u', 'select 1 from margin_use where partner_tenant_id <> $1', [actor.tenantId]),
      events: await work.prepared('e', 'select 1 from event where aggregate_id = $1', [id]),
    }));
    expect([rows.offers, rows.uses, rows.events].flat()).toEqual([]);
    expect(rows.margins).toHaveLength(isPartner ? 1 : 0);
  }
  const question = { productId: own.productId, planId: 'team', customerTenantId: undefined };
  const at = Temporal.Instant.from('2027-02-11T00:00:00Z');
  const found = await works.as(other, (work) => marginsAt(work, [{ ...question, partnerTenantId: partner, at }]));
  expect(found).toEqual([undefined]);
});
