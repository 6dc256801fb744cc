/** All SQL of identity on links by which a forgotten password is set anew. Wall clock, as all credentials. System only. */
import type { Work } from '../../../platform/work.ts';
import type { IdentityTables } from '../tables.ts';

type IdentityWork = Work<IdentityTables>;

export interface ForgottenAccount {
  readonly id: string;
  readonly tenantId: string;
  readonly userPrincipalName: string;
  readonly displayName: string;
  readonly email: string;
  readonly language: string;
}

const mostAccounts = 5;

/** Active people of that user name or mail address, whatever its case. */
export async function selectForgotten(work: IdentityWork, name: string): Promise<ForgottenAccount[]> {
  const text = `select u.id, u.tenant_id as "tenantId", u.user_principal_name as "userPrincipalName",
      u.display_name as "displayName", u.email, coalesce(u.language, t.language) as language
    from user_account u join tenant t on t.id = u.tenant_id
    where u.active and u.deleted_at is null
      and (comptoir_lower(u.user_principal_name) = comptoir_lower($1) or comptoir_lower(u.email) = comptoir_lower($1))
    order by u.created_at, u.id limit ${mostAccounts}`;
  return work.prepared<ForgottenAccount>('forgotten-accounts', text, [name]);
}

/** Links of a person within the last 24 hours. */
export async function countPasswordResets(work: IdentityWork, userId: string): Promise<number> {
  const text = `select count(*)::int as links from password_reset
    where user_id = $1 and made_at > clock_timestamp() - interval '24 hours'`;
  return (await work.prepared<{ links: number }>('count-password-resets', text, [userId]))[0]!.links;
}

/** The address and the password of a person `u`, as a link remembers them. */
const accountState = `sha256(convert_to(u.email || ' ' || u.password_hash, 'UTF8'))`;

export async function insertPasswordReset(
  work: IdentityWork,
  row: {
    readonly id: string;
    readonly tenantId: string;
    readonly userId: string;
    readonly secretHash: Buffer;
    readonly minutes: number;
  },
): Promise<void> {
  const text = `insert into password_reset (tenant_id, id, user_id, secret_hash, made_at, expires_at, account_state)
    select $1, $2, u.id, $4, clock_timestamp(), clock_timestamp() + make_interval(mins => $5), ${accountState}
    from user_account u where u.tenant_id = $1 and u.id = $3`;
  const values = [row.tenantId, row.id, row.userId, row.secretHash, row.minutes];
  await work.prepared('insert-password-reset', text, values);
}

export interface PasswordReset {
  readonly id: string;
  readonly tenantId: string;
  readonly userId: string;
  readonly secretHash: Buffer;
  readonly expiresAt: Temporal.Instant;
  readonly used: boolean;
  /** The person has another mail address or password by now. */
  readonly outdated: boolean;
  /** The wall clock's. */
  readonly now: Temporal.Instant;
}

const columns = `r.id, r.tenant_id as "tenantId", r.user_id as "userId", r.secret_hash as "secretHash",
  r.expires_at as "expiresAt", r.used_at is not null as used, clock_timestamp() as now,
  r.account_state is distinct from ${accountState} as outdated`;

/** `lock`: held until the work ends, so that a link sets one password. */
export async function selectPasswordReset(
  work: IdentityWork,
  id: string,
  { lock = false } = {},
): Promise<PasswordReset | undefined> {
  const text = `select ${columns} from password_reset r
    join user_account u on u.tenant_id = r.tenant_id and u.id = r.user_id where r.id = $1`;
  const rows = lock
    ? work.prepared<PasswordReset>('password-reset-locked', `${text} for update of r, u`, [id])
    : work.prepared<PasswordReset>('password-reset', text, [id]);
  return (await rows)[0];
}

/** None of the person's links opens anything from now on. */
export async function endPasswordResets(work: IdentityWork, userId: string): Promise<void> {
  const text = 'update password_reset set used_at = clock_timestamp() where user_id = $1 and used_at is null';
  await work.prepared('end-password-resets', text, [userId]);
}

/** What is older than a day counts for nothing any more. */
export async function deleteOldPasswordResets(work: IdentityWork, userId: string): Promise<void> {
  const text = `delete from password_reset where user_id = $1 and made_at < clock_timestamp() - interval '2 days'`;
  await work.prepared('delete-old-password-resets', text, [userId]);
}
