/**
 * What the token service remembers between requests: sessions, grants, codes, refresh tokens. Their times are wall
 * clock, because their clients and browsers live in real time.
 */
import { createHash } from 'node:crypto';
import { systemActor } from '../../../kernel/index.ts';
import type { Context } from '../../../platform/context.ts';
import type { Sweep } from '../../../platform/sweeps.ts';
import type { Work } from '../../../platform/work.ts';
import type { IdentityTables } from '../tables.ts';

export type TokenRecord = Record<string, unknown>;

/** Storage for one kind of record. */
export interface TokenRecords {
  find(id: string): Promise<TokenRecord | undefined>;
  findByUid(uid: string): Promise<TokenRecord | undefined>;
  findByUserCode(userCode: string): Promise<TokenRecord | undefined>;
  upsert(id: string, payload: TokenRecord, expiresInSeconds?: number): Promise<void>;
  /** False when it was consumed before: of two at once, one wins. */
  consume(id: string): Promise<boolean>;
  destroy(id: string): Promise<void>;
  revokeByGrantId(grantId: string): Promise<void>;
}

/** Kinds that live long and open an account by themselves: only their hash is kept. */
const hashedKinds = new Set(['RefreshToken', 'AuthorizationCode']);

/** What a client may do once more when an answer was lost on its way, or two of its processes renewed at once. */
const graceSeconds = (kind: string) => (kind === 'RefreshToken' ? 30 : 0);

/** `agent`: what the browser or program of the request at hand calls itself. */
export function tokenRecords(
  context: Pick<Context, 'runner'>,
  kind: string,
  agent: () => string | undefined,
): TokenRecords {
  const hashed = hashedKinds.has(kind);
  const keyOf = (id: string) => (hashed ? createHash('sha256').update(id).digest('base64url') : id);
  const run = <Result>(body: (work: Work<IdentityTables>) => Promise<Result>) =>
    context.runner.run<Result, IdentityTables>({ actor: systemActor, system: true }, body);
  return {
    async find(id) {
      const payload = await run((work) => selectRecord(work, kind, 'id', keyOf(id)));
      return payload && (hashed ? { ...payload, jti: id } : payload);
    },
    findByUid: (uid) => run((work) => selectRecord(work, kind, 'uid', uid)),
    findByUserCode: (userCode) => run((work) => selectRecord(work, kind, 'user_code', userCode)),
    upsert(id, payload, expiresInSeconds) {
      const { jti: _jti, ...rest } = payload;
      return run((work) =>
        upsertRecord(work, {
          kind,
          key: keyOf(id),
          payload: hashed ? rest : payload,
          agent: agent()?.slice(0, mostOfAgent) ?? null,
          expiresInSeconds,
        }),
      );
    },
    consume: (id) => run((work) => consumeRecord(work, kind, keyOf(id))),
    destroy: (id) => run((work) => deleteRecord(work, kind, keyOf(id))),
    revokeByGrantId: (grantId) => run((work) => deleteRecordsOfGrant(work, grantId)),
  };
}

async function selectRecord(
  work: Work<IdentityTables>,
  kind: string,
  column: 'id' | 'uid' | 'user_code',
  value: string,
): Promise<TokenRecord | undefined> {
  const text = `select payload, case when consumed_at < clock_timestamp() - make_interval(secs => $3)
      then extract(epoch from consumed_at)::bigint end as consumed
    from token_record where kind = $1 and ${column} = $2 and (expires_at is null or expires_at > clock_timestamp())`;
  type Row = { payload: TokenRecord; consumed: number | null };
  const [row] = await work.prepared<Row>(`token-record-by-${column}`, text, [kind, value, graceSeconds(kind)]);
  return row && { ...row.payload, ...(row.consumed === null ? {} : { consumed: row.consumed }) };
}

const mostOfAgent = 300;

interface SavedRecord {
  readonly kind: string;
  readonly key: string;
  readonly payload: TokenRecord;
  readonly agent: string | null;
  readonly expiresInSeconds: number | undefined;
}

async function upsertRecord(work: Work<IdentityTables>, record: SavedRecord): Promise<void> {
  const text = `insert into token_record (kind, id, payload, grant_id, user_code, uid, account_id, session_uid,
      application_id, agent, expires_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, clock_timestamp() + make_interval(secs => $11))
    on conflict (kind, id) do update set payload = excluded.payload, grant_id = excluded.grant_id,
      user_code = excluded.user_code, uid = excluded.uid, account_id = excluded.account_id,
      session_uid = excluded.session_uid, application_id = excluded.application_id,
      agent = coalesce(excluded.agent, token_record.agent), expires_at = excluded.expires_at, used_at = clock_timestamp()`;
  const { kind, key, payload, agent, expiresInSeconds = null } = record;
  const { grantId = null, userCode = null, uid = null, accountId = null, clientId = null } = payload;
  const sessionUid = kind === 'Session' ? uid : (payload['sessionUid'] ?? null);
  const owner = [accountId, sessionUid, clientId, agent];
  const values = [kind, key, JSON.stringify(payload), grantId, userCode, uid, ...owner, expiresInSeconds];
  await work.prepared('save-token-record', text, values);
}

/** False when this was remembered before and has not run out: of two at once, one is the first. */
export async function rememberOnce(
  work: Work<IdentityTables>,
  kind: string,
  id: string,
  expiresInSeconds: number,
): Promise<boolean> {
  const text = `insert into token_record (kind, id, payload, expires_at)
    values ($1, $2, '{}', clock_timestamp() + make_interval(secs => $3)) on conflict (kind, id) do nothing returning 1`;
  return (await work.prepared('remember-once', text, [kind, id, expiresInSeconds])).length > 0;
}

async function consumeRecord(work: Work<IdentityTables>, kind: string, key: string): Promise<boolean> {
  const text = `update token_record set consumed_at = coalesce(consumed_at, clock_timestamp())
    where kind = $1 and id = $2
      and (consumed_at is null or consumed_at > clock_timestamp() - make_interval(secs => $3)) returning 1`;
  return (await work.prepared('consume-token-record', text, [kind, key, graceSeconds(kind)])).length > 0;
}

async function deleteRecord(work: Work<IdentityTables>, kind: string, key: string): Promise<void> {
  await work.db.deleteFrom('token_record').where('kind', '=', kind).where('id', '=', key).execute();
}

async function deleteRecordsOfGrant(work: Work<IdentityTables>, grantId: string): Promise<void> {
  await work.db.deleteFrom('token_record').where('grant_id', '=', grantId).execute();
}

const sweepBatch = 1000;

/** Removes what ran out. It follows the wall clock, so moving the sandbox's clock signs nobody out. */
export const tokenRecordSweep: Sweep = {
  name: 'token-records',
  async run(work) {
    const text = `with gone as (delete from token_record where ctid in (
        select ctid from token_record where expires_at < clock_timestamp() limit $1) returning 1)
      select count(*) as gone from gone`;
    const [row] = await work.prepared<{ gone: number }>('sweep-token-records', text, [sweepBatch]);
    return row?.gone ?? 0;
  },
};
