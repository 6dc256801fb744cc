import { beforeAll, describe, expect, test } from 'vitest';
import { testActor, useDatabase } from '../../../test/database.ts';
import { namesOfTheWorld } from '../../../test/names.ts';
import { makePartner, newCompany } from '../../../test/partners.ts';
import { newId } from '../../kernel/index.ts';
import type { PartnerAccount } from '../partners/index.ts';
import {
  customerSorts,
  listCustomers,
  onboardCustomer,
  searchCustomers,
  type CustomerSort,
  type ListedCustomer,
} from './index.ts';

const works = useDatabase();
let partner: PartnerAccount;
const ids = new Map<string, string>();
const rows = 129;

beforeAll(async () => {
  partner = await works.asSystem((work) => makePartner(work));
  const { customer: model } = await works.asIdentity(testActor(partner.tenantId, ['direct']), (work) =>
    onboardCustomer(work, newCompany(namesOfTheWorld[0]!.name)),
  );
  ids.set(model.companyName, model.tenantId);
  for (let number = 1; number < rows; number += 1) {
    const { name } = namesOfTheWorld[number % namesOfTheWorld.length]!;
    ids.set(number < namesOfTheWorld.length ? name : `${name} ${number}`, newId());
  }
  await copyCustomer(model.tenantId, [...ids].slice(1));
});

/** The same customer once more under each name, straight into the tables: a use case hashes a password for each. */
async function copyCustomer(model: string, copies: readonly (readonly [name: string, id: string])[]): Promise<void> {
  const names = copies.map(([name]) => name);
  const values = [model, copies.map(([, id]) => id), names];
  const from = (table: string) =>
    `from ${table} m, unnest($2::uuid[], $3::text[]) with ordinality as copy(id, name, place)`;
  for (const [table, key, columns] of [
    ['tenant', 'id', "'copy' || place * 37 % 128 || '.onmicrosoft.com', country, m.created_at, name"],
    [
      'customer',
      'tenant_id',
      "'copy' || place * 37 % 128 || '.onmicrosoft.com', country, m.created_at, name, gen_random_uuid(), region, billing_profile, gen_random_uuid(), gen_random_uuid()",
    ],
    [
      'customer_relationship',
      'customer_tenant_id',
      "'copy' || place * 37 % 128 || '.onmicrosoft.com', name, partner_tenant_id, state, since + place * interval '1 second'",
    ],
  ] as const) {
    await works.pools.owner.query(
      `insert into ${table} (${key}, ${targets[table]}) select copy.id, ${columns.replaceAll(/\bname\b/g, 'copy.name')} ${from(table)} where m.${key} = $1`,
      values,
    );
  }
}

const targets = {
  tenant: 'domain, country, created_at, name',
  customer:
    'domain, country, created_at, company_name, commerce_id, region, billing_profile, billing_profile_id, administrator_id',
  customer_relationship: 'customer_domain, customer_name, partner_tenant_id, state, since',
} as const;

const as = <Result>(body: Parameters<typeof works.as<Result, never>>[1]) =>
  works.as<Result, never>(testActor(partner.tenantId, ['direct']), body);

/** Words as lists order them: folded by the database, compared by their signs. */
const folded = new Map<string, string>();
beforeAll(async () => {
  const { items } = await search('');
  const texts = items.flatMap(({ companyName, domain }) => [companyName, domain]);
  const text = 'select one, comptoir_fold(one) as plain from unnest($1::text[]) one';
  const { rows: plain } = await works.pools.owner.query<{ one: string; plain: string }>(text, [texts]);
  for (const row of plain) folded.set(row.one, row.plain);
});

/** Ids in an order that is computed from what the rows themselves say. */
function inOrder(customers: readonly ListedCustomer[], sort: CustomerSort, descending: boolean): string[] {
  const keyOf = (one: ListedCustomer) =>
    sort === 'since'
      ? one.since.toString({ smallestUnit: 'microsecond' })
      : folded.get(sort === 'name' ? one.companyName : one.domain)!;
  const compared = (one: string, other: string) => Buffer.compare(Buffer.from(one), Buffer.from(other));
  const rising = customers.toSorted(
    (one, other) => compared(keyOf(one), keyOf(other)) || compared(one.tenantId, other.tenantId),
  );
  return (descending ? rising.toReversed() : rising).map(({ tenantId }) => tenantId);
}

const search = (
  words: string,
  request: { sort?: CustomerSort; descending?: boolean; size?: number; after?: string } = {},
) =>
  as((work) =>
    searchCustomers(work, partner.tenantId, { sort: 'name', descending: false, size: 500, search: words, ...request }),
  );

describe('AZP-43 Every customer is listed once, whatever the script of its name', () => {
  test.each([1, 2, 3, 5, 7, 10, 50, 129, 500])('by pages of %i over Partner Center’s list', async (size) => {
    const seen: string[] = [];
    for (let after: string | undefined; seen.length <= rows;) {
      const page = await as((work) =>
        listCustomers(work, { partnerTenantId: partner.tenantId, size, ...(after ? { after } : {}) }),
      );
      seen.push(...page.items.map(({ tenantId }) => tenantId));
      if (!page.next) break;
      after = page.next;
    }
    expect(seen).toHaveLength(rows);
    expect(new Set(seen)).toEqual(new Set(ids.values()));
  });

  test.each(customerSorts.flatMap((sort) => [false, true].map((descending) => ({ sort, descending }))))(
    'in the order $sort, descending $descending',
    async ({ sort, descending }) => {
      const whole = inOrder((await search('')).items, sort, descending);
      const seen: string[] = [];
      for (let after: string | undefined; seen.length <= rows;) {
        const page = await search('', { sort, descending, size: 7, ...(after ? { after } : {}) });
        expect(page.total).toBe(rows);
        seen.push(...page.items.map(({ tenantId }) => tenantId));
        if (!page.next) break;
        after = page.next;
      }
      expect(seen).toEqual(whole);
      expect(new Set(seen).size).toBe(rows);
    },
  );
});

test.each(namesOfTheWorld.flatMap(({ name, searches }) => searches.map((words) => ({ name, words }))))(
  '“$words” finds $name anywhere in the name, and as the beginning of it where it is one',
  async ({ name, words }) => {
    const found = await search(words);
    expect(found.items.map(({ tenantId }) => tenantId)).toContain(ids.get(name));
    expect(found.total).toBe(found.items.length);
    const [first] = namesOfTheWorld.find((one) => one.name === name)!.searches;
    if (words !== first || !isBeginning(name, words)) return;
    const begun = await as((work) =>
      listCustomers(work, { partnerTenantId: partner.tenantId, size: 500, namePrefix: words }),
    );
    expect(begun.items.map(({ tenantId }) => tenantId)).toContain(ids.get(name));
    expect(begun.items.length).toBeLessThan(rows);
  },
);

const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
const isBeginning = (name: string, words: string) => plain(name).startsWith(plain(words));

test('A customer is found by its domain, its tenant id and several words in any order; a sign that means something in SQL does not', async () => {
  const id = ids.get('Ørsted Nord')!;
  const [byId] = (await search(id)).items;
  expect(byId?.companyName).toBe('Ørsted Nord');
  expect((await search(byId!.domain.toUpperCase())).items[0]?.tenantId).toBe(id);
  expect((await search('nord orsted')).items.map(({ tenantId }) => tenantId)).toContain(id);
  expect((await search('nord tokyo')).total).toBe(0);
  for (const sign of ["'", '\\', '_x 9999', '%%%']) expect((await search(sign)).total, sign).toBe(0);
});

test('Names with an accent stand among their letter, not after Z', async () => {
  const names = (await search('')).items.map(({ companyName }) => companyName);
  const place = (name: string) => names.indexOf(name);
  expect(place('École Supérieure')).toBeLessThan(place('Fusée 🚀 Ariane'));
  expect(place('Ärzte am Markt')).toBeLessThan(place('École Supérieure'));
  expect(place('Ørsted Nord')).toBeLessThan(place('Straße & Söhne'));
});

test('A position of another order, search or list is refused', async () => {
  const { next } = await search('', { size: 3 });
  for (const wrong of [
    () => search('', { size: 3, sort: 'domain', after: next! }),
    () => search('nord', { size: 3, after: next! }),
    () => search('', { after: 'x' }),
  ])
    await expect(wrong()).rejects.toMatchObject({ code: 'InvalidInput' });
});
