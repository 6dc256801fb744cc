/** SQL of the partner's side: what is live, to whom, and the immutable rows of published versions. */
import type { Work } from '../../../platform/work.ts';
import type { BillingCycle, Term } from '../../../kernel/index.ts';
import type { ListingLanguage, OfferDocument, OfferKind } from '../domain/document.ts';
import type { ResaleFacts, SaleFacts } from '../domain/types.ts';

/** Only statements: works of any module may call. */
export type Statements = Pick<Work, 'prepared'>;

const factColumns = `o.id as "offerId", o.kind, o.state as "offerState", o.live_version_id as "liveVersionId", a.option,
  exists (select from offer_audience_partner p where p.offer_id = o.id and p.partner_tenant_id = $1) as listed`;

/**
 * Which offers are asked about. Almost always it is one: a statement of its own, whose plan is made once and kept. How
 * many an array holds PostgreSQL cannot know beforehand, and so it plans anew each time.
 */
function whichOffers(name: string, ids: readonly string[]) {
  const [id, ...others] = ids;
  return others.length === 0
    ? { name: `${name}-of-one`, where: 'o.id = $2', value: id ?? null }
    : { name, where: 'o.id = any($2::uuid[])', value: ids };
}

export async function selectResaleFacts(
  work: Statements,
  partnerTenantId: string,
  offerIds: readonly string[],
): Promise<ResaleFacts[]> {
  const { name, where, value } = whichOffers('resale-facts', offerIds);
  const text = `select ${factColumns} from offer o left join offer_audience a on a.offer_id = o.id where ${where}`;
  return work.prepared<ResaleFacts>(name, text, [partnerTenantId, value]);
}

const soldBefore = 'exists (select from offer_sale s where s.partner_tenant_id = $1 and s.offer_id = o.id';

/** The same, with what the partner sold before. */
export async function selectSaleFacts(
  work: Statements,
  seller: { readonly partnerTenantId: string; readonly customerTenantId: string },
  offerIds: readonly string[],
): Promise<SaleFacts[]> {
  const { name, where, value } = whichOffers('sale-facts', offerIds);
  const text = `select ${factColumns}, ${soldBefore}) as "soldBefore",
      ${soldBefore} and s.customer_tenant_id = $3) as "soldToCustomer"
    from offer o left join offer_audience a on a.offer_id = o.id where ${where}`;
  return work.prepared<SaleFacts>(name, text, [seller.partnerTenantId, value, seller.customerTenantId]);
}

/** Of the published offer with the product id, if there is one. Nobody is listed when no partner asks. */
export async function selectLiveFacts(
  work: Statements,
  partnerTenantId: string | undefined,
  productId: string,
): Promise<ResaleFacts[]> {
  const text = `select ${factColumns} from offer o left join offer_audience a on a.offer_id = o.id
    where o.live_version_id is not null and o.product_id = $2`;
  return work.prepared<ResaleFacts>('live-facts-of-product', text, [partnerTenantId ?? null, productId]);
}

export async function isProduct(work: Statements, productId: string): Promise<boolean> {
  const text = 'select 1 from offer where product_id = $1 and live_version_id is not null';
  return (await work.prepared('is-product', text, [productId])).length > 0;
}

export async function selectVersionIds(work: Statements, availabilityIds: readonly string[]): Promise<string[]> {
  const text = 'select distinct version_id from offer_availability where id = any($1::text[])';
  const rows = await work.prepared<{ version_id: string }>('versions-of-availabilities', text, [availabilityIds]);
  return rows.map((row) => row.version_id);
}

export interface StoredVersion {
  readonly id: string;
  readonly offer_id: string;
  readonly product_id: string;
  readonly external_id: string;
  readonly kind: OfferKind;
  readonly number: number;
  readonly publisher_tenant_id: string;
  readonly publisher_name: string;
  readonly published_at: Temporal.Instant;
  readonly document: OfferDocument;
}

export interface StoredAvailability {
  readonly id: string;
  readonly version_id: string;
  readonly sku_id: string;
  readonly plan_id: string;
  readonly market: string;
  readonly currency: string;
  /** Amounts as text, as PostgreSQL writes a numeric; null for a plan without term prices. */
  readonly prices:
    | readonly { readonly term: Term; readonly billingCycle: BillingCycle; readonly amount: string }[]
    | null;
}

export async function selectVersions(work: Statements, versionIds: readonly string[]): Promise<StoredVersion[]> {
  const text = `select v.id, v.offer_id, o.product_id, o.external_id, o.kind, v.number, v.publisher_tenant_id, v.publisher_name,
      v.published_at, v.document
    from offer_version v join offer o on o.id = v.offer_id where v.id = any($1::uuid[])`;
  return work.prepared<StoredVersion>('versions-by-id', text, [versionIds]);
}

export async function selectAvailabilities(
  work: Statements,
  versionIds: readonly string[],
): Promise<StoredAvailability[]> {
  const text = `select a.id, a.version_id, a.sku_id, a.plan_id, a.market, a.currency,
      (select jsonb_agg(jsonb_build_object('term', p.term, 'billingCycle', p.billing_cycle, 'amount', p.amount::text)
                        order by p.term, p.billing_cycle)
       from offer_price p where p.availability_id = a.id) as prices
    from offer_availability a where a.version_id = any($1::uuid[]) order by a.version_id, a.sku_id, a.market`;
  return work.prepared<StoredAvailability>('availabilities-of-versions', text, [versionIds]);
}

/** Which price is asked about, from one version of its offer on. */
export interface PriceSought {
  readonly offerId: string;
  readonly versionId: string;
  readonly planId: string;
  readonly market: string;
  readonly currency: string;
  readonly term: Term;
  readonly billingCycle: BillingCycle;
}

export interface PriceOfVersion {
  readonly availabilityId: string;
  readonly amount: string;
  readonly publishedAt: Temporal.Instant;
}

/** Of each, in their order: the price in that version and in every one published since; versions without it are left out. */
export async function selectPricesSince(
  work: Statements,
  sought: readonly PriceSought[],
): Promise<readonly (readonly PriceOfVersion[])[]> {
  const text = `select w.place::int as place, a.id as "availabilityId", p.amount, v.published_at as "publishedAt"
    from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[])
      with ordinality as w(offer, version, plan, market, currency, term, cycle, place)
    join offer_version bought on bought.id = w.version
    join offer_version v on v.offer_id = w.offer and v.number >= bought.number
    join offer_availability a on a.version_id = v.id and a.plan_id = w.plan and a.market = w.market
      and a.currency = w.currency
    join offer_price p on p.availability_id = a.id and p.term = w.term and p.billing_cycle = w.cycle
    order by w.place, v.number`;
  const columns = ['offerId', 'versionId', 'planId', 'market', 'currency', 'term', 'billingCycle'] as const;
  const values = columns.map((column) => sought.map((one) => one[column]));
  const rows = await work.prepared<PriceOfVersion & { readonly place: number }>('prices-since', text, values);
  const byPlace = Map.groupBy(rows, ({ place }) => place);
  return sought.map((_, index) => byPlace.get(index + 1) ?? []);
}

/** The version that was published next after a position, up to a moment; earlier ids first. System only. */
export async function selectVersionAfter(
  work: Statements,
  after: { readonly publishedAt: Temporal.Instant; readonly versionId: string },
  until: Temporal.Instant,
): Promise<PublishedVersion | undefined> {
  const text = `select id as "versionId", offer_id as "offerId", published_at as "publishedAt" from offer_version
    where (published_at, id) > ($1::timestamptz, $2::uuid) and published_at <= $3 order by published_at, id limit 1`;
  return (await work.prepared<PublishedVersion>('version-after', text, [after.publishedAt, after.versionId, until]))[0];
}

export interface PublishedVersion {
  readonly versionId: string;
  readonly offerId: string;
  readonly publishedAt: Temporal.Instant;
}

/** The publisher whose live offers name the pair of tenant and application; one, unless two published at once. */
export async function selectTechnicalOwner(
  work: Statements,
  tenantId: string,
  applicationId: string,
): Promise<string | undefined> {
  const text = `select v.publisher_tenant_id as id from offer_version v join offer o on o.live_version_id = v.id
    where v.document->'technical'->>'tenantId' = $1 and v.document->'technical'->>'applicationId' = $2
    order by v.published_at limit 1`;
  return (await work.prepared<{ id: string }>('technical-owner', text, [tenantId, applicationId]))[0]?.id;
}

/** What of an offer its publisher is called by. */
export interface CalledOffer {
  readonly versionId: string;
  readonly publisherTenantId: string;
  readonly externalId: string;
  readonly technical: OfferDocument['technical'];
}

/** Of the live version, or the last one of an offer that is no longer sold. */
export async function selectCalledOffers(
  work: Statements,
  offerIds: readonly string[],
): Promise<(CalledOffer & { readonly offerId: string })[]> {
  const text = `select o.id as "offerId", v.id as "versionId", v.publisher_tenant_id as "publisherTenantId", o.external_id as "externalId",
      v.document->'technical' as technical
    from offer o join offer_version v on v.id = o.live_version_id where o.id = any($1::uuid[])`;
  return work.prepared('called-offers', text, [offerIds]);
}

/** A product in the list of a country. */
export interface ListedProduct {
  readonly productId: string;
  readonly publisherName: string;
  readonly title: string;
  readonly description: string;
  /** Open to selected partners only, of which the asking one is. */
  readonly exclusive: boolean;
}

/** SaaS offers that a partner may order for customers of a country, by title; without reading what each of them holds. */
export async function selectSoldProducts(
  work: Statements,
  partnerTenantId: string,
  country: string,
  language: ListingLanguage,
): Promise<ListedProduct[]> {
  const [first, second] = language === 'fr' ? ['fr', 'en'] : ['en', 'fr'];
  const text = `select l.product_id as "productId", l.publisher_name as "publisherName", l.title_${first} as title,
      coalesce(v.document#>>'{listings,${first},description}', v.document#>>'{listings,${second},description}') as description,
      l.option = 'selected' as exclusive
    from offer_listing l join offer_version v on v.id = l.version_id
    where l.on_sale and l.transactable and l.kind = 'saas' and $2 = any(l.markets)
      and (l.option = 'any' or l.option = 'selected'
        and exists (select from offer_audience_partner p where p.offer_id = l.offer_id and p.partner_tenant_id = $1))
    order by l.title_${first}, l.product_id`;
  return work.prepared<ListedProduct>(`sold-products-${first}`, text, [partnerTenantId, country]);
}
