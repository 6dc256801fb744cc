/** Records of what was done in a partner's account (wire contract, section 9.3). */
import { z } from 'zod';
import { attributes, collectionOf } from './common.ts';

export const auditRecord = z.object({
  id: z.string(),
  partnerId: z.string(),
  participants: z.array(z.string()),
  customerId: z.string().optional(),
  customerName: z.string().optional(),
  /** Of a person who acted; an application has none. */
  userPrincipalName: z.string().optional(),
  applicationId: z.string().optional(),
  /** Left out for the Java SDK when it does not know the word: one such word fails its whole answer. */
  resourceType: z.string().optional(),
  /** JSON in a string. */
  resourceOldValue: z.string().optional(),
  resourceNewValue: z.string().optional(),
  operationType: z.string().optional(),
  originalCorrelationId: z.string(),
  operationDate: z.string(),
  operationStatus: z.enum(['succeeded', 'failed', 'progress', 'decline']),
  customizedData: z.array(z.object({ key: z.string(), value: z.string() })),
  attributes,
});
export type WireAuditRecord = z.infer<typeof auditRecord>;

export const auditRecords = collectionOf(auditRecord);
export const auditRecordPath = z.object({ recordId: z.string() });
