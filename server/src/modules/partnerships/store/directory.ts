/** SQL of the providers' directory: what each tells of itself. The first argument is the open work. */
import { countedPage, type CountedPage, type Listing, type ListRequest } from '../../../platform/listing.ts';
import type { Work } from '../../../platform/work.ts';
import type { ProviderService } from '../domain/directory.ts';
import type { Statements } from './invitations.ts';

export interface DirectoryEntry {
  readonly description: string;
  readonly services: readonly ProviderService[];
  readonly email: string;
  readonly phone: string;
  readonly website: string;
}

export interface ListedProvider extends DirectoryEntry {
  readonly tenantId: string;
  readonly name: string;
  readonly country: string;
  /** Code of the CSP region, which is that of the resellers it works with (rule C2). */
  readonly region: string;
  readonly address: string;
}

export const directorySorts = ['name', 'country'] as const;
export type DirectorySort = (typeof directorySorts)[number];

const said = (member: string) => `coalesce(d.profile ->> '${member}', '')`;
const services = `coalesce(d.profile -> 'services', '[]'::jsonb)`;

const listing: Listing<DirectorySort> = {
  name: 'provider-directory',
  select: `a.tenant_id as "tenantId", a.name, a.country, a.region, a.address, ${said('description')} as description,
    ${services} as services, ${said('email')} as email, ${said('phone')} as phone,
    coalesce(nullif(${said('website')}, ''), a.website) as website`,
  from: `partner_account a left join company_profile d on d.tenant_id = a.tenant_id and d.kind = 'directory'
    where a.kind = 'provider' and a.state = 'active' and a.agreement_signed_at is not null`,
  words: `comptoir_fold(concat_ws(' ', a.name, a.address, ${said('description')}))`,
  sorts: {
    name: { sql: 'a.folded_name', type: 'text' },
    country: { sql: 'a.country::text collate "C"', type: 'text' },
  },
  tie: { sql: 'a.tenant_id', type: 'uuid' },
  filters: { country: 'a.country = ?', region: 'a.region = ?', service: `jsonb_exists(${services}, ?)` },
};

/** Indirect providers that sell, a page of them. */
export function selectProviders(
  work: Statements,
  wanted: ListRequest<DirectorySort>,
): Promise<CountedPage<ListedProvider>> {
  return countedPage(work, listing, [], wanted);
}

export async function selectCountries(work: Statements): Promise<readonly string[]> {
  const text = `select distinct country from partner_account
    where kind = 'provider' and state = 'active' and agreement_signed_at is not null order by country`;
  return (await work.prepared<{ country: string }>('provider-countries', text, [])).map(({ country }) => country);
}

export interface KeptEntry extends DirectoryEntry {
  readonly version: number;
}

export async function selectEntry(work: Statements, tenantId: string): Promise<KeptEntry | undefined> {
  const text = `select profile, version from company_profile where tenant_id = $1 and kind = 'directory'`;
  const [row] = await work.prepared<{ profile: DirectoryEntry; version: number }>('directory-entry', text, [tenantId]);
  return row && { ...row.profile, version: row.version };
}

/** Version 0: there is none yet. False when somebody else wrote it meanwhile. */
export async function writeEntry(
  work: Pick<Work, 'prepared' | 'now' | 'account' | 'actor'>,
  entry: DirectoryEntry,
  version: number,
): Promise<boolean> {
  const text = `insert into company_profile (tenant_id, kind, profile, version, changed_at, changed_by)
    values ($1, 'directory', $2::jsonb, 1, $4, $5)
    on conflict (tenant_id, kind) do update
      set profile = excluded.profile, version = company_profile.version + 1, changed_at = $4, changed_by = $5
      where company_profile.version = $3
    returning version`;
  const values = [work.account, JSON.stringify(entry), version, work.now, work.actor.userId ?? null];
  const rows = await work.prepared<{ version: number }>('write-directory-entry', text, values);
  return rows.length === 1 && rows[0]!.version === version + 1;
}
