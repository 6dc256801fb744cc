import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { testActor, useDatabase } from '../../../test/database.ts';
import { makePartner } from '../../../test/partners.ts';
import { isFault, newId } from '../../kernel/index.ts';
import { audienceFilterValues, partnerProfilesOf, searchAudiencePartners, type AudienceSearch } from './index.ts';

const works = useDatabase();
const publisher = testActor(newId(), ['publisher']);

const search = (wishes: Partial<AudienceSearch>) =>
  works.as(publisher, (work) =>
    searchAudiencePartners(work, {
      text: '',
      countries: [],
      competencies: [],
      skills: [],
      size: 50,
      ...wishes,
    }),
  );
const names = async (wishes: Partial<AudienceSearch>) => (await search(wishes)).items.map(({ name }) => name);

const world = [
  { name: 'Œuvre Société', country: 'FR', competency: 'gold', skills: ['security', 'training'] },
  { name: 'Société Élan', country: 'FR', competency: 'silver', skills: ['security'] },
  { name: 'Elan Cloud', country: 'BE', competency: 'gold', skills: ['devops'] },
  { name: 'Grossmarkt Straße', country: 'DE', skills: ['hosting'] },
  { name: '100 % Nuage_', country: 'FR' },
  { name: 'Provider One', country: 'NL', kind: 'provider', competency: 'gold' },
  { name: 'Élan revendu', country: 'FR', kind: 'reseller', competency: 'gold', skills: ['security'] },
] as const;

beforeAll(async () => {
  await works.asSystem(async (work) => {
    for (const partner of world) await makePartner(work, partner);
    const gone = await makePartner(work, { name: 'Élan parti', competency: 'gold' });
    await sql`update partner_account set state = 'suspended' where tenant_id = ${gone.tenantId}`.execute(work.db);
    await makePartner(work, { name: 'Élan limité', competency: 'gold', state: 'restricted' });
    await makePartner(work, { name: 'Élan bientôt', competency: 'gold', signed: false });
  });
});

test('AUD-22 A name is found by any part of it and its words in any order, without regard to case and accents', async () => {
  expect(await names({ text: 'ELAN' })).toEqual(['Elan Cloud', 'Société Élan']);
  expect(await names({ text: ' élan   société ' })).toEqual(['Société Élan']);
  expect(await names({ text: 'oeuv' })).toEqual(['Œuvre Société']);
  expect(await names({ text: 'strasse' })).toEqual(['Grossmarkt Straße']);
  expect(await names({ text: '%' })).toEqual(['100 % Nuage_']);
  expect(await names({ text: '\\' })).toEqual([]);
  expect(await names({ text: 'e_' })).toEqual(['100 % Nuage_']);
});

test('AUD-22 A misspelt name finds the names that are written alike, and says so', async () => {
  expect(await search({ text: 'Grosmarkt' })).toMatchObject({
    similar: true,
    total: 1,
    items: [{ name: 'Grossmarkt Straße' }],
  });
  expect(await search({ text: 'Grosmarkt', countries: ['FR'] })).toMatchObject({ similar: false, total: 0 });
  expect(await search({ text: 'xyzzy' })).toEqual({ items: [], total: 0, similar: false });
});

test('AUD-60 Nobody is found who cannot be named: no reseller, nobody who is not active or has not signed, no company outside the programme', async () => {
  expect(await names({})).toEqual([
    '100 % Nuage_',
    'Elan Cloud',
    'Grossmarkt Straße',
    'Œuvre Société',
    'Provider One',
    'Société Élan',
  ]);
  const [reseller] = await works.asSystem((work) =>
    sql<{ tenant_id: string }>`select tenant_id from partner_account where kind = 'reseller'`
      .execute(work.db)
      .then(({ rows }) => rows),
  );
  expect(await names({ text: reseller!.tenant_id })).toEqual([]);
  expect(await names({ text: newId() })).toEqual([]);
});

test('AUD-24 AUD-25 AUD-26 Filters narrow the result, and combine with each other and with the search', async () => {
  expect(await names({ countries: ['FR'] })).toEqual(['100 % Nuage_', 'Œuvre Société', 'Société Élan']);
  expect(await names({ countries: ['BE', 'DE'] })).toEqual(['Elan Cloud', 'Grossmarkt Straße']);
  expect(await names({ competencies: ['gold'] })).toEqual(['Elan Cloud', 'Œuvre Société', 'Provider One']);
  expect(await names({ competencies: ['gold', 'silver'], countries: ['FR'] })).toEqual([
    'Œuvre Société',
    'Société Élan',
  ]);
  expect(await names({ skills: ['security'] })).toEqual(['Œuvre Société', 'Société Élan']);
  expect(await names({ skills: ['devops', 'hosting'] })).toEqual(['Elan Cloud', 'Grossmarkt Straße']);
  expect(await names({ skills: ['security'], competencies: ['silver'], text: 'elan' })).toEqual(['Société Élan']);
  expect(await names({ skills: ['security'], competencies: ['silver'], text: 'cloud' })).toEqual([]);
});

test('AUD-22 Pages follow each other by name and tell the total; a position belongs to its own search', async () => {
  const seen: string[] = [];
  let after: string | undefined;
  do {
    const page = await search({ size: 4, ...(after ? { after } : {}) });
    expect(page.total).toBe(6);
    seen.push(...page.items.map(({ name }) => name));
    after = page.next;
  } while (after);
  expect(seen).toEqual(await names({}));
  const { next } = await search({ size: 1 });
  for (const wrong of [{ text: 'e' }, { countries: ['FR'] }, { skills: ['security' as const] }]) {
    const error = await search({ ...wrong, after: next! }).catch((reason: unknown) => reason);
    expect(isFault(error) && error.code).toBe('InvalidInput');
  }
});

test('AUD-24 A country that never was a market is refused with its code; one that left the list is none the less asked for', async () => {
  const error = await search({ countries: ['FR', 'ZZ'] }).catch((reason: unknown) => reason);
  expect(isFault(error) && error.details.message).toMatch(/^country: ZZ is no country/);
  expect(await names({ countries: ['RU'] })).toEqual([]);
});

test('AUD-24 AUD-25 AUD-26 The values of the filters are those of the partners who can be named', async () => {
  const values = await works.as(publisher, audienceFilterValues);
  expect(values.countries).toContainEqual({ country: 'FR', partners: 3 });
  expect(values.competencies).toEqual([
    { competency: 'gold', partners: 3 },
    { competency: 'silver', partners: 1 },
  ]);
  expect(values.skills).toContainEqual({ skill: 'security', partners: 2 });
});

test('Profiles of named tenants are told with address and skills; tenants without an account are left out', async () => {
  const partner = await works.asSystem((work) =>
    makePartner(work, { address: '1 quai', website: 'https://a.example', state: 'restricted' }),
  );
  const profiles = await works.as(publisher, (work) => partnerProfilesOf(work, [newId(), partner.tenantId]));
  expect(profiles).toEqual([
    { ...partner, competency: undefined, skills: [], address: '1 quai', website: 'https://a.example' },
  ]);
});
