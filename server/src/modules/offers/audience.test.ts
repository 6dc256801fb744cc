import { sql } from 'kysely';
import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { aCustomer } from '../../../test/billing.ts';
import { useDatabase } from '../../../test/database.ts';
import { aPartner, aPublisher, completeDocument, publishedOffer } from '../../../test/offers.ts';
import { isFault, newId, plainCsv, type Actor } from '../../kernel/index.ts';
import { placeOrder } from '../subscriptions/index.ts';
import {
  catalogueEntry,
  createOffer,
  exportAudience,
  importAudience,
  readOffer,
  saveDraft,
  syncAudience,
  type OfferDocument,
} from './index.ts';

const works = useDatabase();

async function faultOf(attempt: Promise<unknown>) {
  const error = await attempt.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!isFault(error)) throw new Error('expected a fault', { cause: error });
  return error;
}

const audience = (option: OfferDocument['audience']['option'], ...partners: Actor[]) =>
  completeDocument({ audience: { option, partnerTenantIds: partners.map((partner) => partner.tenantId) } });

async function selectedOffer(...partners: Actor[]) {
  const publisher = await aPublisher(works);
  const { offerId, productId } = await publishedOffer(works, publisher, audience('selected', ...partners));
  const sync = (...added: Actor[]) =>
    works.as(publisher, (work) =>
      syncAudience(work, { offerId, partnerTenantIds: added.map((partner) => partner.tenantId) }),
    );
  const read = () => works.as(publisher, (work) => readOffer(work, offerId));
  return { publisher, offerId, productId, sync, read };
}

const ids = (...partners: Actor[]) => partners.map((partner) => partner.tenantId);
const eventsOf = (offerId: string) =>
  works.asSystem(async (work) => {
    const { rows } = await sql<{ name: string; old_value: unknown; new_value: unknown }>`
      select name, old_value, new_value from event where aggregate_id = ${offerId} and name = 'AudienceSynced'`.execute(
      work.db,
    );
    return rows;
  });

test('AUD-33 A partner added by a sync buys at once the version that refused it before', async () => {
  const [first, second] = [await aPartner(works), await aPartner(works)];
  const offer = await selectedOffer(first);
  const customer = await aCustomer(works, second);
  const entry = await works.as(first, (work) => catalogueEntry(work, first.tenantId, offer.productId));
  const { version } = entry!;
  const item = version.items.find((one) => one.planId === 'team' && one.market === 'FR')!;
  const line = {
    catalogItemId: `${offer.productId}:${item.skuId}:${item.availabilityId}`,
    quantity: 3,
    term: 'P1Y',
    billingCycle: 'monthly',
  };
  const order = () => works.as(second, (work) => placeOrder(work, { customerTenantId: customer, lines: [line] }));
  expect(await faultOf(order())).toMatchObject({ code: 'NotPurchasable', details: { rule: { id: 'A7' } } });
  expect(await offer.sync(second)).toMatchObject({ added: ids(second), stayed: ids(first) });
  expect((await order()).lines).toHaveLength(1);
  expect(await offer.read()).toMatchObject({ liveVersion: 1, liveAudience: { partnerTenantIds: ids(first, second) } });
});

test('AUD-33 AUD-34 A sync keeps whom it leaves out, adds to the draft too, and records the lists before and after', async () => {
  const [first, second] = [await aPartner(works), await aPartner(works, { kind: 'provider' })];
  const offer = await selectedOffer(first);
  const before = await offer.read();
  const synced = await offer.sync(second, second);
  expect(synced).toEqual({ revision: before.revision + 1, added: ids(second), stayed: ids(first) });
  const after = await offer.read();
  expect(after).toMatchObject({
    revision: synced.revision,
    document: { audience: { partnerTenantIds: ids(first, second) } },
  });
  expect(after.liveAudience).toMatchObject({ option: 'selected', changedAt: before.liveAudience!.changedAt });
  expect(await eventsOf(offer.offerId)).toMatchObject([
    { old_value: { partnerTenantIds: ids(first) }, new_value: { partnerTenantIds: ids(first, second) } },
  ]);
  expect(await offer.sync(second)).toEqual({ revision: synced.revision, added: [], stayed: ids(first, second) });
  expect(await eventsOf(offer.offerId)).toHaveLength(1);
});

test('AUD-33 A partner that the draft lost comes back to it when it is synced; nobody else of the draft comes into force', async () => {
  const [first, second, third] = [await aPartner(works), await aPartner(works), await aPartner(works)];
  const offer = await selectedOffer(first);
  const { revision } = await offer.read();
  await works.as(offer.publisher, (work) =>
    saveDraft(work, { offerId: offer.offerId, revision, document: audience('selected', third) }),
  );
  expect(await offer.sync(first, second)).toMatchObject({ added: ids(second), stayed: ids(first) });
  expect(await offer.read()).toMatchObject({
    document: { audience: { partnerTenantIds: ids(third, first, second) } },
    liveAudience: { partnerTenantIds: ids(first, second) },
  });
});

test('AUD-33 Of two syncs at once both win', async () => {
  const [first, second, third] = [await aPartner(works), await aPartner(works), await aPartner(works)];
  const offer = await selectedOffer(first);
  await Promise.all([offer.sync(second), offer.sync(third)]);
  const { document, liveAudience } = await offer.read();
  for (const list of [document.audience.partnerTenantIds, liveAudience!.partnerTenantIds]) {
    expect(new Set(list)).toEqual(new Set(ids(first, second, third)));
  }
});

test('AUD-33 AUD-60 A sync with one partner that cannot be selected adds nobody and names it', async () => {
  const [first, good] = [await aPartner(works), await aPartner(works)];
  const offer = await selectedOffer(first);
  const reseller = await aPartner(works, { kind: 'reseller' });
  const before = await offer.read();
  const fault = await faultOf(offer.sync(good, reseller));
  expect(fault).toMatchObject({ code: 'PartnersNotSelectable', details: { rule: { id: 'A29' } } });
  expect(fault.details.problems).toMatchObject([{ path: 'partnerTenantIds[1]', code: 'PartnerNotSelectable' }]);
  expect(await offer.read()).toEqual(before);
});

test('AUD-33 A sync is refused where no list is in force, with the rule; another publisher’s offer is unknown', async () => {
  const [publisher, partner] = [await aPublisher(works), await aPartner(works)];
  const sync = (offerId: string, actor = publisher) =>
    faultOf(works.as(actor, (work) => syncAudience(work, { offerId, partnerTenantIds: ids(partner) })));
  const draft = await works.as(publisher, (work) =>
    createOffer(work, { kind: 'saas', externalId: newId(), name: 'Field Notes' }),
  );
  expect(await sync(draft.offerId)).toMatchObject({ code: 'AudienceSyncRefused', details: { rule: { id: 'A10' } } });
  for (const [option, rule] of [
    ['any', 'A6'],
    ['none', 'A14'],
  ] as const) {
    const { offerId } = await publishedOffer(works, publisher, audience(option));
    expect(await sync(offerId)).toMatchObject({
      code: 'AudienceSyncRefused',
      kind: 'conflict',
      details: { rule: { id: rule } },
    });
  }
  expect(await sync((await selectedOffer(partner)).offerId)).toMatchObject({ code: 'OfferUnknown' });
});

async function emptyOffer(publisher: Actor) {
  const { offerId } = await works.as(publisher, (work) =>
    createOffer(work, { kind: 'saas', externalId: `o-${newId()}`, name: 'Field Notes' }),
  );
  const take = (text: string, how: { commit?: boolean; skipBadRows?: boolean } = { commit: true }) =>
    works.as(publisher, (work) => importAudience(work, { offerId, text, commit: false, skipBadRows: false, ...how }));
  const list = async () =>
    (await works.as(publisher, (work) => readOffer(work, offerId))).document.audience.partnerTenantIds;
  return { offerId, take, list };
}

test('AUD-35 AUD-36 AUD-37 What one offer exports another imports: the same list in the same order', async () => {
  const partners = [
    await aPartner(works, { name: '=cmd|"/c calc"!A1' }),
    await aPartner(works, { name: 'Société, "Générale"; été\r\nSud' }),
    await aPartner(works, { kind: 'provider' }),
  ];
  const { publisher, offerId } = await selectedOffer(...partners);
  const { text, fileName } = await works.as(publisher, (work) => exportAudience(work, offerId, plainCsv));
  expect(fileName).toMatch(/^CSP-audience_[a-z0-9-]+\.csv$/);
  expect(text.startsWith('Tenant ID,Company,Location,Region\r\n')).toBe(true);
  const rows = parse(text);
  expect(rows[1]).toEqual([partners[0]!.tenantId, `'=cmd|"/c calc"!A1`, 'France', 'Europe']);
  const other = await emptyOffer(publisher);
  expect(await other.take(text)).toMatchObject({ rows: 3, imported: 3, alreadyThere: 0, problems: [] });
  expect(await other.list()).toEqual(ids(...partners));
  expect(await other.take(text)).toMatchObject({ rows: 3, imported: 0, alreadyThere: 3, partners: [] });
});

test('AUD-36 A draft without partners has nothing to export', async () => {
  const publisher = await aPublisher(works);
  const { offerId } = await emptyOffer(publisher);
  const fault = await faultOf(works.as(publisher, (work) => exportAudience(work, offerId, plainCsv)));
  expect(fault).toMatchObject({ code: 'AudienceListEmpty', kind: 'conflict' });
});

test.each([
  ['a byte order mark and CRLF', (a: string, b: string) => `\uFEFFTenant ID,Company\r\n${a},x\r\n${b},y\r\n`],
  [
    'semicolons, with commas in the names',
    (a: string, b: string) => `Company;Tenant ID\n"A; ""B""";${a}\nC, D, E;${b}`,
  ],
  ['tabs', (a: string, b: string) => `Company\tTenant ID\tRegion\nx\t${a}\tEurope\ny\t${b}`],
  ['no header, duplicates and empty lines', (a: string, b: string) => `${a}\n\n${b.toUpperCase()}\n${a}\n \n`],
  ['lines that end with CR only', (a: string, b: string) => `Tenant ID\r${a}\r${b}`],
])('AUD-37 A file with %s is understood', async (_case, file) => {
  const [a, b] = [await aPartner(works), await aPartner(works)];
  const offer = await emptyOffer(await aPublisher(works));
  expect(await offer.take(file(a.tenantId, b.tenantId))).toMatchObject({ imported: 2, problems: [] });
  expect(new Set(await offer.list())).toEqual(new Set(ids(a, b)));
});

test('AUD-37 With a bad row nothing is imported, unless the publisher says to leave bad rows out', async () => {
  const [good, reseller] = [await aPartner(works), await aPartner(works, { kind: 'reseller' })];
  const gone = await aPartner(works);
  await works.asSystem((work) =>
    sql`update partner_account set state = 'suspended' where tenant_id = ${gone.tenantId}`.execute(work.db),
  );
  const unknown = newId();
  const offer = await emptyOffer(await aPublisher(works));
  const text = ['Tenant ID', good.tenantId, unknown, reseller.tenantId, gone.tenantId, '=cmd', good.tenantId].join(
    '\n',
  );
  const problems = [
    { row: 3, value: unknown, code: 'PartnerUnknown' },
    { row: 4, value: reseller.tenantId, code: 'PartnerIsReseller' },
    { row: 5, value: gone.tenantId, code: 'PartnerNotActive' },
    { row: 6, value: '=cmd', code: 'TenantIdInvalid' },
  ];
  const looked = {
    rows: 6,
    imported: 0,
    alreadyThere: 0,
    repeated: 1,
    problems,
    partners: [{ tenantId: good.tenantId }],
  };
  for (const how of [{}, { skipBadRows: true }, { commit: true }]) {
    expect(await offer.take(text, how)).toMatchObject({ ...looked, revision: 1 });
    expect(await offer.list()).toEqual([]);
  }
  expect(await offer.take(text, { commit: true, skipBadRows: true })).toMatchObject({
    ...looked,
    imported: 1,
    revision: 2,
  });
  expect(await offer.list()).toEqual(ids(good));
});

test.each([
  ['no tenant ids', 'Company,Region\nAzur,Europe', /no column "Tenant ID"/],
  ['nothing but spaces', ' \n ', /no column "Tenant ID"/],
  ['an open quote', `Tenant ID\n"${newId()}`, /cannot be read as CSV/],
  ['bytes of a workbook', 'PK\u0003\u0004\0\0', /not plain text/],
  ['more rows than a list holds', `Tenant ID\n${'x\n'.repeat(20_001)}`, /more than 20000 rows/],
  [
    'a hundred thousand rows',
    `Tenant ID\r\n${`${newId()},Azur,France,Europe\r\n`.repeat(100_000)}`,
    /more than 20000 rows/,
  ],
])('AUD-37 A file with %s is refused whole', async (_case, text, message) => {
  const offer = await emptyOffer(await aPublisher(works));
  const fault = await faultOf(offer.take(text));
  expect(fault).toMatchObject({ code: 'AudienceFileRefused', kind: 'invalid' });
  expect(fault.details.message).toMatch(message);
});
