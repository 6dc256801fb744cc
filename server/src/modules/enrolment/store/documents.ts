/** SQL on what companies hand in for their verification. */
import type { Work } from '../../../platform/work.ts';
import type { DocumentType, EnrolmentTables } from '../tables.ts';
import type { Enrolment } from './enrolments.ts';

type EnrolmentWork = Work<EnrolmentTables>;

export interface EnrolmentDocument {
  readonly id: string;
  readonly documentType: DocumentType;
  readonly comment: string | null;
  readonly fileName: string;
  readonly mediaType: string;
  readonly sizeBytes: number;
  readonly sha256: string;
  readonly uploadedAt: Temporal.Instant;
}

export async function insertDocument(
  work: EnrolmentWork,
  { tenantId, kind }: Pick<Enrolment, 'tenantId' | 'kind'>,
  document: Omit<EnrolmentDocument, 'sizeBytes' | 'uploadedAt'> & { readonly content: Buffer; readonly by: string },
): Promise<void> {
  await work.db
    .insertInto('enrolment_document')
    .values({
      tenant_id: tenantId,
      kind,
      id: document.id,
      document_type: document.documentType,
      comment: document.comment,
      file_name: document.fileName,
      media_type: document.mediaType,
      content: document.content,
      sha256: document.sha256,
      uploaded_at: work.now,
      uploaded_by: document.by,
    })
    .execute();
}

/** The oldest first, without their bytes. */
export async function selectDocuments(
  work: Pick<Work, 'prepared'>,
  { tenantId, kind }: Pick<Enrolment, 'tenantId' | 'kind'>,
): Promise<EnrolmentDocument[]> {
  const text = `select id, document_type as "documentType", comment, file_name as "fileName", media_type as "mediaType",
      octet_length(content) as "sizeBytes", sha256, uploaded_at as "uploadedAt"
    from enrolment_document where tenant_id = $1 and kind = $2 order by uploaded_at, id limit 100`;
  return work.prepared<EnrolmentDocument>('enrolment-documents', text, [tenantId, kind]);
}

export async function selectDocumentFile(
  work: EnrolmentWork,
  { tenantId, kind }: Pick<Enrolment, 'tenantId' | 'kind'>,
  id: string,
): Promise<{ readonly fileName: string; readonly mediaType: string; readonly content: Buffer } | undefined> {
  return work.db
    .selectFrom('enrolment_document')
    .select(['file_name as fileName', 'media_type as mediaType', 'content'])
    .where('tenant_id', '=', tenantId)
    .where('kind', '=', kind)
    .where('id', '=', id)
    .executeTakeFirst();
}
