/**
 * SQL of the search: published offers by words and filters, for partners and for the online store. A search joins state
 * and audience fresh, because both change without a publication.
 */
import { sql, type RawBuilder } from 'kysely';
import { dayOf, type BillingCycle, type Term } from '../../kernel/index.ts';
import type { Work } from '../../platform/work.ts';
import type { AudienceOption, Contact, ListingLanguage, OfferDocument, OfferKind, Plan } from './domain/document.ts';
import { listedOffer } from './domain/listed.ts';
import type { OfferTables } from './tables.ts';

type OfferWork = Work<OfferTables>;
type Condition = RawBuilder<unknown>;

/** Puts what is published now in the place of what was, at publication. */
export async function writeListing(
  work: OfferWork,
  version: {
    readonly versionId: string;
    readonly offerId: string;
    readonly publisherName: string;
    readonly kind: OfferKind;
    readonly document: OfferDocument;
  },
): Promise<void> {
  const { versionId, offerId, publisherName, kind } = version;
  const listed = listedOffer(version.document, kind, dayOf(work.now));
  const { titles, summaries } = listed;
  await sql`insert into offer_listing (offer_id, version_id, product_id, publisher_tenant_id, publisher_name, kind,
      title_en, title_fr, summary_en, summary_fr, words, categories, markets, in_store, transactable, default_resold, trial)
    select id, ${versionId}, product_id, publisher_tenant_id, ${publisherName}, kind,
      ${titles.en}, ${titles.fr}, ${summaries.en}, ${summaries.fr},
      comptoir_fold(concat_ws(' ', ${publisherName}::text, external_id, ${listed.words}::text)),
      ${listed.categories}, ${listed.markets}, ${listed.inStore}, ${listed.transactable}, ${listed.defaultResold}, ${listed.trial}
    from offer where id = ${offerId}
    on conflict (offer_id) do update set (version_id, publisher_name, title_en, title_fr, summary_en, summary_fr, words,
      categories, markets, in_store, transactable, default_resold, trial) = (excluded.version_id, excluded.publisher_name,
      excluded.title_en, excluded.title_fr, excluded.summary_en, excluded.summary_fr, excluded.words, excluded.categories,
      excluded.markets, excluded.in_store, excluded.transactable, excluded.default_resold, excluded.trial)`.execute(
    work.db,
  );
}

/** Who looks: a partner of the programme, or anybody in the online store. */
export type Outlet = { readonly partnerTenantId: string } | 'store';

export interface ListingSearch {
  readonly outlet: Outlet;
  readonly language: ListingLanguage;
  /** Each of them has to be found; none: everything. */
  readonly words: readonly string[];
  /** Words written alike are found too. */
  readonly alike: boolean;
  readonly kind: string | undefined;
  readonly category: string | undefined;
  readonly publisherTenantId: string | undefined;
  /** Only what is sold in this country, and what is listed without being sold. */
  readonly market: string | undefined;
}

export interface FoundListing {
  readonly offerId: string;
  readonly versionId: string;
  readonly productId: string;
  readonly kind: OfferKind;
  readonly title: string;
  readonly summary: string;
  readonly publisherTenantId: string;
  readonly publisherName: string;
  readonly categories: readonly string[];
  readonly markets: readonly string[];
  readonly transactable: boolean;
  readonly trial: boolean;
  readonly option: AudienceOption | null;
  /** Whether the asking partner is on the offer's list. */
  readonly listed: boolean;
  /** How well it fits the words; 0 without words. */
  readonly score: number;
}

/** Where a page ended. */
export interface ListingPosition {
  readonly score: number;
  readonly title: string;
  readonly productId: string;
}

/** With less, words that share a few letters are found too; measured on titles of the demo world. 0 to 1. */
const likeness = 0.5;
/** Shorter words are like too much. */
const shortestMisspelt = 4;
const longestSwapped = 14;

/** Must come before a search of words written alike, in the same work. */
export async function prepareAlike(work: OfferWork): Promise<void> {
  await sql`select set_config('pg_trgm.word_similarity_threshold', ${String(likeness)}, true)`.execute(work.db);
}

const and = (conditions: readonly Condition[]) =>
  conditions.length === 0 ? sql`true` : sql.join([...conditions], sql` and `);

function finds(word: string, alike: boolean): Condition {
  const holds = (text: string) => sql`l.words like comptoir_holding(${text})`;
  if (!alike || word.length < shortestMisspelt) return holds(word);
  // Two letters in the wrong order leave little that is alike, so they are tried.
  const swapped = word.length > longestSwapped ? [] : swaps(word);
  return sql`(${sql.join([sql`comptoir_fold(${word}) <% l.words`, ...[word, ...swapped].map(holds)], sql` or `)})`;
}

function swaps(word: string): string[] {
  const letters = Array.from(word);
  return letters.slice(1).map((letter, at) => letters.toSpliced(at, 2, letter, letters[at]!).join(''));
}

function visible(outlet: Outlet): Condition {
  if (outlet === 'store') return sql`l.in_store`;
  // A28; an offer of option 3 shows where a plan of it is resold by default (A3).
  return sql`l.transactable and (a.option in ('any','selected') or l.default_resold)`;
}

const from = sql`offer_listing l join offer o on o.id = l.offer_id and o.state = 'live'
  left join offer_audience a on a.offer_id = l.offer_id`;

function found(search: ListingSearch): Condition {
  const { market } = search;
  return and([
    visible(search.outlet),
    ...search.words.map((word) => finds(word, search.alike)),
    ...(market ? [sql`(${market} = any(l.markets) or not l.transactable)`] : []),
  ]);
}

/** Conditions of the filters by their name, so that the values of one are counted under the others. */
function filtersOf({ kind, category, publisherTenantId }: ListingSearch, without?: 'kind' | 'category' | 'publisher') {
  return and([
    ...(kind && without !== 'kind' ? [sql`l.kind = ${kind}`] : []),
    ...(category && without !== 'category' ? [sql`${category} = any(l.categories)`] : []),
    ...(publisherTenantId && without !== 'publisher' ? [sql`l.publisher_tenant_id = ${publisherTenantId}::uuid`] : []),
  ]);
}

/** How well a listing fits: the title is the words, begins with them, has words that begin so, holds them; or is like them. */
function scoreOf(search: ListingSearch): RawBuilder<number> {
  if (search.words.length === 0) return sql<number>`0`;
  const title = sql.ref(`l.folded_title_${search.language}`);
  const words = search.words.map((word) => sql`comptoir_fold(${word})`);
  if (search.alike) {
    const likenesses = words.map((word) => sql`word_similarity(${word}, ${title})`);
    return sql<number>`round(100 * (${sql.join(likenesses, sql` + `)}))::int`;
  }
  const phrase = sql`comptoir_fold(${search.words.join(' ')})`;
  const begin = and(words.map((word) => sql`position(' ' || ${word} in ' ' || ${title}) > 0`));
  const hold = and(words.map((word) => sql`position(${word} in ${title}) > 0`));
  return sql<number>`case when ${title} = ${phrase} then 5 when starts_with(${title}, ${phrase}) then 4
    when ${begin} then 3 when ${hold} then 2 else 1 end`;
}

/** A page, the best fit first, then by title; after a position. */
export async function selectListings(
  work: OfferWork,
  search: ListingSearch,
  after: ListingPosition | undefined,
  limit: number,
): Promise<FoundListing[]> {
  const { outlet, language } = search;
  const title = sql.ref(`l.title_${language}`);
  const score = scoreOf(search);
  const rest = after
    ? sql`(${score} < ${after.score} or ${score} = ${after.score} and (${title}, l.product_id) > (${after.title}, ${after.productId}))`
    : sql`true`;
  const listed =
    outlet === 'store'
      ? sql`false`
      : sql`exists (select from offer_audience_partner p where p.offer_id = l.offer_id and p.partner_tenant_id = ${outlet.partnerTenantId})`;
  const { rows } = await sql<FoundListing>`select l.offer_id as "offerId", l.version_id as "versionId",
      l.product_id as "productId", l.kind, ${title} as title, ${sql.ref(`l.summary_${language}`)} as summary,
      l.publisher_tenant_id as "publisherTenantId", l.publisher_name as "publisherName", l.categories, l.markets,
      l.transactable, l.trial, a.option, ${listed} as listed, ${score} as score
    from ${from} where ${found(search)} and ${filtersOf(search)} and ${rest}
    order by score desc, ${title}, l.product_id limit ${limit}`.execute(work.db);
  return rows;
}

export interface ListingCounts {
  readonly total: number;
  readonly kinds: readonly { readonly value: OfferKind; readonly offers: number }[];
  readonly categories: readonly { readonly value: string; readonly offers: number }[];
  /** The ones with most offers; by number, then by name. */
  readonly publishers: readonly { readonly value: string; readonly name: string; readonly offers: number }[];
}

/** How many a search finds. */
export async function countListings(work: OfferWork, search: ListingSearch): Promise<number> {
  const { rows } = await sql<{ total: number }>`select count(*)::int as total
    from ${from} where ${found(search)} and ${filtersOf(search)}`.execute(work.db);
  return rows[0]!.total;
}

const mostPublishers = 50;

/** How many a search finds, and how many each value of a filter would find under the other filters. */
export async function countByFilter(work: OfferWork, search: ListingSearch): Promise<ListingCounts> {
  const { rows } = await sql<ListingCounts>`with l as materialized (
      select l.kind, l.categories, l.publisher_tenant_id, l.publisher_name from ${from} where ${found(search)}
    ), by_kind as (
      select l.kind as value, count(*)::int as offers from l where ${filtersOf(search, 'kind')} group by 1
    ), by_category as (
      select category as value, count(*)::int as offers from l, unnest(l.categories) category
      where ${filtersOf(search, 'category')} group by 1
    ), by_publisher as (
      select l.publisher_tenant_id as value, max(l.publisher_name) as name, count(*)::int as offers
      from l where ${filtersOf(search, 'publisher')} group by 1 order by 3 desc, 2, 1 limit ${mostPublishers}
    )
    select (select count(*)::int from l where ${filtersOf(search)}) as total,
      (select coalesce(jsonb_agg(by_kind order by offers desc, value), '[]') from by_kind) as kinds,
      (select coalesce(jsonb_agg(by_category order by offers desc, value), '[]') from by_category) as categories,
      (select coalesce(jsonb_agg(by_publisher order by offers desc, name, value), '[]') from by_publisher) as publishers`.execute(
    work.db,
  );
  return rows[0]!;
}

/** Whom a partner asks about offers it may not sell: the programme contact of each version. */
export async function selectProgrammeContacts(
  work: OfferWork,
  versionIds: readonly string[],
): Promise<Map<string, Contact>> {
  if (versionIds.length === 0) return new Map();
  const { rows } = await sql<{
    id: string;
    contact: Contact;
  }>`select id, document->'contacts'->'cspProgramme' as contact
    from offer_version where id = any(${versionIds}::uuid[])`.execute(work.db);
  return new Map(rows.map(({ id, contact }) => [id, contact]));
}

/** A plan of a version with what it costs in one country. */
export interface PlanPrices {
  readonly versionId: string;
  readonly skuId: string;
  readonly currency: string;
  readonly plan: Pick<Plan, 'name' | 'pricingModel' | 'trial' | 'private' | 'stopped' | 'hourlyPrices' | 'dimensions'>;
  /** Null for a plan without term prices. */
  readonly prices:
    | readonly { readonly term: Term; readonly billingCycle: BillingCycle; readonly amount: string }[]
    | null;
}

/** The plans of published versions in a country, by SKU. */
export async function selectPlanPrices(
  work: OfferWork,
  versions: readonly Pick<FoundListing, 'versionId'>[],
  country: string,
): Promise<PlanPrices[]> {
  const ids = versions.map((one) => one.versionId);
  const { rows } = await sql<PlanPrices>`select a.version_id as "versionId", a.sku_id as "skuId", a.currency,
      (select plan - '{description,markets,prices}'::text[] from jsonb_array_elements(v.document->'plans') plan
       where plan->>'planId' = a.plan_id) as plan,
      (select jsonb_agg(jsonb_build_object('term', p.term, 'billingCycle', p.billing_cycle, 'amount', p.amount::text)
                        order by p.term, p.billing_cycle)
       from offer_price p where p.availability_id = a.id) as prices
    from offer_availability a join offer_version v on v.id = a.version_id
    where a.version_id = any(${ids}::uuid[]) and a.market = ${country} order by a.version_id, a.sku_id`.execute(
    work.db,
  );
  return rows;
}
