/** "Fix now": what a rejected company hands in, and the desk downloads (rule B16). */
import { createHash } from 'node:crypto';
import { fileTypeFromBuffer } from 'file-type';
import { cleanFileName, newId } from '../../../kernel/index.ts';
import type { Work } from '../../../platform/work.ts';
import type { EnrolmentKind } from '../../../programme/enrolment.ts';
import { vettingVerdict } from '../../../programme/vetting.ts';
import { enrolmentFault, requireAllowed } from '../faults.ts';
import { insertDocument, selectDocumentFile, selectDocuments } from '../store/documents.ts';
import { selectChecks, statesOf, type Enrolment } from '../store/enrolments.ts';
import type { DocumentType } from '../tables.ts';
import { publishOf } from './draft.ts';
import { ownEnrolment } from './facts.ts';
import { requireComplete } from './complete.ts';
import { goOn } from './submit.ts';

/** Endings a document may have, with what its content must then be. */
const mediaTypes: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
};
const mostDocuments = 20;

export interface NewDocument {
  readonly kind: EnrolmentKind;
  readonly documentType: DocumentType;
  readonly comment: string;
  readonly fileName: string;
  readonly content: Buffer;
}

/**
 * Takes a document; a rejected enrolment is pending again. Faults: EnrolmentUnknown, EnrolmentMoveRefused, DocumentRefused
 * (kind of file, or content and name that differ, or empty), DocumentsFull, EnrolmentIncomplete. System only.
 */
export async function addDocument(work: Work, input: NewDocument, origin: string): Promise<Enrolment> {
  const { kind, documentType, comment, content } = input;
  const enrolment = await ownEnrolment(work, kind, true);
  const checks = statesOf(await selectChecks(work, enrolment));
  requireAllowed(vettingVerdict('fix', { status: enrolment.status, checks }), 'EnrolmentMoveRefused');
  // What was corrected meanwhile is sent with it.
  if (enrolment.status === 'rejected') await requireComplete(work, enrolment, false);
  const fileName = cleanFileName(input.fileName) || 'document';
  const mediaType = await mediaTypeOf(fileName, content);
  if ((await selectDocuments(work, enrolment)).length >= mostDocuments) {
    throw enrolmentFault('DocumentsFull', `An enrolment takes ${mostDocuments} documents. Put the rest into one file.`);
  }
  const sha256 = createHash('sha256').update(content).digest('hex');
  const by = work.actor.userId ?? work.actor.tenantId;
  const row = { id: newId(), documentType, comment: comment === '' ? null : comment, fileName, mediaType, sha256 };
  await insertDocument(work, enrolment, { ...row, content, by });
  publishOf(work, 'EnrolmentDocumentAdded', kind, { kind, documentType, fileName, sha256 });
  return enrolment.status === 'rejected' ? goOn(work, enrolment, origin) : enrolment;
}

async function mediaTypeOf(fileName: string, content: Buffer): Promise<string> {
  const ending = /\.([a-z]{3,4})$/i.exec(fileName)?.[1]?.toLowerCase() ?? '';
  const mediaType = Object.hasOwn(mediaTypes, ending) ? mediaTypes[ending] : undefined;
  const found = await fileTypeFromBuffer(content);
  if (mediaType && found?.mime === mediaType) return mediaType;
  const why = content.length === 0 ? 'The file is empty.' : 'The file is not what its ending says, or of another kind.';
  throw enrolmentFault('DocumentRefused', `${why} Taken are PDF, PNG and JPEG of 10 MB at most.`, {
    target: 'fileName',
  });
}

/** A document with its bytes, for the desk. Faults: DocumentUnknown. */
export async function documentFile(
  work: Work,
  named: { readonly tenantId: string; readonly kind: EnrolmentKind },
  id: string,
): Promise<{ readonly fileName: string; readonly mediaType: string; readonly content: Buffer }> {
  const file = await selectDocumentFile(work, named, id);
  if (!file) throw enrolmentFault('DocumentUnknown', `There is no document ${id} with this enrolment.`);
  return file;
}
