/** SQL on partnerships of providers and resellers. The first argument is the open work. */
import { countedPage, type CountedPage, type Listing, type ListRequest } from '../../../platform/listing.ts';
import type { Work } from '../../../platform/work.ts';
import type { PartnerAccount } from '../../partners/index.ts';
import type { PartnershipTables } from '../tables.ts';
import type { Statements } from './invitations.ts';

export interface Pair {
  readonly providerTenantId: string;
  readonly resellerTenantId: string;
}

/** Whether the two are partners today. */
export async function isActive(work: Statements, { providerTenantId, resellerTenantId }: Pair): Promise<boolean> {
  const text = `select from partnership where provider_tenant_id = $1 and reseller_tenant_id = $2 and state = 'active'`;
  return (await work.prepared('partnership-active', text, [providerTenantId, resellerTenantId])).length > 0;
}

/** Whether the provider administers the reseller's account today (rule D3). */
export async function hasAccess(work: Statements, { providerTenantId, resellerTenantId }: Pair): Promise<boolean> {
  const text = `select from partnership where provider_tenant_id = $1 and reseller_tenant_id = $2 and state = 'active'
    and administrator_access`;
  return (await work.prepared('partnership-access', text, [providerTenantId, resellerTenantId])).length > 0;
}

/** How many of these tenants are resellers that a provider works with today. */
export async function countActive(
  work: Statements,
  providerTenantId: string,
  resellerTenantIds: readonly string[],
): Promise<number> {
  const text = `select count(*)::int as count from partnership
    where provider_tenant_id = $1 and state = 'active' and reseller_tenant_id = any($2::uuid[])`;
  const rows = await work.prepared<{ count: number }>('active-among', text, [providerTenantId, resellerTenantIds]);
  return rows[0]!.count;
}

/** Of these PartnerIDs those of resellers that a provider works with today. */
export async function selectConnected(
  work: Statements,
  providerTenantId: string,
  mpnIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const text = `select a.mpn_id as "mpnId" from partnership p join partner_account a on a.tenant_id = p.reseller_tenant_id
    where p.provider_tenant_id = $1 and p.state = 'active' and a.mpn_id = any($2::text[])`;
  const rows = await work.prepared<{ mpnId: string }>('connected-resellers', text, [providerTenantId, mpnIds]);
  return new Set(rows.map(({ mpnId }) => mpnId));
}

/** The two are partners from now on; one that ended begins again. False when they are already. System only. */
export async function beginPartnership(
  work: Work<PartnershipTables>,
  provider: PartnerAccount,
  reseller: PartnerAccount,
  acceptedBy: string,
): Promise<boolean> {
  const begun = {
    state: 'active',
    since: work.now,
    ended_at: null,
    ended_by_tenant_id: null,
    administrator_access: true,
    access_removed_at: null,
    accepted_by: acceptedBy,
  } as const;
  const result = await work.db
    .insertInto('partnership')
    .values({ provider_tenant_id: provider.tenantId, reseller_tenant_id: reseller.tenantId, ...begun })
    .onConflict((conflict) =>
      conflict
        .columns(['provider_tenant_id', 'reseller_tenant_id'])
        .doUpdateSet(begun)
        .where('partnership.state', '=', 'ended'),
    )
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n;
}

/** False when the two are no partners. System only. */
export async function markEnded(work: Work<PartnershipTables>, pair: Pair): Promise<boolean> {
  const result = await work.db
    .updateTable('partnership')
    .set({
      state: 'ended',
      ended_at: work.now,
      ended_by_tenant_id: work.account,
      administrator_access: false,
      access_removed_at: work.now,
    })
    .where('provider_tenant_id', '=', pair.providerTenantId)
    .where('reseller_tenant_id', '=', pair.resellerTenantId)
    .where('state', '=', 'active')
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** The reseller works with no provider any more; returns those it worked with. System only. */
export async function markEndedWithAll(work: Work, resellerTenantId: string): Promise<string[]> {
  const text = `update partnership set state = 'ended', ended_at = $2, ended_by_tenant_id = $1,
      administrator_access = false, access_removed_at = coalesce(access_removed_at, $2)
    where reseller_tenant_id = $1 and state = 'active' returning provider_tenant_id as "providerTenantId"`;
  const rows = await work.prepared<{ providerTenantId: string }>('end-partnerships', text, [
    resellerTenantId,
    work.now,
  ]);
  return rows.map((row) => row.providerTenantId);
}

/** False when the two are no partners, or the access is gone already. System only. */
export async function removeAccess(work: Work<PartnershipTables>, pair: Pair): Promise<boolean> {
  const result = await work.db
    .updateTable('partnership')
    .set({ administrator_access: false, access_removed_at: work.now })
    .where('provider_tenant_id', '=', pair.providerTenantId)
    .where('reseller_tenant_id', '=', pair.resellerTenantId)
    .where('state', '=', 'active')
    .where('administrator_access', '=', true)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** The other side of an active partnership. */
export interface ConnectedPartner {
  readonly tenantId: string;
  readonly name: string;
  readonly mpnId: string;
  readonly country: string;
  readonly since: Temporal.Instant;
  readonly administratorAccess: boolean;
}

export const connectedSorts = ['name', 'country', 'mpnId', 'since'] as const;
export type ConnectedSort = (typeof connectedSorts)[number];

/** `own` is the column of who asks, `other` the one of whom it is told about. */
function listingOf(own: 'provider' | 'reseller', other: 'provider' | 'reseller'): Listing<ConnectedSort> {
  return {
    name: `partnerships-of-${own}`,
    select: `p.${other}_tenant_id as "tenantId", a.name, a.mpn_id as "mpnId", a.country, p.since,
      p.administrator_access as "administratorAccess"`,
    from: `partnership p join partner_account a on a.tenant_id = p.${other}_tenant_id
      where p.${own}_tenant_id = $1 and p.state = 'active'`,
    words: `comptoir_fold(concat_ws(' ', a.name, a.mpn_id))`,
    sorts: {
      name: { sql: `comptoir_fold(a.name) collate "C"`, type: 'text' },
      country: { sql: 'a.country::text collate "C"', type: 'text' },
      mpnId: { sql: 'a.mpn_id collate "C"', type: 'text' },
      since: { sql: 'p.since', type: 'timestamptz' },
    },
    tie: { sql: `p.${other}_tenant_id`, type: 'uuid' },
    filters: {
      namePrefix: `starts_with(comptoir_fold(a.name), comptoir_fold(?))`,
      tenantId: `p.${other}_tenant_id = ?`,
    },
  };
}

const resellers = listingOf('provider', 'reseller');
const providers = listingOf('reseller', 'provider');

/** The resellers of a provider, or the providers of a reseller: active ones. */
export function selectConnectedPartners(
  work: Statements,
  whose: { readonly tenantId: string; readonly lists: 'resellers' | 'providers' },
  wanted: ListRequest<ConnectedSort>,
): Promise<CountedPage<ConnectedPartner>> {
  return countedPage(work, whose.lists === 'resellers' ? resellers : providers, [whose.tenantId], wanted);
}
