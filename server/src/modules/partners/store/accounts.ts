/** SQL on partner accounts. The first argument is the open work. */
import type { Work } from '../../../platform/work.ts';
import type { CompetencyLevel, SkillArea } from '../../../programme/partner-skills.ts';
import type { SellingPartner } from '../../../programme/selling.ts';
import type { PartnerKind, PartnerState, PartnerTables } from '../tables.ts';

export interface PartnerAccount extends SellingPartner {
  readonly tenantId: string;
  /** Legal name. */
  readonly name: string;
  readonly kind: PartnerKind;
  /** The location PartnerID: the one that transacts. */
  readonly mpnId: string;
  /** ISO 3166-1 alpha-2 of the legal location. */
  readonly country: string;
  /** Code of the CSP region, e.g. `EUROPE`. */
  readonly region: string;
  /** ISO 4217: what this partner is billed in. */
  readonly currency: string;
  readonly state: PartnerState;
}

/** A partner account as `partnerColumns` selects it. */
export interface PartnerRow {
  readonly tenant_id: string;
  readonly name: string;
  readonly kind: PartnerKind;
  readonly mpn_id: string;
  readonly country: string;
  readonly region: string;
  readonly currency: string;
  readonly state: PartnerState;
  readonly agreement_signed_at: Temporal.Instant | null;
}

/** The columns of an account, from a table that the statement calls `alias`. */
export function partnerColumns(alias: string): string {
  const names = [
    'tenant_id',
    'name',
    'kind',
    'mpn_id',
    'country',
    'region',
    'currency',
    'state',
    'agreement_signed_at',
  ];
  return names.map((name) => `${alias}.${name}`).join(', ');
}

const columns = partnerColumns('partner_account');

/** Only statements: works of any module may call. */
type Statements = Pick<Work, 'prepared'>;

export async function selectPartner(work: Statements, tenantId: string): Promise<PartnerAccount | undefined> {
  const text = `select ${columns} from partner_account where tenant_id = $1`;
  return fromRow((await work.prepared<PartnerRow>('partner-by-tenant', text, [tenantId]))[0]);
}

export async function selectPartnerByMpnId(work: Statements, mpnId: string): Promise<PartnerAccount | undefined> {
  const text = `select ${columns} from partner_account where mpn_id = $1`;
  return fromRow((await work.prepared<PartnerRow>('partner-by-mpn', text, [mpnId]))[0]);
}

/** The accounts of these PartnerIDs; those nobody has are left out. */
export async function selectPartnersByMpnId(work: Statements, mpnIds: readonly string[]): Promise<PartnerAccount[]> {
  const text = `select ${columns} from partner_account where mpn_id = any($1::text[])`;
  return (await work.prepared<PartnerRow>('partners-by-mpn', text, [mpnIds])).map(partnerOfRow);
}

/** The accounts of these tenants, by name; tenants without one are left out. */
export async function selectPartners(work: Statements, tenantIds: readonly string[]): Promise<PartnerAccount[]> {
  const text = `select ${columns} from partner_account where tenant_id = any($1::uuid[]) order by folded_name, tenant_id`;
  return (await work.prepared<PartnerRow>('partners-by-tenant', text, [tenantIds])).map(partnerOfRow);
}

/** What a partner is found by beside its name, as it is written. */
export interface PartnerPresence {
  readonly competency?: CompetencyLevel;
  readonly skills?: readonly SkillArea[];
  /** Street, postal code and town in one line; the country is apart. */
  readonly address?: string;
  readonly website?: string;
}

/** False when tenant or PartnerID has an account already. System only. */
export async function insertPartner(
  work: Work<PartnerTables>,
  partner: PartnerAccount,
  presence: PartnerPresence,
  at: Temporal.Instant,
) {
  const result = await work.db
    .insertInto('partner_account')
    .values({
      tenant_id: partner.tenantId,
      name: partner.name,
      kind: partner.kind,
      mpn_id: partner.mpnId,
      country: partner.country,
      region: partner.region,
      currency: partner.currency,
      state: partner.state,
      agreement_signed_at: partner.agreementSignedAt ?? null,
      competency: presence.competency ?? null,
      skills: [...(presence.skills ?? [])],
      address: presence.address ?? '',
      website: presence.website ?? '',
      created_at: at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n;
}

function fromRow(row: PartnerRow | undefined): PartnerAccount | undefined {
  return row && partnerOfRow(row);
}

export function partnerOfRow(row: PartnerRow): PartnerAccount {
  return {
    tenantId: row.tenant_id,
    name: row.name,
    kind: row.kind,
    mpnId: row.mpn_id,
    country: row.country,
    region: row.region,
    currency: row.currency,
    state: row.state,
    agreementSignedAt: row.agreement_signed_at ?? undefined,
  };
}

export async function updateAgreementSigned(
  work: Work<PartnerTables>,
  tenantId: string,
  at: Temporal.Instant,
): Promise<void> {
  await work.db
    .updateTable('partner_account')
    .set({ agreement_signed_at: at })
    .where('tenant_id', '=', tenantId)
    .execute();
}

export async function updateKind(work: Work<PartnerTables>, tenantId: string, kind: PartnerKind): Promise<void> {
  await work.db.updateTable('partner_account').set({ kind }).where('tenant_id', '=', tenantId).execute();
}

export async function updateNameAndAddress(
  work: Work<PartnerTables>,
  tenantId: string,
  shown: { readonly name: string; readonly address: string },
): Promise<void> {
  await work.db.updateTable('partner_account').set(shown).where('tenant_id', '=', tenantId).execute();
}
