/** The marketplace and the online store with 5,000 offers, over HTTP: times beside their limits. */
import type { World } from '@comptoir/contracts/sandbox';
import type { ClientBase } from 'pg';
import { applicationToken, resources, tenantOf } from '../scripts/story/client.ts';
import { printFigure, type Figure } from './figures.ts';

const offers = 5_000;
const publishers = 250;
/** Searches in flight at the same time, for the last rows. */
const together = 8;

/** Prints a row for each figure; one whose p99 is above its limit ends the run with an error. */
export async function measureMarketplace(origin: string, world: World, database: ClientBase): Promise<void> {
  await addOffers(database);
  const token = await applicationToken(origin, tenantOf(world, 'direct', 'FR'), resources.partnerCenter);
  const get = (path: string) =>
    fetch(`${origin}/comptoir/v1${path}`, { headers: { authorization: `Bearer ${token}`, 'x-locale': 'fr' } });
  const next = await positionInTheMiddle(get);
  const publisher = (await database.query<{ id: string }>(`select id from tenant where domain = 'bench-isv-7.example'`))
    .rows[0]!.id;
  console.log(`\nMarketplace and online store with ${offers} offers`);
  console.log('                                       p50 ms   p95 ms   p99 ms   limit ms');
  const list = (what: string, query: (turn: number) => string, root = '/marketplace/offers'): Figure => ({
    what,
    limitMs: 100,
    times: 200,
    ask: (turn) => get(`${root}?${query(turn)}`),
  });
  const figures = [
    list('the first page', () => ''),
    list('a page in the middle', () => `after=${next}`),
    list('two words', (turn) => `search=${encodeURIComponent(words(turn))}`),
    list('one letter', (turn) => `search=${'abcdefghij'[turn % 10]}`),
    list('a misspelt word', (turn) => `search=${['tableua', 'plannning', 'capteru', 'archvies'][turn % 4]}`),
    list('type, category and publisher', () => `kind=saas&category=analytics&publisher=${publisher}`),
    list('the same and a word', () => `kind=saas&category=analytics&publisher=${publisher}&search=suivi`),
    list('store, the first page', () => 'country=FR', '/store/offers'),
    list('store, two words', (turn) => `search=${encodeURIComponent(words(turn))}&country=FR`, '/store/offers'),
    {
      ...list('the details of an offer', () => ''),
      ask: (turn: number) => get(`/marketplace/offers/BENCH${5 * turn + 1}`),
    },
    {
      what: 'v1: all products of a country',
      limitMs: 1000,
      times: 20,
      ask: () =>
        fetch(`${origin}/v1/products?country=FR&targetView=MarketplaceSaaS`, {
          headers: { authorization: `Bearer ${token}` },
        }),
    },
    { what: 'the price list of a country', limitMs: 2000, times: 10, ask: () => get('/marketplace/prices?country=FR') },
  ];
  for (const figure of figures) await printFigure(figure);
  await printFigure(inParallel(`first pages, ${together} at a time`, () => get('/marketplace/offers')));
  await printFigure(
    inParallel(`two words, ${together} at a time`, (turn) =>
      get(`/marketplace/offers?search=${encodeURIComponent(words(turn))}`),
    ),
  );
}

const words = (turn: number) => `${['suivi', 'équipes', 'tableau', 'alertes'][turn % 4]} ${['plan', 'pro'][turn % 2]}`;

/** Time of one request while the others are in flight too; the slowest of each round counts. */
function inParallel(what: string, ask: Figure['ask']): Figure {
  return {
    what,
    limitMs: 100,
    times: 50,
    ask: async (turn) => {
      const answers = await Promise.all(Array.from({ length: together }, (_, index) => ask(turn + index)));
      await Promise.all(answers.slice(1).map((answer) => answer.arrayBuffer()));
      return answers.find((answer) => !answer.ok) ?? answers[0]!;
    },
  };
}

async function positionInTheMiddle(get: (path: string) => Promise<Response>): Promise<string> {
  let next = '';
  for (let page = 0; page < 20; page += 1) {
    const answer = (await (await get(`/marketplace/offers?size=100&after=${next}`.replace(/&after=$/, ''))).json()) as {
      next: string;
    };
    next = answer.next;
  }
  return next;
}

/** Invented offers from words, with the document of an offer of the demo world: two plans in three countries. */
async function addOffers(database: ClientBase): Promise<void> {
  await database.query('begin');
  for (const statement of seed) await database.query(statement);
  await database.query('commit');
  for (const table of [
    'offer',
    'offer_version',
    'offer_audience',
    'offer_listing',
    'offer_word',
    'offer_availability',
    'offer_price',
  ])
    await database.query(`analyze ${table}`);
}

const kinds = `(array['saas','saas','saas','virtualMachine','azureApplication','container'])[1 + n % 6]`;
const title = `initcap((array['pilote','tableau','suivi','relevé','archive','échange','planning','alerte'])[1 + n % 8]) || ' '
  || (array['projets','équipes','capteurs','clients','stocks','factures'])[1 + n / 8 % 6] || ' ' || (array['Pro','Plus','Start'])[1 + n / 48 % 3] || ' ' || n`;
const category = `(array['analytics','productivity','security','storage','finance','operations'])[1 + n % 6]`;

const seed = [
  `insert into tenant (id, name, domain, country, created_at)
   select gen_random_uuid(), 'Éditeur ' || n, 'bench-isv-' || n || '.example', 'FR', now() from generate_series(1, ${publishers}) n`,
  `create temporary table made on commit drop as
   select n, gen_random_uuid() as offer_id, gen_random_uuid() as version_id, 'BENCH' || n as product_id, t.id as publisher,
     t.name as publisher_name, ${kinds} as kind, ${title} as title, ${category} as category
   from generate_series(1, ${offers}) n join tenant t on t.domain = 'bench-isv-' || (1 + n % ${publishers}) || '.example'`,
  `insert into offer (id, publisher_tenant_id, product_id, external_id, kind, name, state, created_at)
   select offer_id, publisher, product_id, 'bench-' || n, kind, title, 'live', now() from made`,
  `insert into offer_version (id, offer_id, publisher_tenant_id, publisher_name, number, document, published_at, published_by)
   select version_id, offer_id, publisher, publisher_name, 1, jsonb_set(jsonb_set(d.document, '{listings,fr,title}', to_jsonb(title)),
     '{properties,categories}', to_jsonb(array[category])), now(), 'bench'
   from made, (select v.document from offer o join offer_version v on v.id = o.live_version_id where o.name = 'Pilote Projets') d`,
  `update offer o set live_version_id = m.version_id from made m where m.offer_id = o.id`,
  `insert into offer_plan (offer_id, publisher_tenant_id, plan_id, sku_id)
   select offer_id, publisher, plan_id, sku_id from made, (values ('essentiel','0001'), ('premium','0002')) p(plan_id, sku_id)`,
  `insert into offer_availability (id, version_id, offer_id, publisher_tenant_id, product_id, sku_id, plan_id, market, currency)
   select 'B' || n || sku_id || market, version_id, m.offer_id, publisher, product_id, sku_id, plan_id, market, currency
   from made m join offer_plan p using (offer_id), (values ('FR','EUR'), ('DE','EUR'), ('GB','GBP')) c(market, currency)`,
  `insert into offer_price (availability_id, publisher_tenant_id, term, billing_cycle, amount)
   select id, publisher_tenant_id, 'P1M', 'monthly', 12.5 from offer_availability where product_id like 'BENCH%'
   union all select id, publisher_tenant_id, 'P1Y', 'annual', 135 from offer_availability where product_id like 'BENCH%'`,
  `insert into offer_audience (offer_id, publisher_tenant_id, option, changed_at)
   select offer_id, publisher, (array['any','any','any','selected','none'])[1 + n % 5], now() from made`,
  `insert into offer_listing (offer_id, version_id, product_id, publisher_tenant_id, publisher_name, kind, on_sale, option, title_en,
     title_fr, summary_en, summary_fr, words, categories, markets, in_store, transactable, default_resold, trial)
   select offer_id, version_id, product_id, publisher, publisher_name, kind, true, option, title, title, 'Project tracking for field teams',
     'Suivi de projets pour les équipes terrain', comptoir_fold(concat_ws(' ', publisher_name, 'bench-' || n, title,
     'Project tracking for field teams Suivi de projets pour les équipes terrain projets planning')),
     array[category], '{DE,FR,GB}', true, true, kind = 'container', false from made join offer_audience using (offer_id)`,
  `insert into offer_word select distinct word from offer_listing, regexp_split_to_table(words, '[^[:alnum:]]+') word
   where length(word) between 4 and 40 on conflict do nothing`,
];
