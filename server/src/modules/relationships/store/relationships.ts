/** SQL on relationships of partners with customers. The first argument is the open work. */
import { sql } from 'kysely';
import { isGuid, makerOf } from '../../../kernel/index.ts';
import type { Work } from '../../../platform/work.ts';
import type { AccountStatus } from '../../../programme/account-check.ts';
import { partnerColumns, partnerOfRow, type PartnerAccount, type PartnerRow } from '../../partners/index.ts';
import type { RelationshipState, RelationshipTables } from '../tables.ts';

/** Only statements: works of any module may call. */
export type Statements = Pick<Work, 'prepared'>;

export interface Relationship {
  readonly state: RelationshipState;
  /** Whether the partner administers the customer's tenant. */
  readonly delegatedAccess: boolean;
  readonly since: Temporal.Instant;
  /** Partners of the other tier that the customer shares with this one (rule D4). */
  readonly sharedWith: readonly string[];
  /** Those of them that are indirect resellers: this one is the provider. */
  readonly resellers: readonly string[];
}

export async function selectRelationship(
  work: Statements,
  partnerTenantId: string,
  customerTenantId: string,
): Promise<Relationship | undefined> {
  const text = `select state, delegated_access as "delegatedAccess", since,
      provider_tenant_ids || reseller_tenant_ids as "sharedWith",
      reseller_tenant_ids as resellers from customer_relationship
    where partner_tenant_id = $1 and customer_tenant_id = $2`;
  return (await work.prepared<Relationship>('relationship', text, [partnerTenantId, customerTenantId]))[0];
}

interface NamedCustomer {
  readonly tenantId: string;
  readonly companyName: string;
  readonly domain: string;
}

/** A relationship as it begins. */
export interface NewRelationship {
  readonly partner: Pick<PartnerAccount, 'tenantId' | 'name' | 'kind'>;
  readonly customer: NamedCustomer;
  readonly delegatedAccess: boolean;
  /** The other partner that the customer takes on at once. */
  readonly sharedWith?: string | undefined;
  /** User id of who accepted for the customer. */
  readonly acceptedBy?: string | undefined;
}

function newRelationship(work: Work<RelationshipTables>, begun: NewRelationship) {
  const { partner, customer, delegatedAccess, sharedWith, acceptedBy } = begun;
  const shared = sharedWith ? [sharedWith] : [];
  return work.db.insertInto('customer_relationship').values({
    partner_tenant_id: partner.tenantId,
    delegated_access: delegatedAccess,
    provider_tenant_ids: partner.kind === 'reseller' ? shared : [],
    reseller_tenant_ids: partner.kind === 'reseller' ? [] : shared,
    accepted_by: acceptedBy ?? null,
    ended_at: null,
    ended_by_tenant_id: null,
    delegated_access_ended_at: null,
    customer_tenant_id: customer.tenantId,
    customer_name: customer.companyName,
    customer_domain: customer.domain,
    state: 'reseller',
    since: work.now,
    made_by_tenant_id: makerOf(work.actor, customer.tenantId),
  });
}

/** The first one of a new customer. */
export async function beginRelationship(work: Work<RelationshipTables>, begun: NewRelationship): Promise<void> {
  await newRelationship(work, begun).execute();
}

/**
 * The same with a customer that may have it already: one that ended begins again, one that stands gains the delegated
 * access and the partner it is shared with. False when nothing changed. System only.
 */
export async function beginRelationshipAgain(work: Work<RelationshipTables>, begun: NewRelationship): Promise<boolean> {
  const ended = sql<boolean>`customer_relationship.state = 'none'`;
  const joined = (column: 'provider_tenant_ids' | 'reseller_tenant_ids') =>
    sql<string[]>`case when ${ended} then ${sql.ref(`excluded.${column}`)} else
      array(select distinct id from unnest(${sql.ref(`customer_relationship.${column}`)} || ${sql.ref(`excluded.${column}`)}) id) end`;
  const result = await newRelationship(work, begun)
    .onConflict((conflict) =>
      conflict
        .columns(['partner_tenant_id', 'customer_tenant_id'])
        .doUpdateSet({
          state: 'reseller',
          since: sql<Temporal.Instant>`case when ${ended} then excluded.since else customer_relationship.since end`,
          delegated_access: sql<boolean>`excluded.delegated_access or (not ${ended} and customer_relationship.delegated_access)`,
          provider_tenant_ids: joined('provider_tenant_ids'),
          reseller_tenant_ids: joined('reseller_tenant_ids'),
          accepted_by: begun.acceptedBy ?? null,
          ended_at: null,
          ended_by_tenant_id: null,
          delegated_access_ended_at: null,
        })
        .where(
          sql<boolean>`${ended} or (excluded.delegated_access and not customer_relationship.delegated_access)
            or not customer_relationship.provider_tenant_ids @> excluded.provider_tenant_ids
            or not customer_relationship.reseller_tenant_ids @> excluded.reseller_tenant_ids`,
        ),
    )
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n;
}

export interface SellingFacts {
  readonly partner: PartnerAccount;
  readonly relationship: RelationshipState;
  readonly customerTenantId: string;
  readonly customerName: string;
  /** The customer's first user and its mail: whom publishers see as the beneficiary. */
  readonly customerContact: { readonly objectId: string; readonly email: string };
  /** ISO 3166-1 alpha-2 of the customer's tenant (rule C4). */
  readonly customerCountry: string;
  readonly customerRegion: string;
  /** The partner attested the customer agreement, or the customer accepted it itself (rule F6). */
  readonly agreementAccepted: boolean;
  /** What the operator found of the customer's account; undefined: never looked at. */
  readonly accountStatus: AccountStatus | undefined;
}

interface SellingRow extends PartnerRow {
  readonly relationship: RelationshipState;
  readonly customer_tenant_id: string;
  readonly customer_name: string;
  readonly administrator_id: string;
  readonly email: string;
  readonly customer_country: string;
  readonly customer_region: string;
  readonly agreement_accepted: boolean;
  readonly account_status: AccountStatus | null;
}

// The one statement that reads tables of three modules: an order may cost one round trip here, not four.
const sellingText = `select ${partnerColumns('p')},
    r.state as relationship, r.customer_tenant_id, c.company_name as customer_name, c.administrator_id,
    c.billing_profile ->> 'email' as email, c.country as customer_country, c.region as customer_region,
    c.account_status,
    c.direct_agreement_signed_at is not null or exists (
      select from customer_agreement a where a.partner_tenant_id = $1 and a.customer_tenant_id = $2
        and a.agreement_type = 'MicrosoftCustomerAgreement') as agreement_accepted
  from customer_relationship r
    join partner_account p on p.tenant_id = r.partner_tenant_id
    join customer c on c.tenant_id = r.customer_tenant_id
  where r.partner_tenant_id = $1 and r.customer_tenant_id = $2`;

/**
 * All an order asks of partner and customer, in one round trip; undefined when the two never had a relationship
 * or the id is no GUID.
 */
export async function sellingFacts(
  work: Statements,
  partnerTenantId: string,
  customerTenantId: string,
): Promise<SellingFacts | undefined> {
  if (!isGuid(customerTenantId)) return undefined;
  const [row] = await work.prepared<SellingRow>('selling-facts', sellingText, [partnerTenantId, customerTenantId]);
  if (!row) return undefined;
  return {
    partner: partnerOfRow(row),
    relationship: row.relationship,
    customerTenantId: row.customer_tenant_id,
    customerName: row.customer_name,
    customerContact: { objectId: row.administrator_id, email: row.email },
    customerCountry: row.customer_country,
    customerRegion: row.customer_region,
    agreementAccepted: row.agreement_accepted,
    accountStatus: row.account_status ?? undefined,
  };
}
