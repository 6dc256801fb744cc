/** SQL on what links of mails carry: confirmations of addresses, sign-ups. System only. */
import type { Work } from '../../../platform/work.ts';
import type { EnrolmentKind } from '../../../programme/enrolment.ts';
import type { EnrolmentTables } from '../tables.ts';

type EnrolmentWork = Work<EnrolmentTables>;

export interface Confirmation {
  readonly tenantId: string;
  readonly id: string;
  readonly kind: EnrolmentKind | null;
  readonly email: string;
  readonly secretHash: Buffer;
  readonly madeAt: Temporal.Instant;
  readonly expiresAt: Temporal.Instant;
  readonly confirmedAt: Temporal.Instant | null;
  readonly withdrawnAt: Temporal.Instant | null;
}

const confirmationColumns = [
  'tenant_id as tenantId',
  'id',
  'kind',
  'email',
  'secret_hash as secretHash',
  'made_at as madeAt',
  'expires_at as expiresAt',
  'confirmed_at as confirmedAt',
  'withdrawn_at as withdrawnAt',
] as const;

export async function insertConfirmation(
  work: EnrolmentWork,
  row: Pick<Confirmation, 'tenantId' | 'id' | 'kind' | 'email' | 'secretHash' | 'expiresAt'>,
): Promise<void> {
  await work.db
    .insertInto('mail_confirmation')
    .values({
      tenant_id: row.tenantId,
      id: row.id,
      purpose: 'enrolment',
      kind: row.kind,
      email: row.email,
      secret_hash: row.secretHash,
      made_at: work.now,
      expires_at: row.expiresAt,
      confirmed_at: null,
      withdrawn_at: null,
    })
    .execute();
}

/** `lock`: held until the work ends, so that one link confirms once. */
export async function selectConfirmation(
  work: EnrolmentWork,
  id: string,
  { lock = false } = {},
): Promise<Confirmation | undefined> {
  const query = work.db.selectFrom('mail_confirmation').select(confirmationColumns).where('id', '=', id);
  return (lock ? query.forUpdate() : query).executeTakeFirst();
}

/** When a company's confirmation mails of the last day were written, the newest first. */
export async function selectRecentConfirmations(work: EnrolmentWork, tenantId: string): Promise<Temporal.Instant[]> {
  const rows = await work.db
    .selectFrom('mail_confirmation')
    .select('made_at')
    .where('tenant_id', '=', tenantId)
    .where('made_at', '>', work.now.subtract({ hours: 24 }))
    .orderBy('made_at', 'desc')
    .limit(50)
    .execute();
  return rows.map(({ made_at }) => made_at);
}

/** Older links open nothing once a newer one is sent. */
export async function withdrawConfirmations(work: EnrolmentWork, tenantId: string): Promise<void> {
  await work.db
    .updateTable('mail_confirmation')
    .set({ withdrawn_at: work.now })
    .where('tenant_id', '=', tenantId)
    .where('confirmed_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .execute();
}

export async function markConfirmed(
  work: EnrolmentWork,
  { tenantId, id }: Pick<Confirmation, 'tenantId' | 'id'>,
): Promise<void> {
  await work.db
    .updateTable('mail_confirmation')
    .set({ confirmed_at: work.now })
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .execute();
}

export interface SignUp {
  readonly id: string;
  readonly email: string;
  readonly companyName: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly country: string;
  readonly language: string;
  readonly secretHash: Buffer;
  readonly expiresAt: Temporal.Instant;
  readonly usedAt: Temporal.Instant | null;
}

export async function insertSignUp(work: EnrolmentWork, row: SignUp): Promise<void> {
  await work.db
    .insertInto('sign_up')
    .values({
      id: row.id,
      email: row.email,
      company_name: row.companyName,
      first_name: row.firstName,
      last_name: row.lastName,
      country: row.country,
      language: row.language,
      secret_hash: row.secretHash,
      made_at: work.now,
      expires_at: row.expiresAt,
      used_at: row.usedAt,
    })
    .execute();
}

export async function selectSignUp(
  work: EnrolmentWork,
  id: string,
  { lock = false } = {},
): Promise<SignUp | undefined> {
  const query = work.db
    .selectFrom('sign_up')
    .select([
      'id',
      'email',
      'company_name as companyName',
      'first_name as firstName',
      'last_name as lastName',
      'country',
      'language',
      'secret_hash as secretHash',
      'expires_at as expiresAt',
      'used_at as usedAt',
    ])
    .where('id', '=', id);
  return (lock ? query.forUpdate() : query).executeTakeFirst();
}

export async function markSignUpUsed(work: EnrolmentWork, id: string): Promise<void> {
  await work.db.updateTable('sign_up').set({ used_at: work.now }).where('id', '=', id).execute();
}

/** How often this address was signed up within the last day. */
export async function countSignUps(work: Pick<Work, 'prepared' | 'now'>, email: string): Promise<number> {
  const text = `select count(*)::int as count from sign_up where comptoir_lower(email) = comptoir_lower($1) and made_at > $2`;
  const since = work.now.subtract({ hours: 24 });
  return (await work.prepared<{ count: number }>('count-sign-ups', text, [email, since]))[0]!.count;
}

/** What nobody followed is forgotten. */
export async function deleteEndedSignUps(work: EnrolmentWork): Promise<void> {
  await work.db
    .deleteFrom('sign_up')
    .where('expires_at', '<', work.now.subtract({ hours: 24 * 7 }))
    .execute();
}
