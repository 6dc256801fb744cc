/** SQL on customers. The first argument is the open work. */
import type { Selectable } from 'kysely';
import { makerOf } from '../../../kernel/index.ts';
import type { Work } from '../../../platform/work.ts';
import type { PostalAddress } from '../../../programme/address-lines.ts';
import type { BillingProfile } from '../domain/profile.ts';
import type { CustomerTable, CustomerTables } from '../tables.ts';

/** Only statements: works of any module may call. */
export type Statements = Pick<Work, 'prepared'>;
type Row = Selectable<CustomerTable>;

export interface Customer {
  readonly tenantId: string;
  readonly commerceId: string;
  readonly companyName: string;
  readonly domain: string;
  readonly registrationNumber: string | undefined;
  /** ISO 3166-1 alpha-2 of the tenant: what decides region and market (rule C4). */
  readonly country: string;
  readonly region: string;
  readonly billingProfile: BillingProfile & { readonly id: string; readonly version: number };
  /** User id of its first user. */
  readonly administratorId: string;
  /** When the customer accepted the customer agreement itself; undefined when it did not. */
  readonly directAgreementSignedAt: Temporal.Instant | undefined;
  readonly createdAt: Temporal.Instant;
}

export async function selectCustomer(work: Statements, tenantId: string): Promise<Customer | undefined> {
  const [row] = await work.prepared<Row>('customer-by-tenant', 'select * from customer where tenant_id = $1', [
    tenantId,
  ]);
  return row && fromRow(row);
}

export interface CustomerName {
  readonly name: string;
  readonly domain: string;
  readonly country: string;
}

export async function selectNames(work: Statements, tenantIds: readonly string[]): Promise<Map<string, CustomerName>> {
  const text = `select tenant_id, company_name as name, domain, country from customer where tenant_id = any($1::uuid[])`;
  const rows = await work.prepared<CustomerName & { tenant_id: string }>('customer-names', text, [tenantIds]);
  return new Map(rows.map(({ tenant_id, name, domain, country }) => [tenant_id, { name, domain, country }]));
}

/** Whom invoices to a customer are made out to. */
export interface BillTo {
  readonly name: string;
  /** Of the tenant, as everywhere. */
  readonly country: string;
  /** Without the person and the numbers that the profile's address names. */
  readonly address: PostalAddress;
}

export async function selectBillTo(work: Statements, tenantIds: readonly string[]): Promise<Map<string, BillTo>> {
  const text = `select tenant_id, billing_profile->>'companyName' as name, country, (billing_profile->'defaultAddress')
      - array['firstName', 'middleName', 'lastName', 'phoneNumber', 'emailAddress', 'region'] as address
    from customer where tenant_id = any($1::uuid[])`;
  const rows = await work.prepared<BillTo & { tenant_id: string }>('bill-to', text, [tenantIds]);
  return new Map(rows.map(({ tenant_id, ...billTo }) => [tenant_id, billTo]));
}

/** The customer's first partner is the account of the work, unless that is the customer itself. */
export async function insertCustomer(work: Work<CustomerTables>, customer: Customer): Promise<void> {
  const partners = work.account === customer.tenantId ? [] : [work.account];
  const { id, version, ...profile } = customer.billingProfile;
  await work.db
    .insertInto('customer')
    .values({
      tenant_id: customer.tenantId,
      commerce_id: customer.commerceId,
      company_name: customer.companyName,
      domain: customer.domain,
      registration_number: customer.registrationNumber ?? null,
      country: customer.country,
      region: customer.region,
      billing_profile: JSON.stringify(profile),
      billing_profile_id: id,
      billing_profile_version: version,
      administrator_id: customer.administratorId,
      direct_agreement_signed_at: null,
      partner_tenant_ids: partners,
      current_partner_tenant_ids: partners,
      made_by_tenant_id: makerOf(work.actor, customer.tenantId),
      created_at: customer.createdAt,
    })
    .execute();
}

/** Partners that have or had the customer. */
export async function selectPartnersOf(work: Statements, tenantId: string): Promise<readonly string[]> {
  const text = 'select partner_tenant_ids as ids from customer where tenant_id = $1';
  return (await work.prepared<{ ids: string[] }>('partners-of-customer', text, [tenantId]))[0]?.ids ?? [];
}

/** A further partner of the customer sees and changes its record from now on, and sees its qualifications. */
export async function insertPartner(work: Statements, tenantId: string, partnerTenantId: string): Promise<void> {
  const text = `with seen as (
      update customer_qualification set partner_tenant_ids = array_remove(partner_tenant_ids, $2::uuid) || $2::uuid
      where customer_tenant_id = $1)
    update customer set
      partner_tenant_ids = array_remove(partner_tenant_ids, $2::uuid) || $2::uuid,
      current_partner_tenant_ids = array_remove(current_partner_tenant_ids, $2::uuid) || $2::uuid
    where tenant_id = $1`;
  await work.prepared('add-partner-of-customer', text, [tenantId, partnerTenantId]);
}

/** A former partner of the customer still sees its record, and changes it no more. */
export async function removePartner(work: Statements, tenantId: string, partnerTenantId: string): Promise<void> {
  const text = `update customer set current_partner_tenant_ids = array_remove(current_partner_tenant_ids, $2::uuid)
    where tenant_id = $1`;
  await work.prepared('remove-partner-of-customer', text, [tenantId, partnerTenantId]);
}

/** False when the profile is no longer at that version. */
export async function updateBillingProfile(
  work: Work<CustomerTables>,
  tenantId: string,
  profile: BillingProfile,
  version: number,
): Promise<boolean> {
  const result = await work.db
    .updateTable('customer')
    .set({ billing_profile: JSON.stringify(profile), billing_profile_version: version + 1 })
    .where('tenant_id', '=', tenantId)
    .where('billing_profile_version', '=', version)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

function fromRow(row: Row): Customer {
  return {
    tenantId: row.tenant_id,
    commerceId: row.commerce_id,
    companyName: row.company_name,
    domain: row.domain,
    registrationNumber: row.registration_number ?? undefined,
    country: row.country,
    region: row.region,
    billingProfile: { ...row.billing_profile, id: row.billing_profile_id, version: row.billing_profile_version },
    administratorId: row.administrator_id,
    directAgreementSignedAt: row.direct_agreement_signed_at ?? undefined,
    createdAt: row.created_at,
  };
}
