/** What a partner says of itself, over Partner Center v1 (wire contract, section 8.2). */
import { z } from 'zod';
import { lineText } from '../comptoir/words.ts';
import { attributes, link } from './common.ts';
import { addressRequest } from './customers.ts';

const text = z.string().optional();
/** Of companies that came before enrolment a line is known, and no town. */
const address = z.object({
  country: z.string(),
  city: text,
  state: text,
  addressLine1: text,
  addressLine2: text,
  postalCode: text,
  firstName: text,
  lastName: text,
  phoneNumber: text,
});
const contact = z.object({ firstName: z.string(), lastName: z.string(), email: z.string(), phoneNumber: text });

const email = z.email().max(254);
const contactRequest = z.object({
  firstName: lineText(50).min(1),
  lastName: lineText(50).min(1),
  email,
  phoneNumber: lineText(30).optional(),
});
/** As companies give it: the place, and whom letters go to. */
const placeRequest = addressRequest.pick({
  country: true,
  city: true,
  state: true,
  addressLine1: true,
  addressLine2: true,
  postalCode: true,
  firstName: true,
  lastName: true,
  phoneNumber: true,
});
/** What was empty as it was read may be empty as it is written; the use case knows. */
const placeAsRead = placeRequest.extend({
  city: lineText(100).default(''),
  addressLine1: lineText(300).default(''),
});
const withEtag = { attributes: z.object({ etag: z.string().optional() }).optional() };
const answered = {
  links: z.object({ self: link }),
  attributes: attributes.extend({ etag: z.string() }),
};

export const vettingStatuses = ['none', 'pending', 'authorized', 'rejected'] as const;
export const vettingSubStatuses = [
  'none',
  'entry',
  'email_ownership',
  'email_domain',
  'employment_verification',
  'business_verification',
  'decision',
  'other',
] as const;

export const legalBusinessProfile = z.object({
  companyName: z.string(),
  address,
  primaryContact: contact.optional(),
  companyApproverAddress: address.optional(),
  companyApproverEmail: text,
  vettingStatus: z.enum(vettingStatuses),
  vettingSubStatus: z.enum(vettingSubStatuses),
  profileType: z.literal('LegalBusinessProfile'),
  ...answered,
});
export type LegalBusinessProfile = z.infer<typeof legalBusinessProfile>;

/** Request: PUT profiles/legalbusiness. Name and address as they were read: another vetting changes them. */
export const legalBusinessRequest = z.object({
  companyName: lineText(512).min(1),
  address: placeAsRead,
  primaryContact: contactRequest.optional(),
  companyApproverAddress: placeRequest.optional(),
  companyApproverEmail: email.optional(),
  ...withEtag,
});
export type LegalBusinessRequest = z.infer<typeof legalBusinessRequest>;

export const partnerBillingProfile = z.object({
  companyName: z.string(),
  address,
  primaryContact: contact.optional(),
  purchaseOrderNumber: text,
  taxId: text,
  billingCurrency: text,
  profileType: z.literal('billing_profile'),
  ...answered,
});
export type PartnerBillingProfile = z.infer<typeof partnerBillingProfile>;

/** Request: PUT profiles/billing. The currency is that of the partner's location (rule C6) and not written. */
export const partnerBillingRequest = z.object({
  companyName: lineText(512).min(1),
  address: placeAsRead,
  primaryContact: contactRequest.optional(),
  purchaseOrderNumber: lineText(50).optional(),
  taxId: lineText(50).optional(),
  ...withEtag,
});
export type PartnerBillingRequest = z.infer<typeof partnerBillingRequest>;
/** The same with a whole address, as a form asks for it. */
export const partnerBillingForm = partnerBillingRequest.extend({ address: placeRequest });

export const supportProfile = z.object({
  email: z.string(),
  telephone: z.string(),
  website: z.string(),
  profileType: z.literal('support_profile'),
  ...answered,
});
export type SupportProfile = z.infer<typeof supportProfile>;

/** Request: PUT profiles/support. */
export const supportRequest = z.object({
  email: z.union([z.literal(''), email]).default(''),
  telephone: lineText(30).default(''),
  website: z.union([z.literal(''), z.url({ protocol: /^https?$/ }).max(500)]).default(''),
  ...withEtag,
});
export type SupportRequest = z.infer<typeof supportRequest>;
/** The same with one way at least by which customers reach somebody, as a form asks for it. */
export const supportForm = supportRequest.refine(
  ({ email: mail, telephone, website }) => mail !== '' || telephone !== '' || website !== '',
  { error: 'give an address, a number or a site', path: ['email'] },
);

export const organizationProfile = z.object({
  id: z.guid(),
  companyName: z.string(),
  defaultAddress: address,
  tenantId: z.guid(),
  domain: z.string(),
  email: z.string(),
  language: z.string(),
  culture: z.string(),
  profileType: z.literal('organization_profile'),
  ...answered,
});
export type OrganizationProfile = z.infer<typeof organizationProfile>;

/** Request: PUT profiles/organization. */
export const organizationRequest = z.object({
  companyName: lineText(512).min(1),
  defaultAddress: placeAsRead,
  email: z.union([z.literal(''), email]).default(''),
  language: z
    .string()
    .trim()
    .regex(/^[a-z]{2}$/i, 'must be a language of two letters'),
  culture: z
    .string()
    .trim()
    .regex(/^[a-z]{2,3}-[a-z]{2}$/i, 'must be a culture such as fr-FR'),
  ...withEtag,
});
export type OrganizationRequest = z.infer<typeof organizationRequest>;
/** The same with everything that is known of a whole profile, as a form asks for it. */
export const organizationForm = organizationRequest.extend({ defaultAddress: placeRequest, email });

/** GET profiles/legalbusiness: which of two versions. Both are the verified one until a change is verified anew. */
export const vettingVersions = ['Current', 'LastFinalized'] as const;
