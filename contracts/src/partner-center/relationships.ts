/** Relationships of partners with partners and customers, of Partner Center v1 (wire contract, sections 2.5 and 8.1). */
import { z } from 'zod';
import { lineText } from '../comptoir/words.ts';
import { attributes, collectionOf } from './common.ts';

export const relationshipTypes = ['is_indirect_cloud_solution_provider_of', 'is_indirect_reseller_of'] as const;

export const partnerRelationship = z.object({
  /** Tenant id of the other partner. */
  id: z.guid(),
  name: z.string(),
  relationshipType: z.enum(relationshipTypes),
  /** Absent, as `location`, in the relationships of a customer. */
  state: z.literal('Active').optional(),
  mpnId: z.string(),
  location: z.string().optional(),
  attributes,
});
export type PartnerRelationship = z.infer<typeof partnerRelationship>;
export const partnerRelationships = collectionOf(partnerRelationship);

export const relationshipRequest = z.object({ url: z.string(), attributes });

/** PATCH customers/{id}: `none` ends the relationship, `false` the delegated administration. */
export const customerChange = z.object({
  relationshipToPartner: z.string().optional(),
  allowDelegatedAccess: z.boolean().optional(),
});
export const changedCustomer = z.object({
  id: z.guid(),
  relationshipToPartner: z.enum(['none', 'reseller']),
  allowDelegatedAccess: z.boolean(),
  attributes,
});

const addressOf = z.object({
  country: lineText(2),
  city: lineText(100).optional(),
  state: lineText(100).optional(),
  addressLine1: lineText(200).optional(),
  postalCode: lineText(20).optional(),
});

/** Request: POST sandboxIndirectReseller. */
export const sandboxResellerRequest = z.object({
  mpnId: z.string().regex(/^\d{5,10}$/),
  tenant: z.object({
    domainPrefix: lineText(40).min(1),
    name: lineText(200).min(1),
    displayName: lineText(200).optional(),
    adminUserName: lineText(60).min(1),
    adminFirstName: lineText(50).optional(),
    adminLastName: lineText(50).optional(),
    adminAlternateEmail: z.email().max(254),
    country: lineText(2),
    culture: lineText(20).optional(),
  }),
  legalBusinessProfile: z.object({ companyName: lineText(512).optional(), address: addressOf.optional() }).optional(),
  organizationProfileLanguage: lineText(20).optional(),
});

export const sandboxReseller = z.object({
  accountId: z.guid(),
  mpnId: z.string(),
  tenant: z.object({ id: z.guid(), adminUserAccount: z.string(), password: z.string() }),
  agreementSignature: z.object({ agreementType: z.literal('ValueAddedReseller'), signedDate: z.string() }),
  partnerRelationship,
});
