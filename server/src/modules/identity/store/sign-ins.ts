/** All SQL of identity on where people are signed in. System only: the rows hold what opens an account. */
import type { Work } from '../../../platform/work.ts';
import type { IdentityTables } from '../tables.ts';

export interface SignInRow {
  readonly id: string;
  readonly made_at: Temporal.Instant;
  readonly used_at: Temporal.Instant;
  readonly expires_at: Temporal.Instant;
  readonly agent: string | null;
  readonly applications: readonly string[];
}

/** What is still good for something, of the browser's sessions and the refresh tokens that came by them; newest use first. */
const alive = `from token_record r where r.account_id = $1 and r.session_uid is not null
  and r.kind in ('Session', 'RefreshToken') and r.consumed_at is null and r.expires_at > clock_timestamp()`;

export async function selectSignIns(work: Work<IdentityTables>, accountId: string): Promise<SignInRow[]> {
  const text = `
    with good as (select r.* ${alive}),
    used as (
      select session_uid, application_id::uuid as id from good where application_id is not null
      union select session_uid, key::uuid from good, jsonb_object_keys(coalesce(payload -> 'authorizations', '{}')) key)
    select g.session_uid as id, min(g.made_at) as made_at, max(g.used_at) as used_at, max(g.expires_at) as expires_at,
      (array_agg(g.agent order by g.kind desc, g.used_at desc))[1] as agent,
      (select coalesce(json_agg(a.name order by comptoir_fold(a.name), a.id), '[]')
       from used u join application a on a.id = u.id where u.session_uid = g.session_uid) as applications
    from good g group by g.session_uid order by max(g.used_at) desc, g.session_uid`;
  return work.prepared<SignInRow>('sign-ins-of-account', text, [accountId]);
}

/** Ends one sign-in with all that came by it; false when there was none of that id. */
export async function deleteSignIn(work: Work<IdentityTables>, accountId: string, id: string): Promise<boolean> {
  const text = 'delete from token_record where account_id = $1 and session_uid = $2 returning 1';
  return (await work.prepared('end-sign-in', text, [accountId, id])).length > 0;
}

/** Ends all sign-ins but the one kept, and what came by none; how many ended. */
export async function deleteSignIns(work: Work<IdentityTables>, accountId: string, kept: string): Promise<number> {
  const text = `with gone as (
      delete from token_record where account_id = $1 and kind <> 'Grant' and session_uid is distinct from $2
      returning session_uid)
    select count(distinct session_uid) as ended from gone`;
  const [row] = await work.prepared<{ ended: number }>('end-sign-ins', text, [accountId, kept]);
  return row?.ended ?? 0;
}

/** The person's own choice. */
export async function updatePasswordHash(work: Work<IdentityTables>, userId: string, hash: string): Promise<void> {
  await work.db
    .updateTable('user_account')
    .set({ password_hash: hash, must_change_password: false })
    .where('id', '=', userId)
    .execute();
}
