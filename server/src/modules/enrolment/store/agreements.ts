/** SQL on signatures of agreements: written once, never changed. */
import type { Work } from '../../../platform/work.ts';
import type { AgreementName, EnrolmentTables } from '../tables.ts';

type EnrolmentWork = Work<EnrolmentTables>;

export interface Signature {
  readonly agreement: AgreementName;
  /** Code of the CSP region. */
  readonly region: string;
  /** First day of the version that was accepted. */
  readonly version: string;
  readonly language: string;
  /** Of the English text, which prevails, and of the one that was read, hexadecimal. */
  readonly textSha256: string;
  readonly signedAt: Temporal.Instant;
  readonly signerName: string;
  readonly signerPrincipalName: string;
  readonly sourceAddress: string;
}

const columns = [
  'agreement',
  'region',
  'version',
  'language',
  'text_sha256 as textSha256',
  'signed_at as signedAt',
  'signer_name as signerName',
  'signer_principal_name as signerPrincipalName',
  'source_address as sourceAddress',
] as const;

/** False when the agreement of that region was signed already: of two at once, one signs. System only. */
export async function insertSignature(
  work: EnrolmentWork,
  tenantId: string,
  signature: Omit<Signature, 'signedAt'> & { readonly signedBy: string },
): Promise<boolean> {
  const inserted = await work.db
    .insertInto('agreement_signature')
    .values({
      tenant_id: tenantId,
      agreement: signature.agreement,
      region: signature.region,
      version: signature.version,
      language: signature.language,
      text_sha256: signature.textSha256,
      signed_at: work.now,
      signed_by: signature.signedBy,
      signer_name: signature.signerName,
      signer_principal_name: signature.signerPrincipalName,
      source_address: signature.sourceAddress,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return inserted.numInsertedOrUpdatedRows === 1n;
}

/** A company's, the first signed first. */
export async function selectSignatures(work: EnrolmentWork, tenantId: string): Promise<Signature[]> {
  return work.db
    .selectFrom('agreement_signature')
    .select(columns)
    .where('tenant_id', '=', tenantId)
    .orderBy('signed_at')
    .execute();
}
