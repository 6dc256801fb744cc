/** SQL on the open list of refused mail domains. Everybody signed in reads it; the operator writes it. */
import type { Work } from '../../../platform/work.ts';
import type { EnrolmentTables } from '../tables.ts';

type EnrolmentWork = Work<EnrolmentTables>;

export interface ListedMailDomain {
  readonly domain: string;
  readonly family: boolean;
  readonly addedAt: Temporal.Instant;
}

/** By name, 5,000 at most. */
export async function selectMailDomains(work: EnrolmentWork): Promise<ListedMailDomain[]> {
  return work.db
    .selectFrom('refused_mail_domain')
    .select(['domain', 'family', 'added_at as addedAt'])
    .orderBy('domain')
    .limit(5000)
    .execute();
}

/** False when it is on the list. */
export async function insertMailDomain(work: EnrolmentWork, domain: string, family: boolean): Promise<boolean> {
  const inserted = await work.db
    .insertInto('refused_mail_domain')
    .values({ domain, family, added_at: work.now, added_by: work.actor.userId ?? null })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return inserted.numInsertedOrUpdatedRows === 1n;
}

/** False when it is not on the list. */
export async function deleteMailDomain(work: EnrolmentWork, domain: string): Promise<boolean> {
  const deleted = await work.db.deleteFrom('refused_mail_domain').where('domain', '=', domain).executeTakeFirst();
  return deleted.numDeletedRows === 1n;
}
