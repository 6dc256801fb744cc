import { partnerFilters, partnerPage, skills } from '@comptoir/contracts/comptoir/partners';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makePartner } from '../../../test/partners.ts';
import { startTestServer, type TestServer } from '../../../test/server.ts';
import { accessToken } from '../../../test/tokens.ts';
import { newId, systemActor, type Role, type TenantPart } from '../../kernel/index.ts';
import { createTenant } from '../../modules/identity/index.ts';
import type { Work } from '../../platform/work.ts';
import { competencyLevels, skillAreas } from '../../programme/partner-skills.ts';

let server: TestServer;
let publisher: string;

const asSystem = <Result>(body: (work: Work) => Promise<Result>) =>
  server.context.runner.run<Result, unknown>({ actor: systemActor, system: true }, body);

async function tokenFor(part: TenantPart, roles: readonly Role[]): Promise<string> {
  const tenant = await asSystem((work) =>
    createTenant(work, { name: 'Atelier', domain: `${newId()}.example`, country: 'FR', parts: [part] }),
  );
  return accessToken(server.context, { tenantId: tenant.id, parts: [part], roles });
}

beforeAll(async () => {
  server = await startTestServer();
  publisher = await tokenFor('publisher', ['manager']);
});
afterAll(async () => server.stop());

async function get(path: string, token = publisher) {
  const headers = { authorization: `Bearer ${token}` };
  const response = await fetch(`${server.origin}/comptoir/v1/partners${path}`, { headers });
  return { status: response.status, body: await response.json() };
}

const page = async (query: Record<string, string>) =>
  partnerPage.parse((await get(`?${new URLSearchParams(query).toString()}`)).body);

test('AUD-22 AUD-23 AUD-27 AUD-60 The picker finds partners by part of a name or by tenant id, with company and location', async () => {
  const partner = await asSystem((work) =>
    makePartner(work, {
      name: 'Nuages du Midi',
      country: 'BE',
      competency: 'gold',
      skills: ['security'],
      address: '4 rue Neuve, 1000 Bruxelles',
      website: 'https://nuages.example',
    }),
  );
  await asSystem((work) => makePartner(work, { name: 'Nuages revendus', kind: 'reseller' }));
  const expected = {
    items: [
      {
        tenantId: partner.tenantId,
        name: 'Nuages du Midi',
        kind: 'direct',
        address: '4 rue Neuve, 1000 Bruxelles',
        country: 'BE',
        region: 'Europe',
        competency: 'gold',
        skills: ['security'],
        website: 'https://nuages.example',
      },
    ],
    total: 1,
    similar: false,
    next: null,
  };
  expect(await page({ search: 'nuages' })).toEqual(expected);
  expect(await page({ search: partner.tenantId.toUpperCase() })).toEqual(expected);
  expect(await page({ search: 'nuages', country: 'be,fr', competency: 'gold', skill: 'security' })).toEqual(expected);
  expect(await page({ search: 'nuages', competency: 'silver' })).toMatchObject({ items: [], total: 0 });
});

test('AUD-24 AUD-25 AUD-26 The values of the filters are told with how many partners have each', async () => {
  const before = partnerFilters.parse((await get('/filters')).body);
  await asSystem((work) => makePartner(work, { country: 'MT', competency: 'silver', skills: ['devops', 'hosting'] }));
  await asSystem((work) => makePartner(work, { kind: 'reseller', country: 'CY', competency: 'gold' }));
  const after = partnerFilters.parse((await get('/filters')).body);
  const silver = (filters: typeof after) =>
    filters.competencies.find(({ competency }) => competency === 'silver')?.partners ?? 0;
  expect(silver(after)).toBe(silver(before) + 1);
  expect(after.countries).toContainEqual({ country: 'MT', partners: 1 });
  expect(after.countries.map(({ country }) => country)).not.toContain('CY');
  expect(after.skills.map(({ skill }) => skill)).toContain('devops');
});

test('AUD-24 AUD-25 AUD-26 What is no value of a filter is told with its place', async () => {
  for (const [query, path] of [
    ['country=FRA', 'country[0]'],
    ['country=FR&country=ZZ', 'country'],
    ['competency=platinum', 'competency[0]'],
    ['skill=security,juggling', 'skill[1]'],
    ['size=51', 'size'],
    ['after=nonsense', 'after'],
    ['city=Lyon', ''],
  ] as const) {
    const { status, body } = await get(`?${query}`);
    expect({ status, body }, query).toMatchObject({
      status: 400,
      body: { code: 'InvalidInput', problems: [{ path }] },
    });
  }
});

test('AUD-60 Only who manages offers looks through the partners', async () => {
  for (const token of [await tokenFor('direct', ['global_admin']), await tokenFor('publisher', ['billing_admin'])]) {
    expect((await get('?search=n', token)).status).toBe(403);
    expect((await get('/filters', token)).status).toBe(403);
  }
});

test('AUD-25 AUD-26 The filters offer the levels and areas of the programme', () => {
  expect(skills).toEqual(skillAreas);
  expect(competencyLevels).toEqual(['gold', 'silver']);
});
