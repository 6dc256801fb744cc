/** Qualifications of customers and what was found of their accounts, over Partner Center v1 (wire contract, section 2.8). */
import { z } from 'zod';
import { lineText } from '../comptoir/words.ts';

export const qualificationNames = [
  'None',
  'Education',
  'Nonprofit',
  'GovernmentCommunityCloud',
  'StateOwnedEntity',
] as const;
/** Those that a partner may ask for. */
export const settableQualifications = ['Education', 'GovernmentCommunityCloud', 'StateOwnedEntity'] as const;
export const educationSegments = ['K12', 'HigherEducation'] as const;
export const qualificationStates = ['InReview', 'Approved', 'Denied'] as const;

/** GET customers/{id}/qualifications answers an array of these; POST one. */
export const customerQualification = z.object({
  qualification: z.enum(qualificationNames),
  vettingStatus: z.enum(qualificationStates),
  /** Why it was denied. */
  vettingReason: z.string().optional(),
  vettingCreateDate: z.string(),
});
export type CustomerQualification = z.infer<typeof customerQualification>;
export const customerQualifications = z.array(customerQualification);

/** The older synchronous API: a bare string, in the words of that time. */
export const legacyQualification = z.enum([
  'none',
  'education',
  'nonprofit',
  'government_community_cloud',
  'state_owned_entity',
]);

/** An item of GET customers/all/validations, a bare array. */
export const validationCode = z.object({
  partnerId: z.guid(),
  organizationName: z.string(),
  validationId: z.string(),
  maxCreates: z.number().int(),
  remainingCreates: z.number().int(),
  eTag: z.string(),
});
export type ValidationCode = z.infer<typeof validationCode>;
export const validationCodes = z.array(validationCode);

export const accountStatuses = ['Unknown', 'UnderReview', 'Allowed', 'NotAllowed'] as const;
/** GET customers/{id}/validationStatus?type=account. */
export const validationStatus = z.object({
  type: z.literal('account'),
  status: z.enum(accountStatuses),
  lastUpdateDateTime: z.string(),
});

/** An item of GET customers/{id}/organization. */
export const customerOrganization = z.object({
  street: z.string(),
  countryLetterCode: z.string(),
  postalCode: z.string(),
  city: z.string(),
  state: z.string(),
  displayName: z.string(),
  technicalNotificationMails: z.array(z.string()),
});
export const customerOrganizations = z.array(customerOrganization);
export const customDomains = z.array(z.string());

/** What a request names beside the qualification; the older contract names the code in the query (`?code=`). */
export const qualificationDetails = {
  website: lineText(500).optional(),
  validationCode: lineText(100).optional(),
};

/** Request: POST customers/{id}/qualifications, as the newer contract has it. */
export const newQualification = z.object({
  qualification: z.enum(settableQualifications),
  /** Of Education, and only there. */
  educationSegment: z.enum(educationSegments).optional(),
  ...qualificationDetails,
});
export type NewQualification = z.infer<typeof newQualification>;
