/** The operator's side of enrolment: `/comptoir/v1/operator/enrolments…`, nominations, mail domains (`programme.operate`). */
import { z } from 'zod';
import { checkState, enrolment, enrolmentKind, vettingCheck, vettingStatus, vettingSubStatus } from './enrolment.ts';
import { listOf } from './lists.ts';
import { countryCode, guid, instant, lineText, plainText } from './words.ts';

const said = (max: number) => plainText(max).refine((text) => text !== '', 'must say why');

export const deskEnrolment = z.object({
  tenantId: guid,
  kind: enrolmentKind,
  companyName: z.string(),
  country: countryCode,
  vettingStatus,
  vettingSubStatus,
  contactEmail: z.string(),
  submittedAt: instant,
  /** The last of five business days. */
  expectedOn: z.string().nullable(),
  overdue: z.boolean(),
  decidedAt: instant.nullable(),
});
export type DeskEnrolment = z.infer<typeof deskEnrolment>;

/** GET /operator/enrolments, …/export: the oldest that waits first. */
export const deskEnrolmentList = listOf({
  item: deskEnrolment,
  sorts: ['submitted', 'company', 'country', 'status', 'expected'],
  usual: 'submitted',
  filters: {
    status: vettingStatus.optional(),
    kind: enrolmentKind.optional(),
    overdue: z.enum(['true', 'false']).optional(),
  },
  beside: {},
});

// GET /operator/enrolments/counts
export const deskCounts = z.object({
  pending: z.number().int(),
  overdue: z.number().int(),
  rejected: z.number().int(),
  authorized: z.number().int(),
});
export type DeskCounts = z.infer<typeof deskCounts>;

export const deskPath = z.strictObject({ tenantId: guid, kind: enrolmentKind });
export const deskCheckPath = deskPath.extend({ check: vettingCheck.exclude(['email_ownership']) });
export const deskDocumentPath = deskPath.extend({ documentId: guid });

// GET /operator/enrolments/{tenantId}/{kind}; POST …/checks/{check}, …/approve, …/reject answer it too
export const deskDetail = enrolment.extend({
  tenantId: guid,
  domain: z.string(),
  decidedBy: z.string().nullable(),
  checks: z.array(
    z.object({
      name: vettingCheck,
      state: checkState,
      note: z.string().nullable(),
      at: instant.nullable(),
      by: z.string().nullable(),
    }),
  ),
});
export type DeskDetail = z.infer<typeof deskDetail>;
/** `revision`: what the desk read; 409 EnrolmentChanged once the company has another one. */
const seen = { revision: z.number().int().min(1) };
export const decideCheck = z.strictObject({ ...seen, state: checkState, note: plainText(2000).default('') });
export const approveEnrolment = z.strictObject(seen);
export const rejectEnrolment = z.strictObject({ ...seen, reason: said(2000) });

export const nomination = z.object({
  tenantId: guid,
  name: z.string(),
  domain: z.string(),
  country: countryCode,
  note: z.string(),
  nominatedAt: instant,
  nominatedBy: z.string(),
  withdrawnAt: instant.nullable(),
  /** Whether the company began its enrolment by it. */
  enrolled: z.boolean(),
});
export type Nomination = z.infer<typeof nomination>;
/** GET /operator/nominations, …/export: the newest first. */
export const nominationList = listOf({
  item: nomination,
  sorts: ['nominated', 'name'],
  usual: '-nominated',
  filters: {},
  beside: {},
});
// POST /operator/nominations → 201 nomination; 404 NominationUnknown; 409 NominationOpen
export const newNomination = z.strictObject({
  /** Of the organisation's account. */
  domain: lineText(253).refine((text) => text !== '', 'must be a domain'),
  note: said(1000),
});
export const nominationPath = z.strictObject({ tenantId: guid });

// GET /operator/mail-domains; POST → 201; DELETE …/{domain} → 204
export const mailDomain = z.object({ domain: z.string(), family: z.boolean(), addedAt: instant });
export type MailDomain = z.infer<typeof mailDomain>;
export const mailDomains = z.object({ items: z.array(mailDomain) });
export const newMailDomain = z.strictObject({
  domain: lineText(253).refine((text) => text !== '', 'must be a domain'),
  /** A name such as `yahoo`, refused under every top-level domain. */
  family: z.boolean().default(false),
});
export const mailDomainPath = z.strictObject({ domain: z.string().min(1).max(253) });
