/** The picker among 20,000 partners, and audience files of 10,000 rows, over HTTP: times beside their limits. */
import { randomUUID } from 'node:crypto';
import type { World } from '@comptoir/contracts/sandbox';
import type { ClientBase } from 'pg';
import { applicationToken, resources, tenantOf } from '../scripts/story/client.ts';
import { printFigure, warmUps, type Figure } from './figures.ts';

const partners = 20_000;
const fileRows = 10_000;
const fileTimes = 30;
/** Prints a row for each figure; one whose p99 is above its limit ends the run with an error. */
export async function measureAudience(origin: string, world: World, database: ClientBase): Promise<void> {
  await addPartners(database);
  const token = await applicationToken(origin, tenantOf(world, 'publisher', 'FR'), resources.partnerCenter);
  const call: Call = (path, { headers = {}, ...init } = {}) =>
    fetch(`${origin}/comptoir/v1${path}`, { ...init, headers: { authorization: `Bearer ${token}`, ...headers } });
  console.log(`\nPicker among ${partners} partners, and audience files of ${fileRows} rows`);
  console.log('                                       p50 ms   p95 ms   p99 ms   limit ms');
  for (const figure of [...pickerFigures(call), ...(await fileFigures(call, await fileOf(database)))])
    await printFigure(figure);
}

type Call = (
  path: string,
  init?: { readonly method?: string; readonly headers?: Readonly<Record<string, string>>; readonly body?: string },
) => Promise<Response>;

/** Invented names from syllables, spread over countries, levels and skills. */
async function addPartners(database: ClientBase): Promise<void> {
  await database.query(
    `with made as (
       insert into tenant (id, name, domain, country, created_at)
       select gen_random_uuid(),
         initcap((array['al','bo','cé','du','éta','fro','gar','ha','île','ju'])[1 + n % 10] || (array['ran','vel','mont','sau','tier','lis'])[1 + n / 10 % 6])
           || (array[' Cloud',' Conseil',' Systèmes',' Services',' Réseaux',' Digital',' Informatique'])[1 + n / 60 % 7] || ' ' || n,
         'bench' || n || '.example', (array['FR','DE','BE','NL','IT','ES','US','GB'])[1 + n % 8], now()
       from generate_series(1, $1::int) n returning id, name, country),
     counted as (select *, row_number() over () as n from made)
     insert into partner_account (tenant_id, name, kind, mpn_id, country, region, currency, state, agreement_signed_at, created_at, competency, skills, address)
     select id, name, case when n % 10 = 0 then 'provider' else 'direct' end, (5000000 + n)::text, country,
       case country when 'US' then 'UNITED_STATES' else 'EUROPE' end, 'EUR', 'active', now(), now(),
       (array['gold','silver',null])[1 + n % 3], array[(array['security','devops','hosting','training','collaboration'])[1 + n % 5]], n || ' rue du Banc'
     from counted`,
    [partners],
  );
  await database.query('analyze partner_account');
}

function pickerFigures(call: Call): Figure[] {
  const search = (what: string, query: (turn: number) => string): Figure => ({
    what,
    limitMs: 500,
    times: 200,
    ask: (turn) => call(`/partners?size=20&${query(turn)}`),
  });
  return [
    search('the first page', () => ''),
    search('part of a name', (turn) => `search=${['monte', 'etavel', 'gar', 'systemes'][turn % 4]}`),
    search('one letter', (turn) => `search=${'abcdefghij'[turn % 10]}`),
    search('two words and a number', (turn) => `search=${encodeURIComponent(`cloud ${turn} é`)}`),
    search(
      'three filters and a word',
      (turn) => `search=se&country=FR,BE&competency=gold&skill=${['security', 'devops'][turn % 2]}`,
    ),
    search('a misspelt name', (turn) => `search=${['garsauu', 'bovvel', 'frolliss'][turn % 3]}`),
    search('a tenant id', () => `search=${randomUUID()}`),
    { what: 'values of the filters', limitMs: 500, times: 200, ask: () => call('/partners/filters') },
  ];
}

async function fileOf(database: ClientBase): Promise<string> {
  const { rows } = await database.query<{ tenant_id: string; name: string }>(
    `select tenant_id, name from partner_account where state = 'active' and kind <> 'reseller' and address <> '' limit $1`,
    [fileRows],
  );
  const lines = rows.map(({ tenant_id: tenantId, name }) => `${tenantId},"${name}, with a comma",France,Europe\r\n`);
  return `Tenant ID,Company,Location,Region\r\n${lines.join('')}`;
}

async function fileFigures(call: Call, body: string): Promise<Figure[]> {
  const drafts: string[] = [];
  for (let count = 0; count < warmUps + fileTimes; count += 1) drafts.push(await makeDraft(call));
  const headers = { 'content-type': 'text/csv' };
  const figure = (what: string, query: string): Figure => ({
    what,
    limitMs: 2000,
    times: fileTimes,
    ask: (turn) => call(`/offers/${drafts[turn]}/audience/import${query}`, { method: 'POST', headers, body }),
  });
  return [figure('a file looked through', ''), figure('a file added to a draft', '?commit=true')];
}

async function makeDraft(call: Call): Promise<string> {
  const response = await call('/offers', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ externalId: `bench-${randomUUID()}`, kind: 'saas', name: 'Bench' }),
  });
  return ((await response.json()) as { offerId: string }).offerId;
}
