/**
 * SQL of the search: published offers by words and filters, for partners and for the online store. State and option of an
 * offer are copied here by `relist`, which whoever changes them calls.
 */
import { sql, type RawBuilder } from 'kysely';
import { dayOf, type BillingCycle, type Term } from '../../../kernel/index.ts';
import type { Work } from '../../../platform/work.ts';
import type { AudienceOption, Contact, ListingLanguage, OfferDocument, OfferKind, Plan } from '../domain/document.ts';
import { listedOffer } from '../domain/listed.ts';
import type { OfferTables } from '../tables.ts';

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
      on_sale, title_en, title_fr, summary_en, summary_fr, words, categories, markets, in_store, transactable, default_resold, trial)
    select id, ${versionId}, product_id, publisher_tenant_id, ${publisherName}, kind,
      true, ${titles.en}, ${titles.fr}, ${summaries.en}, ${summaries.fr},
      comptoir_fold(concat_ws(' ', ${publisherName}::text, external_id, ${listed.words}::text)),
      ${listed.categories}, ${listed.markets}, ${listed.inStore}, ${listed.transactable}, ${listed.defaultResold}, ${listed.trial}
    from offer where id = ${offerId}
    on conflict (offer_id) do update set (version_id, publisher_name, title_en, title_fr, summary_en, summary_fr, words,
      categories, markets, in_store, transactable, default_resold, trial) = (excluded.version_id, excluded.publisher_name,
      excluded.title_en, excluded.title_fr, excluded.summary_en, excluded.summary_fr, excluded.words, excluded.categories,
      excluded.markets, excluded.in_store, excluded.transactable, excluded.default_resold, excluded.trial)`.execute(
    work.db,
  );
  await sql`insert into offer_word select distinct word
    from offer_listing, regexp_split_to_table(words collate "und-x-icu", '[^[:alnum:]]+') word
    where offer_id = ${offerId} and length(word) between ${shortestMisspelt}::int and 40
    order by word on conflict do nothing`.execute(work.db);
  await relist(work, offerId);
}

/** Copies the offer's state and the option in force; nothing for an offer that was never published. */
export async function relist(work: OfferWork, offerId: string): Promise<void> {
  await sql`update offer_listing l set on_sale = o.state = 'live', option = a.option
    from offer o left join offer_audience a on a.offer_id = o.id
    where o.id = l.offer_id and l.offer_id = ${offerId}`.execute(work.db);
}

/** Who looks: a partner of the programme, or anybody in the online store. */
export type Outlet = { readonly partnerTenantId: string } | 'store';

export interface ListingSearch {
  readonly outlet: Outlet;
  readonly language: ListingLanguage;
  /** Each of them has to be found, in one of its spellings, the best first; none: everything. */
  readonly words: readonly (readonly string[])[];
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

/** Shorter words are like too much. */
const shortestMisspelt = 4;
/** Only a first choice: what is near enough is decided by the letters that differ. 0 to 1. */
const likeness = 0.2;
const mostCandidates = 50;

export interface Spellings {
  /** The word as the search looks for it: folded. */
  readonly folded: string;
  /** Whether a listing has it, as a part of a word perhaps. */
  readonly known: boolean;
  /** Words of listings that are like it, the most alike first. */
  readonly candidates: readonly string[];
}

/** What each word may have meant. */
export async function selectSpellings(work: OfferWork, words: readonly string[]): Promise<Spellings[]> {
  await sql`select set_config('pg_trgm.similarity_threshold', ${String(likeness)}, true)`.execute(work.db);
  const { rows } = await sql<Spellings>`select query_word.folded,
      exists (select from offer_word where word like comptoir_holding(query_word.folded)) as known,
      array(select word from offer_word where word % query_word.folded and length(query_word.folded) >= ${shortestMisspelt}
        order by similarity(word, query_word.folded) desc, word limit ${mostCandidates}) as candidates
    from (select place, comptoir_fold(word) as folded from unnest(${words}::text[]) with ordinality query_word(word, place)) query_word
    order by place`.execute(work.db);
  return rows;
}

const joined = (conditions: readonly Condition[], by: Condition) => sql`(${sql.join([...conditions], by)})`;
const or = (conditions: readonly Condition[]) => joined(conditions, sql` or `);
const and = (conditions: readonly Condition[]) =>
  conditions.length === 0 ? sql`true` : joined(conditions, sql` and `);

function visible(outlet: Outlet): Condition {
  if (outlet === 'store') return sql`l.on_sale and l.in_store`;
  // A28; an offer of option 3 shows where a plan of it is resold by default (A3).
  return sql`l.on_sale and l.transactable and (l.option in ('any','selected') or l.default_resold)`;
}

function found(search: ListingSearch): Condition {
  const { market } = search;
  return and([
    visible(search.outlet),
    ...search.words.map((spellings) => or(spellings.map((word) => sql`l.words like comptoir_holding(${word})`))),
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

/** How well a listing fits: its title is the words, begins with them, has words that begin so, holds them, or none of it. */
function scoreOf(search: ListingSearch): RawBuilder<number> {
  if (search.words.length === 0) return sql<number>`0`;
  const title = sql.ref(`l.folded_title_${search.language}`);
  const phrase = sql`comptoir_fold(${search.words.map(([best]) => best).join(' ')})`;
  const each = (test: (word: Condition) => Condition) =>
    and(search.words.map((spellings) => or(spellings.map((word) => test(sql`comptoir_fold(${word})`)))));
  return sql<number>`case when ${title} = ${phrase} then 5 when starts_with(${title}, ${phrase}) then 4
    when ${each((word) => sql`position(' ' || ${word} in ' ' || ${title}) > 0`)} then 3
    when ${each((word) => sql`position(${word} in ${title}) > 0`)} then 2 else 1 end`;
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
    ? sql`score < ${after.score} or score = ${after.score} and (title, product_id) > (${after.title}, ${after.productId})`
    : sql`true`;
  const listed =
    outlet === 'store'
      ? sql`false`
      : sql`exists (select from offer_audience_partner p where p.offer_id = page.offer_id and p.partner_tenant_id = ${outlet.partnerTenantId})`;
  const { rows } = await sql<FoundListing>`with found as (
      select l.*, ${title} as title, ${score} as score from offer_listing l where ${found(search)} and ${filtersOf(search)}
    ), page as (select * from found where ${rest} order by score desc, title, product_id limit ${limit})
    select offer_id as "offerId", version_id as "versionId", product_id as "productId", kind, title,
      ${sql.ref(`summary_${language}`)} as summary, publisher_tenant_id as "publisherTenantId",
      publisher_name as "publisherName", categories, markets, transactable, trial, option, ${listed} as listed, score
    from page order by score desc, title, product_id`.execute(work.db);
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
    from offer_listing l where ${found(search)} and ${filtersOf(search)}`.execute(work.db);
  return rows[0]!.total;
}

const mostPublishers = 50;

/** How many a search finds, and how many each value of a filter would find under the other filters. */
export async function countByFilter(work: OfferWork, search: ListingSearch): Promise<ListingCounts> {
  const { rows } = await sql<ListingCounts>`with l as materialized (
      select l.kind, l.categories, l.publisher_tenant_id, l.publisher_name from offer_listing l where ${found(search)}
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
