/** Use cases on tenants. */
import { newId, type TenantPart } from '../../../kernel/index.ts';
import type { Work } from '../../../platform/work.ts';
import type { IdentityEvents } from '../events.ts';
import { tenantDomainTaken, tenantNotFound } from '../faults.ts';
import {
  insertTenant,
  insertTenantPart,
  selectOperator,
  selectTenant,
  selectTenantByDomain,
  selectTenantNames,
  selectTenants,
  selectMadeBy,
  selectTenantsNamed,
  updateTenantName,
  type TenantRow,
} from '../store/directory.ts';

export type Tenant = TenantRow;

export interface NewTenant {
  readonly id?: string;
  readonly name: string;
  /** Unique without regard to case, e.g. `contoso.onmicrosoft.com`. */
  readonly domain: string;
  /** ISO 3166-1 alpha-2, upper case. */
  readonly country: string;
  /** BCP 47; `en` when absent. */
  readonly language?: string;
  readonly parts: readonly TenantPart[];
}

/** Creates a tenant. Faults: TenantDomainTaken. */
export async function createTenant(work: Work, input: NewTenant): Promise<Tenant> {
  const { id = newId(), language = 'en', parts, ...rest } = input;
  const tenant: Tenant = { ...rest, id, language, parts: [...new Set(parts)].toSorted() };
  if (!(await insertTenant(work, tenant))) throw tenantDomainTaken(input.domain);
  const newValue: IdentityEvents['TenantCreated'] = {
    name: tenant.name,
    domain: tenant.domain,
    country: tenant.country,
    parts: tenant.parts,
  };
  work.publish({ name: 'TenantCreated', aggregateType: 'tenant', aggregateId: id, newValue });
  return tenant;
}

/** A tenant takes a part in the programme; an applicant is none from then on. System only. Faults: TenantNotFound. */
export async function takePart(work: Work, id: string, part: TenantPart): Promise<void> {
  const tenant = await tenantOf(work, id);
  if (tenant.parts.includes(part)) return;
  await insertTenantPart(work, id, part);
  const newValue: IdentityEvents['TenantTookPart'] = { part };
  work.publish({ name: 'TenantTookPart', aggregateType: 'tenant', aggregateId: id, partnerTenantId: id, newValue });
}

/** An organisation is known by its verified name from now on. System only. Faults: TenantNotFound. */
export async function renameTenant(work: Work, id: string, name: string): Promise<void> {
  const tenant = await tenantOf(work, id);
  if (tenant.name === name) return;
  await updateTenantName(work, id, name);
  const oldValue: IdentityEvents['TenantRenamed'] = { name: tenant.name };
  const newValue: IdentityEvents['TenantRenamed'] = { name };
  const about = { aggregateType: 'tenant', aggregateId: id, partnerTenantId: id };
  work.publish({ name: 'TenantRenamed', ...about, oldValue, newValue });
}

/** The tenant, which must exist. Faults: TenantNotFound. */
export async function tenantOf(work: Work, id: string): Promise<Tenant> {
  const tenant = await findTenant(work, id);
  if (!tenant) throw tenantNotFound(id);
  return tenant;
}

/** The tenant of that id, or undefined. `id` must be a GUID. */
export async function findTenant(work: Work, id: string): Promise<Tenant | undefined> {
  return selectTenant(work, id);
}

/** Refuses a tenant that publishes nothing here. Faults: TenantNotFound. */
export async function requirePublisher(work: Work, id: string): Promise<void> {
  const tenant = await findTenant(work, id);
  if (!tenant?.parts.includes('publisher')) throw tenantNotFound(id);
}

/** The tenant that holds the domain, whatever the case, or undefined. */
export async function findTenantByDomain(work: Work, domain: string): Promise<Tenant | undefined> {
  return selectTenantByDomain(work, domain);
}

/** The tenant that operates the programme, or undefined in an installation that was not set up. */
export async function findOperator(work: Work): Promise<Tenant | undefined> {
  return selectOperator(work);
}

/** The tenant that operates the programme and bills its partners. */
export async function operatorTenant(work: Work): Promise<Tenant> {
  const tenant = await findOperator(work);
  if (!tenant) throw new Error('No tenant has the part operator: create one before anything is sold.');
  return tenant;
}

/** All tenants (10,000 at most), oldest first. */
export async function listTenants(work: Work): Promise<Tenant[]> {
  return selectTenants(work);
}

/** Ids of tenants with this part that a tenant made. System only. */
export function tenantsMadeBy(work: Work, makerTenantId: string, part: TenantPart): Promise<string[]> {
  return selectMadeBy(work, makerTenantId, part);
}

/** Names by tenant id; ids nobody has are left out. */
export async function tenantNames(work: Work, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  return new Map((await selectTenantNames(work, ids)).map(({ id, name }) => [id, name]));
}

/** Ids of the tenants whose name holds the text, without regard to case and accents. */
export async function tenantsNamed(work: Work, text: string): Promise<string[]> {
  return (await selectTenantsNamed(work, text)).map(({ id }) => id);
}
