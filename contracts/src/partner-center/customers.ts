/** Customers, agreements, domains and country rules of Partner Center v1 (wire contract, section 2). */
import { z } from 'zod';
import { lineText } from '../comptoir/words.ts';
import { attributes, collectionOf, link } from './common.ts';

const selfLink = z.object({ self: link });

/** Request: an address. Lengths as documented (section 2.2). `country`: ISO 3166-1 alpha-2. */
export const addressRequest = z.object({
  country: z.string().trim().length(2),
  region: lineText(100).optional(),
  city: lineText(100).min(1),
  state: lineText(100).optional(),
  addressLine1: lineText(200).min(1),
  addressLine2: lineText(200).optional(),
  addressLine3: lineText(200).optional(),
  district: lineText(100).optional(),
  postalCode: lineText(20).optional(),
  firstName: lineText(50).optional(),
  middleName: lineText(50).optional(),
  lastName: lineText(50).optional(),
  phoneNumber: lineText(30).optional(),
  /** Empty, as .NET sends what is not set, is none. */
  emailAddress: z.union([z.literal(''), z.email().max(254)]).optional(),
});

const members = Object.keys(addressRequest.shape) as (keyof typeof addressRequest.shape)[];
const optionalText = z.string().optional();
/** An address as it is kept: what was accepted once is always answered. */
export const address = z.object({
  ...(Object.fromEntries(members.map((member) => [member, optionalText])) as Record<
    Exclude<(typeof members)[number], 'country' | 'city' | 'addressLine1'>,
    typeof optionalText
  >),
  country: z.string(),
  city: z.string(),
  addressLine1: z.string(),
});
export type Address = z.infer<typeof address>;

const email = z.email().max(254);

/** Request: the members of a billing profile a partner writes. Names and mail are judged by the use case (rule B27). */
export const billingProfileRequest = z.object({
  firstName: lineText(50).optional(),
  lastName: lineText(50).optional(),
  email,
  culture: z.string().trim().min(2).max(20),
  language: z.string().trim().length(2),
  companyName: lineText(512),
  defaultAddress: addressRequest,
  attributes: z.object({ etag: z.string().optional() }).optional(),
});
export type BillingProfileRequest = z.infer<typeof billingProfileRequest>;

/** Request: POST customers. */
export const customerRequest = z.object({
  companyProfile: z.object({
    domain: z.string().trim().min(1).max(253),
    /** Left out, it is the billing profile's. */
    companyName: lineText(512).optional(),
    organizationRegistrationNumber: lineText(50).optional(),
  }),
  billingProfile: billingProfileRequest.omit({ attributes: true }),
  /** Empty as well as left out: no reseller. */
  associatedPartnerId: z.union([z.literal(''), z.guid()]).optional(),
  /** True: the customer grants the usual roles of delegated administration from its beginning. */
  enableGDAPByDefault: z.boolean().optional(),
});
export type CustomerRequest = z.infer<typeof customerRequest>;

export const relationships = ['none', 'reseller'] as const;

export const companyProfile = z.object({
  tenantId: z.guid(),
  domain: z.string(),
  companyName: z.string(),
  organizationRegistrationNumber: z.string().optional(),
  /** With delegated access only, as `email`. */
  address: address.optional(),
  email: z.string().optional(),
  links: selfLink,
  attributes,
});
export type CompanyProfile = z.infer<typeof companyProfile>;

export const billingProfile = z.object({
  id: z.guid(),
  firstName: z.string().optional(),
  lastName: z.string().optional(),
  email: z.string(),
  culture: z.string(),
  language: z.string(),
  companyName: z.string(),
  defaultAddress: address,
  links: selfLink,
  attributes: attributes.extend({ etag: z.string() }),
});
export type BillingProfile = z.infer<typeof billingProfile>;

/** GET customers/{id}; with `userCredentials` the answer of POST customers. */
export const customer = z.object({
  id: z.guid(),
  commerceId: z.guid(),
  companyProfile,
  billingProfile,
  relationshipToPartner: z.enum(relationships),
  allowDelegatedAccess: z.boolean(),
  /** As it was sent, in the answer of POST customers. */
  enableGDAPByDefault: z.boolean().optional(),
  /** Tenant id of the indirect reseller; told to its provider only. */
  associatedPartnerId: z.guid().optional(),
  customDomains: z.array(z.string()).optional(),
  /** Told once. */
  userCredentials: z.object({ userName: z.string(), password: z.string() }).optional(),
  links: selfLink,
  attributes,
});
export type Customer = z.infer<typeof customer>;

/** An item of GET customers. */
export const listedCustomer = z.object({
  id: z.guid(),
  companyProfile: companyProfile.pick({
    tenantId: true,
    domain: true,
    companyName: true,
    links: true,
    attributes: true,
  }),
  relationshipToPartner: z.enum(relationships),
  links: selfLink,
  attributes,
});
export type ListedCustomer = z.infer<typeof listedCustomer>;
export const customers = collectionOf(listedCustomer);
export type Customers = z.infer<typeof customers>;

export const agreementTypes = ['MicrosoftCloudAgreement', 'MicrosoftCustomerAgreement'] as const;

/** An item of GET agreements: a template that may be confirmed. */
export const agreementMetadata = z.object({
  templateId: z.string(),
  agreementType: z.enum(agreementTypes),
  agreementLink: z.string(),
  versionRank: z.number().int(),
});
export type AgreementMetadata = z.infer<typeof agreementMetadata>;
export const agreementMetadataList = collectionOf(agreementMetadata);

/** GET agreementtemplates/{id}/document: links that work for five minutes. */
export const agreementDocument = z.object({
  displayUri: z.string(),
  downloadUri: z.string(),
  language: z.string(),
  country: z.string(),
});
export type AgreementDocument = z.infer<typeof agreementDocument>;

const agreementContact = z.object({
  firstName: lineText(50).min(1),
  lastName: lineText(50).min(1),
  email,
  phoneNumber: lineText(30).optional(),
});

/** Request: POST customers/{id}/agreements. `dateAgreed`: a day or a moment, ISO 8601; a day without zone is UTC. */
export const agreementRequest = z.object({
  primaryContact: agreementContact,
  templateId: z.string().min(1).max(100),
  dateAgreed: z.string().min(1).max(40),
  type: z.string().max(100),
});
export type AgreementRequest = z.infer<typeof agreementRequest>;

export const agreement = z.object({
  userId: z.guid(),
  primaryContact: agreementContact,
  templateId: z.string(),
  dateAgreed: z.string(),
  type: z.enum(agreementTypes),
  /** In lists. */
  agreementLink: z.string().optional(),
});
export type Agreement = z.infer<typeof agreement>;
export const agreements = collectionOf(agreement);
export type Agreements = z.infer<typeof agreements>;

export const directSignStatus = z.object({ isSigned: z.boolean() });

const values = z.object({ value: z.array(z.string()) });

/**
 * GET countryvalidationrules/{iso2}: the members of both documented shapes. Only what is known of a country is there;
 * a missing member means "not known", not "no".
 */
export const countryInformation = z.object({
  iso2Code: z.string(),
  isRegistrationNumberSupported: z.boolean(),
  customerOrganizationRegistrationNumberRequired: z.boolean(),
  customerOrganizationPhoneNumberRequired: z.boolean(),
  defaultCulture: z.string(),
  isStateRequired: z.boolean(),
  isPostalCodeRequired: z.boolean(),
  isCityRequired: z.boolean(),
  isTaxIdSupported: z.boolean(),
  isTaxIdOptional: z.boolean(),
  isVatIdSupported: z.boolean(),
  /** Codes of the states, one of which an address names; empty where any text is taken. */
  states: values,
  supportedStatesList: z.array(z.string()),
  supportedLanguages: values,
  supportedLanguagesList: z.array(z.string()),
  supportedCultures: values,
  supportedCulturesList: z.array(z.string()),
  countryCallingCodes: values,
  countryCallingCodesList: z.array(z.string()),
  geographicRegion: z.string(),
  /** Patterns for the whole text. */
  postalCodeRegex: z.string().optional(),
  phoneNumberRegex: z.string().optional(),
  taxIdFormat: z.string().optional(),
  resellerAgreementRegion: z.string().optional(),
  links: selfLink,
  attributes,
});
export type CountryInformation = z.infer<typeof countryInformation>;

/** POST validations/address, but for the Java SDK, which reads a bare boolean. */
export const addressValidation = z.object({
  originalAddress: address,
  suggestedAddresses: z.array(address),
  status: z.enum(['NotValidated', 'None']),
  validationMessage: z.string(),
});
export type AddressValidation = z.infer<typeof addressValidation>;

export const mpnProfile = z.object({
  mpnId: z.string(),
  partnerName: z.string(),
  profileType: z.string(),
  links: selfLink,
  attributes,
});
export type MpnProfile = z.infer<typeof mpnProfile>;

/** GET compliance/csp/agreementstatus; a reseller that has not signed is an error. */
export const agreementStatus = z.object({ isAgreementSigned: z.boolean() });
export type AgreementStatus = z.infer<typeof agreementStatus>;
