/** The keys that sign our tokens: made at the first start, the same for every process on this database. */
import { exportJWK, generateKeyPair, type JWK } from 'jose';
import { newId, systemActor } from '../../../kernel/index.ts';
import type { Context } from '../../../platform/context.ts';
import type { Work } from '../../../platform/work.ts';
import type { IdentityTables } from '../tables.ts';
import { locks } from '../../../platform/locks.ts';

export const signingAlgorithm = 'RS256';

const loaded = new WeakMap<Context['pools'], Promise<readonly JWK[]>>();

/** Private keys as JWK, the one that signs first. Read once per process; makes the first one under a lock. */
export function signingKeys(context: Pick<Context, 'pools' | 'runner'>): Promise<readonly JWK[]> {
  const known = loaded.get(context.pools);
  if (known) return known;
  const keys = context.runner.run<readonly JWK[], IdentityTables>({ actor: systemActor, system: true }, readOrMake);
  loaded.set(context.pools, keys);
  // A failure (database away) is not remembered.
  keys.catch(() => loaded.delete(context.pools));
  return keys;
}

async function readOrMake(work: Work<IdentityTables>): Promise<readonly JWK[]> {
  await work.prepared('signing-key-lock', 'select pg_advisory_xact_lock($1)', [locks.signingKeys]);
  const rows = await work.db
    .selectFrom('signing_key')
    .select('private_jwk')
    .where('retired_at', 'is', null)
    .orderBy('created_at', 'desc')
    .execute();
  if (rows.length > 0) return rows.map((row) => row.private_jwk as JWK);
  const { privateKey } = await generateKeyPair(signingAlgorithm, { modulusLength: 2048, extractable: true });
  const kid = newId();
  const jwk: JWK = { ...(await exportJWK(privateKey)), kid, use: 'sig', alg: signingAlgorithm };
  await work.db
    .insertInto('signing_key')
    .values({ kid, private_jwk: JSON.stringify(jwk), created_at: Temporal.Now.instant(), retired_at: null })
    .execute();
  return [jwk];
}

/** The public half of a key, as discovery publishes it. */
export function publicKey({ kty, kid, use, alg, n, e }: JWK): JWK {
  return { kty, kid, use, alg, n, e } as JWK;
}
