/** All SQL of identity on certificates of applications. */
import type { Work } from '../../../platform/work.ts';
import type { ApplicationCertificateTable, IdentityTables } from '../tables.ts';

type IdentityWork = Work<IdentityTables>;

export type CertificateRow = Omit<ApplicationCertificateTable, 'public_key' | 'not_before' | 'expires_at'> & {
  readonly not_before: Temporal.Instant;
  readonly expires_at: Temporal.Instant;
};

export async function insertCertificate(
  work: IdentityWork,
  row: CertificateRow & { readonly public_key: string },
): Promise<void> {
  await work.db.insertInto('application_certificate').values(row).execute();
}

/** Its thumbprint; undefined when the application has none of that id. */
export async function deleteCertificate(
  work: IdentityWork,
  applicationId: string,
  id: string,
): Promise<string | undefined> {
  const row = await work.db
    .deleteFrom('application_certificate')
    .where('application_id', '=', applicationId)
    .where('id', '=', id)
    .returning('thumbprint')
    .executeTakeFirst();
  return row?.thumbprint;
}

/** Certificates of applications, that end soonest first. */
export async function selectCertificates(
  work: IdentityWork,
  applicationIds: readonly string[],
): Promise<CertificateRow[]> {
  if (applicationIds.length === 0) return [];
  return work.db
    .selectFrom('application_certificate')
    .select([
      'id',
      'application_id',
      'tenant_id',
      'thumbprint',
      'thumbprint_sha256',
      'subject',
      'not_before',
      'expires_at',
    ])
    .where('application_id', 'in', applicationIds)
    .orderBy('expires_at')
    .execute();
}

/** An application's certificate, named by either thumbprint, while it is valid. System only. */
export async function selectKey(
  work: IdentityWork,
  named: {
    readonly clientId: string;
    readonly thumbprint: string | undefined;
    readonly thumbprintSha256: string | undefined;
  },
): Promise<{ readonly id: string; readonly publicKey: string } | undefined> {
  const [column, value] = named.thumbprintSha256
    ? ['thumbprint_sha256', named.thumbprintSha256]
    : ['thumbprint', named.thumbprint];
  const text = `select id, public_key as "publicKey" from application_certificate
    where application_id = $1 and ${column} = $2 and clock_timestamp() between not_before and expires_at`;
  type Row = { readonly id: string; readonly publicKey: string };
  return (await work.prepared<Row>(`key-by-${column}`, text, [named.clientId, value]))[0];
}
