/** All SQL of identity on second factors. Wall clock, as all credentials. System only: the rows hold what proves a person. */
import { newId } from '../../../kernel/index.ts';
import type { Work } from '../../../platform/work.ts';
import type { IdentityTables, SecondFactorKind } from '../tables.ts';
import { isAsked } from './second-factor-demand.ts';

type IdentityWork = Work<IdentityTables>;

export interface FactorOwner {
  readonly tenantId: string;
  readonly userId: string;
}

export interface FactorRow {
  readonly id: string;
  readonly kind: SecondFactorKind;
  readonly name: string;
  /** Of an app: its secret, sealed; of a passkey: its public key, or the challenge it has to answer first. */
  readonly secret: Buffer;
  readonly credentialId: string | null;
  /** Of an app: the last step whose code was used; of a passkey: its own counter. */
  readonly counter: number;
  readonly confirmed: boolean;
  readonly madeAt: Temporal.Instant;
  readonly usedAt: Temporal.Instant | null;
}

const columns = `id, kind, name, secret, credential_id as "credentialId", counter::int8 as counter,
  confirmed_at is not null as confirmed, made_at as "madeAt", used_at as "usedAt"`;

/** Apps and passkeys of a person, oldest first: confirmed ones, and those begun within the quarter of an hour. */
export async function selectFactors(work: IdentityWork, { tenantId, userId }: FactorOwner): Promise<FactorRow[]> {
  const text = `select ${columns} from second_factor where tenant_id = $1 and user_id = $2 and kind <> 'recovery'
      and (confirmed_at is not null or made_at > clock_timestamp() - interval '15 minutes')
    order by made_at, id`;
  const rows = await work.prepared<FactorRow>('second-factors', text, [tenantId, userId]);
  return rows.map((row) => ({ ...row, counter: Number(row.counter) }));
}

export async function insertFactor(
  work: IdentityWork,
  { tenantId, userId }: FactorOwner,
  row: { readonly id: string; readonly kind: 'totp' | 'passkey'; readonly name: string; readonly secret: Buffer },
): Promise<void> {
  const text = `insert into second_factor (tenant_id, user_id, id, kind, name, secret, made_at)
    values ($1, $2, $3, $4, $5, $6, clock_timestamp())`;
  await work.prepared('insert-second-factor', text, [tenantId, userId, row.id, row.kind, row.name, row.secret]);
}

/** What was begun of that kind and not confirmed. */
export async function deleteBegun(
  work: IdentityWork,
  { tenantId, userId }: FactorOwner,
  kind: 'totp' | 'passkey',
): Promise<void> {
  const text = `delete from second_factor where tenant_id = $1 and user_id = $2 and kind = $3 and confirmed_at is null`;
  await work.prepared('delete-begun-factors', text, [tenantId, userId, kind]);
}

/** False when it was confirmed before: of two at once, one is the first. */
export async function confirmFactor(
  work: IdentityWork,
  { tenantId, userId }: FactorOwner,
  row: {
    readonly id: string;
    readonly secret: Buffer;
    readonly credentialId: string | null;
    readonly counter: number;
    readonly name: string;
  },
): Promise<boolean> {
  const text = `update second_factor set confirmed_at = clock_timestamp(), used_at = clock_timestamp(), secret = $4,
      credential_id = $5, counter = $6, name = $7
    where tenant_id = $1 and user_id = $2 and id = $3 and confirmed_at is null returning 1`;
  const values = [tenantId, userId, row.id, row.secret, row.credentialId, row.counter, row.name];
  return (await work.prepared('confirm-second-factor', text, values)).length > 0;
}

/** Notes a use; false when that step or count was used before. Passkeys that do not count say 0 each time. */
export async function useFactor(
  work: IdentityWork,
  { tenantId, userId }: FactorOwner,
  { id, counter }: { readonly id: string; readonly counter: number },
): Promise<boolean> {
  const text = `update second_factor set counter = $4, used_at = clock_timestamp()
    where tenant_id = $1 and user_id = $2 and id = $3 and confirmed_at is not null
      and (counter < $4 or (kind = 'passkey' and counter = 0 and $4 = 0)) returning 1`;
  return (await work.prepared('use-second-factor', text, [tenantId, userId, id, counter])).length > 0;
}

/** The name of what was taken away; undefined when there was none of that id. */
export async function deleteFactor(
  work: IdentityWork,
  { tenantId, userId }: FactorOwner,
  id: string,
): Promise<{ readonly kind: SecondFactorKind; readonly name: string } | undefined> {
  const text = `delete from second_factor where tenant_id = $1 and user_id = $2 and id = $3 and kind <> 'recovery'
    and confirmed_at is not null returning kind, name`;
  type Row = { kind: SecondFactorKind; name: string };
  return (await work.prepared<Row>('delete-second-factor', text, [tenantId, userId, id]))[0];
}

/** Takes all away, recovery codes too; how many apps and passkeys there were. */
export async function deleteFactors(work: IdentityWork, { tenantId, userId }: FactorOwner): Promise<number> {
  const text = `with gone as (delete from second_factor where tenant_id = $1 and user_id = $2 returning kind, confirmed_at)
    select count(*) filter (where kind <> 'recovery' and confirmed_at is not null)::int as gone from gone`;
  return (await work.prepared<{ gone: number }>('delete-second-factors', text, [tenantId, userId]))[0]!.gone;
}

export async function deleteRecoveryCodes(work: IdentityWork, { tenantId, userId }: FactorOwner): Promise<void> {
  const text = `delete from second_factor where tenant_id = $1 and user_id = $2 and kind = 'recovery'`;
  await work.prepared('delete-recovery-codes', text, [tenantId, userId]);
}

export async function insertRecoveryCodes(
  work: IdentityWork,
  { tenantId, userId }: FactorOwner,
  hashes: readonly Buffer[],
): Promise<void> {
  for (const hash of hashes) {
    const text = `insert into second_factor (tenant_id, user_id, id, kind, name, secret, confirmed_at, made_at)
      values ($1, $2, $3, 'recovery', '', $4, clock_timestamp(), clock_timestamp())`;
    await work.prepared('insert-recovery-code', text, [tenantId, userId, newId(), hash]);
  }
}

/** False when no code of that hash is left. */
export async function useRecoveryCode(
  work: IdentityWork,
  { tenantId, userId }: FactorOwner,
  hash: Buffer,
): Promise<boolean> {
  const text = `delete from second_factor where tenant_id = $1 and user_id = $2 and kind = 'recovery' and secret = $3
    returning 1`;
  return (await work.prepared('use-recovery-code', text, [tenantId, userId, hash])).length > 0;
}

/** A row where the tenant `$1` asks for it by itself. */
const ownPolicy = 'select from sign_in_policy where tenant_id = $1 and second_factor_required';

export interface FactorStanding {
  /** Confirmed apps and passkeys. */
  readonly factors: number;
  readonly apps: number;
  readonly recoveryCodes: number;
  /** The tenant, or the operator, asks for a second factor. */
  readonly required: boolean;
}

export async function selectStanding(work: IdentityWork, { tenantId, userId }: FactorOwner): Promise<FactorStanding> {
  const text = `select count(*) filter (where kind <> 'recovery')::int as factors,
      count(*) filter (where kind = 'totp')::int as apps,
      count(*) filter (where kind = 'recovery')::int as "recoveryCodes",
      (${isAsked('$1')} or exists (${ownPolicy})) as required
    from second_factor where tenant_id = $1 and user_id = $2 and confirmed_at is not null`;
  return (await work.prepared<FactorStanding>('second-factor-standing', text, [tenantId, userId]))[0]!;
}

/** Counts a code of a person before it is looked at; how many there were in the quarter of an hour, this one too. */
export async function countCode(work: IdentityWork, { tenantId, userId }: FactorOwner): Promise<number> {
  const fresh = `wrong_codes_since > clock_timestamp() - interval '15 minutes'`;
  const text = `update user_account set
      wrong_codes = case when ${fresh} then wrong_codes + 1 else 1 end,
      wrong_codes_since = case when ${fresh} then wrong_codes_since else clock_timestamp() end
    where tenant_id = $1 and id = $2 returning wrong_codes as codes`;
  return (await work.prepared<{ codes: number }>('count-code', text, [tenantId, userId]))[0]?.codes ?? 0;
}

export async function forgetCodes(work: IdentityWork, { tenantId, userId }: FactorOwner): Promise<void> {
  const text = 'update user_account set wrong_codes = 0, wrong_codes_since = null where tenant_id = $1 and id = $2';
  await work.prepared('forget-codes', text, [tenantId, userId]);
}

export interface SignInPolicyRow {
  readonly required: boolean;
  /** The operator asks for it, whatever the tenant does. */
  readonly demanded: boolean;
  /** Active people of the tenant, and those of them without a second factor. */
  readonly people: number;
  readonly without: number;
}

export async function selectSignInPolicy(work: Pick<Work, 'prepared'>, tenantId: string): Promise<SignInPolicyRow> {
  const text = `select (${isAsked('$1')} or exists (${ownPolicy})) as required, ${isAsked('$1')} as demanded,
      count(*)::int as people,
      count(*) filter (where not exists (select from second_factor f where f.tenant_id = u.tenant_id and f.user_id = u.id
        and f.kind <> 'recovery' and f.confirmed_at is not null))::int as without
    from user_account u where u.tenant_id = $1 and u.active and u.deleted_at is null`;
  return (await work.prepared<SignInPolicyRow>('sign-in-policy', text, [tenantId]))[0]!;
}

/** Whether a tenant, or the operator, asks its people for a second factor; one look-up. System only. */
export async function selectAsksSecondFactor(work: Pick<Work, 'prepared'>, tenantId: string): Promise<boolean> {
  const text = `select 1 where ${isAsked('$1')} or exists (${ownPolicy})`;
  return (await work.prepared('asks-second-factor', text, [tenantId])).length > 0;
}

/** False when it stood so already. */
export async function upsertSignInPolicy(
  work: IdentityWork,
  tenantId: string,
  policy: { readonly required: boolean; readonly changedBy: string },
): Promise<boolean> {
  const text = `insert into sign_in_policy (tenant_id, second_factor_required, changed_at, changed_by)
    values ($1, $2, $3, $4)
    on conflict (tenant_id) do update set second_factor_required = excluded.second_factor_required,
      changed_at = excluded.changed_at, changed_by = excluded.changed_by
    where sign_in_policy.second_factor_required <> excluded.second_factor_required returning 1`;
  const values = [tenantId, policy.required, work.now, policy.changedBy];
  return (await work.prepared('save-sign-in-policy', text, values)).length > 0;
}
