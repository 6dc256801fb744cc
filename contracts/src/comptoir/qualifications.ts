/** The operator's desk for customers' qualifications, validation codes and accounts. */
import { z } from 'zod';
import { listOf } from './lists.ts';
import { guid, instant, lineText, plainText } from './words.ts';

export const deskQualificationStates = ['InReview', 'Approved', 'Denied'] as const;
export const deskQualificationNames = ['Education', 'GovernmentCommunityCloud', 'StateOwnedEntity'] as const;
/** The documented reasons for which education is denied. */
export const denialReasons = [
  'Not an Education Customer',
  'No longer an Education Customer',
  'Not an Education Customer - After Review',
  'Restricted being an Education Customer',
  'Not an Academic Domain',
  'Not an eligible Library',
  'Not an eligible Museum',
] as const;

export const deskQualification = z.object({
  qualificationId: guid,
  customerTenantId: guid,
  customerName: z.string(),
  customerDomain: z.string(),
  partnerTenantId: guid,
  partnerName: z.string(),
  qualification: z.enum(deskQualificationNames),
  educationSegment: z.enum(['K12', 'HigherEducation']).nullable(),
  website: z.string().nullable(),
  validationCode: z.string().nullable(),
  vettingStatus: z.enum(deskQualificationStates),
  vettingReason: z.enum(denialReasons).nullable(),
  requestedAt: instant,
  requestedBy: z.string(),
  decidedAt: instant.nullable(),
  decidedBy: z.string().nullable(),
});
export type DeskQualification = z.infer<typeof deskQualification>;

/** GET /operator/qualifications. */
export const deskQualificationList = listOf({
  item: deskQualification,
  sorts: ['requested', 'customer', 'partner', 'status'],
  usual: '-requested',
  filters: {
    status: z.enum(deskQualificationStates).optional(),
    qualification: z.enum(deskQualificationNames).optional(),
  },
  beside: {},
});

/** Request: POST /operator/qualifications/{customer}/{id}/deny. `reason`: for education, and only there. */
export const denyQualification = z.strictObject({ reason: z.enum(denialReasons).optional() });
export type DenyQualification = z.infer<typeof denyQualification>;

/** Request: POST /operator/validation-codes. */
export const newValidationCode = z.strictObject({
  partnerTenantId: guid,
  organizationName: lineText(200).min(1),
  maxCreates: z.number().int().min(1).max(1000),
});
export const issuedValidationCode = z.object({
  validationId: z.string(),
  partnerTenantId: guid,
  organizationName: z.string(),
  maxCreates: z.number().int(),
  remainingCreates: z.number().int(),
});

export const accountDecisions = ['UnderReview', 'Allowed', 'NotAllowed'] as const;
export const customerAccount = z.object({
  customerTenantId: guid,
  companyName: z.string(),
  domain: z.string(),
  country: z.string(),
  /** Null: never looked at. */
  status: z.enum(['Unknown', ...accountDecisions]).nullable(),
  statusAt: instant.nullable(),
});
export type CustomerAccount = z.infer<typeof customerAccount>;

/** GET /operator/customer-accounts. `status` None: those that were never looked at. */
export const customerAccountList = listOf({
  item: customerAccount,
  sorts: ['name', 'checked'],
  filters: { status: z.enum(['None', ...accountDecisions]).optional() },
  beside: {},
});

/** Request: POST /operator/customer-accounts/{customer}/status. `note`: for the audit; the partner does not see it. */
export const accountDecision = z.strictObject({
  status: z.enum(accountDecisions),
  note: plainText(2000).default(''),
});
export type AccountDecision = z.infer<typeof accountDecision>;
