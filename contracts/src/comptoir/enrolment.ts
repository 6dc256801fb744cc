/**
 * How a company comes into the programme: `/comptoir/v1/sign-up…` (public), `/enrolments…` and `/locations…` (permission
 * `enrolment.manage`; identifiers are read with `profiles.read`).
 */
import { z } from 'zod';
import { ruleWords } from './rules.ts';
import { countryCode, guid, instant, lineText, plainText } from './words.ts';

export const enrolmentKinds = ['reseller', 'direct', 'provider', 'publisher'] as const;
export const enrolmentKind = z.enum(enrolmentKinds);
export type EnrolmentKind = z.infer<typeof enrolmentKind>;

const mailLanguage = z.enum(['en', 'fr']);
const said = (max: number) => lineText(max).refine((text) => text !== '', 'must not be empty');
const mailAddress = said(320).refine(
  (text) => /^[^\s@<>()[\]\\,;:"]{1,64}@[^\s@<>()[\]\\,;:"]{1,253}$/u.test(text),
  'must be an email address',
);
/** Of a mail's link. */
const linkToken = z.string().min(1).max(200);

// POST /comptoir/v1/sign-up → 202, the same for every address; 400 SignUpRefused; 429 TooManyRequests
export const newSignUp = z.strictObject({
  companyName: said(256),
  country: countryCode,
  firstName: said(100),
  lastName: said(100),
  email: mailAddress,
  language: mailLanguage.default('en'),
});
export type NewSignUp = z.input<typeof newSignUp>;
export const signUpAsked = z.object({});

// GET /comptoir/v1/sign-up/countries (public): where companies of the programme have offices, on the business date, with the
// region in which they then sell (AZP-58, AZP-59)
export const signUpCountries = z.object({
  items: z.array(z.object({ country: countryCode, regionCode: z.string(), region: z.string() })),
});

// POST /comptoir/v1/sign-up/read → who the link is for; nothing changes. 404 LinkUnknown; 409 LinkUsed, LinkExpired
export const linkRequest = z.strictObject({ token: linkToken });
export const readSignUp = z.object({
  companyName: z.string(),
  country: countryCode,
  email: z.string(),
  firstName: z.string(),
  lastName: z.string(),
});
// POST /comptoir/v1/sign-up/confirm: the account is made with this password
export const confirmSignUp = z.strictObject({ token: linkToken, password: z.string().min(1).max(200) });
export const confirmedSignUp = z.object({ userPrincipalName: z.string() });

// POST /comptoir/v1/enrolment-confirmation/read, and …/confirm, which confirms the address
export const readConfirmation = z.object({ companyName: z.string(), email: z.string() });
export const confirmedAddress = z.object({ companyName: z.string() });

export const companyAddress = z.strictObject({
  addressLine1: lineText(200).default(''),
  addressLine2: lineText(200).default(''),
  city: lineText(100).default(''),
  state: lineText(100).default(''),
  postalCode: lineText(20).default(''),
});
export type CompanyAddress = z.infer<typeof companyAddress>;

/** Of a location: accounts of before have none. */
const locationAddress = z.object({
  addressLine1: z.string().optional(),
  addressLine2: z.string().optional(),
  city: z.string().optional(),
  state: z.string().optional(),
  postalCode: z.string().optional(),
});

export const employees = ['', '1-9', '10-49', '50-249', '250+'] as const;
export const supportPlans = ['', 'asfp', 'psfp'] as const;

/** The draft: what is not known yet is an empty text. What is missing is told when it is sent. */
export const enrolmentProfile = z.strictObject({
  company: z.strictObject({
    name: lineText(300),
    registrationNumber: lineText(100).default(''),
    taxId: lineText(100).default(''),
    /** Nine digits when the company was found by it. */
    duns: lineText(20).default(''),
    entry: z.enum(['lookup', 'manual']).default('manual'),
    address: companyAddress,
    /** Which form of the address was taken, where one was suggested. */
    addressChoice: z.enum(['typed', 'suggested']).default('typed'),
  }),
  business: z.strictObject({
    tradeName: lineText(300).default(''),
    website: lineText(2048).default(''),
    employees: z.enum(employees).default(''),
    description: plainText(2000).default(''),
  }),
  primaryContact: z.strictObject({
    firstName: lineText(100),
    lastName: lineText(100),
    email: lineText(320),
    phoneNumber: lineText(50),
    /** Of its mails. */
    language: mailLanguage.default('en'),
  }),
  supportContact: z.strictObject({
    email: lineText(320),
    phoneNumber: lineText(50),
    website: lineText(2048).default(''),
  }),
  /** What a direct-bill partner declares (rule B23). */
  direct: z
    .strictObject({ revenueUsd: lineText(20).default(''), supportPlan: z.enum(supportPlans).default('') })
    .default({ revenueUsd: '', supportPlan: '' }),
});
export type EnrolmentProfile = z.infer<typeof enrolmentProfile>;

export const vettingStatus = z.enum(['none', 'pending', 'authorized', 'rejected']);
export const vettingSubStatus = z.enum([
  'none',
  'entry',
  'email_ownership',
  'email_domain',
  'employment_verification',
  'business_verification',
  'decision',
  'other',
]);
export const vettingChecks = [
  'email_ownership',
  'email_domain',
  'employment_verification',
  'business_verification',
  'due_diligence',
] as const;
export const vettingCheck = z.enum(vettingChecks);
export const checkState = z.enum(['pending', 'passed', 'failed']);
/** In the words of Legal info > Program info (rule B18). */
export const programmeStatus = z.enum([
  'notSubmitted',
  'pendingQualification',
  'qualified',
  'active',
  'rejected',
  'restricted',
]);
export const documentTypes = ['registration', 'address', 'employment', 'domain', 'other'] as const;
export const documentType = z.enum(documentTypes);

export const enrolmentDocument = z.object({
  id: guid,
  documentType,
  comment: z.string().nullable(),
  fileName: z.string(),
  mediaType: z.string(),
  sizeBytes: z.number().int(),
  /** Hexadecimal. */
  sha256: z.string(),
  uploadedAt: instant,
});
export type EnrolmentDocument = z.infer<typeof enrolmentDocument>;

/** What a company is called and where it is. */
export const companySummary = z.object({
  name: z.string(),
  registrationNumber: z.string(),
  address: companyAddress,
});

export const enrolment = z.object({
  kind: enrolmentKind,
  companyName: z.string(),
  country: countryCode,
  /** Code of the CSP region, and its name. */
  region: z.string(),
  regionName: z.string(),
  programmeStatus,
  vettingStatus,
  vettingSubStatus,
  profile: enrolmentProfile,
  /** As it was verified last; null: never. While a change of it is verified, it is what counts. */
  verifiedCompany: companySummary.nullable(),
  /** Named by the next save. */
  revision: z.number().int(),
  /** The PartnerID that transacts; null: none yet. */
  mpnId: z.string().nullable(),
  /** Whether that is another account's location. */
  mpnIdOfAnotherAccount: z.boolean(),
  agreementSigned: z.boolean(),
  startedAt: instant,
  submittedAt: instant.nullable(),
  emailConfirmedAt: instant.nullable(),
  /** From which day a decision is expected, and by which: the third and the fifth business day (rule B15). */
  expected: z.object({ from: z.string(), by: z.string() }).nullable(),
  /** The fifth business day is over. */
  overdue: z.boolean(),
  decidedAt: instant.nullable(),
  /** Why it was rejected. */
  reason: z.string().nullable(),
  checks: z.array(z.object({ name: vettingCheck, state: checkState })),
  documents: z.array(enrolmentDocument),
  /** Only the support contact is needed: the company is in the programme already (rule B2). */
  shortPath: z.boolean(),
  /** What the country asks. */
  registrationIdRequired: z.boolean(),
  addressValidated: z.boolean(),
  /** US dollars a direct-bill partner has to show; null where nothing is asked. */
  revenueUsd: z.string().nullable(),
});
export type Enrolment = z.infer<typeof enrolment>;

// GET /comptoir/v1/enrolments: the company's own, and as what it may enrol
export const ownEnrolments = z.object({
  items: z.array(enrolment),
  /** The partner account that the operator entered, of a company without an enrolment of that kind; null: none. */
  partnerAccount: enrolment
    .pick({
      companyName: true,
      country: true,
      region: true,
      regionName: true,
      programmeStatus: true,
      agreementSigned: true,
    })
    .extend({ kind: z.enum(['direct', 'provider', 'reseller']), mpnId: z.string() })
    .nullable(),
  kinds: z.array(
    z.object({
      kind: enrolmentKind,
      allowed: z.boolean(),
      /** Why not, with the rule. */
      reason: z.string().nullable(),
      rule: ruleWords.nullable(),
      /** What the company is already, when that is why not (rule B21). */
      held: z.enum(['direct', 'provider', 'reseller']).nullable(),
    }),
  ),
  /** Whether companies can be looked up by their DUNS number here. */
  companyDirectory: z.boolean(),
});
export type OwnEnrolments = z.infer<typeof ownEnrolments>;

// POST /comptoir/v1/enrolments → 201 enrolment; 403 EnrolmentRefused with the rule
export const newEnrolment = z.strictObject({ kind: enrolmentKind });
export const enrolmentPath = z.strictObject({ kind: enrolmentKind });
// PUT /comptoir/v1/enrolments/{kind}/draft → 200 enrolment; 409 EnrolmentChanged, EnrolmentMoveRefused
export const saveEnrolment = z.strictObject({
  revision: z.number().int(),
  profile: enrolmentProfile,
  /** A part that is meant to be whole: where something of it is missing or wrong, that is told and nothing is saved. */
  complete: z.enum(['company', 'contacts']).optional(),
});
// PUT /comptoir/v1/enrolments/{kind}/partner-id → 200 enrolment; 403 AssociationCodeRefused (also for a PartnerID nobody has); 409 PartnerIdRefused, PartnerIdInUse
export const associatePartnerId = z.strictObject({
  /** Null: later. Until then neither the agreement nor orders (rule B9). */
  mpnId: z
    .string()
    .trim()
    .regex(/^\d{5,10}$/, 'must be a PartnerID of 5 to 10 digits')
    .nullable(),
  /** Of a location of another account. */
  code: z.string().trim().max(200).optional(),
});
// POST /comptoir/v1/enrolments/{kind}/submit → 200 enrolment; 400 EnrolmentIncomplete with every problem
// POST /comptoir/v1/enrolments/{kind}/resend → 200 enrolment; 429 TooManyRequests

// POST /comptoir/v1/legal-profile/change → 200 enrolment: a verified company has its new name or address verified;
// 400 CompanyUnchanged, EnrolmentIncomplete; 409 EnrolmentMoveRefused while one waits. DELETE takes it back.
export const companyChange = z.strictObject({
  name: said(300),
  registrationNumber: lineText(100).default(''),
  address: companyAddress,
});
export type CompanyChange = z.infer<typeof companyChange>;

/** POST …/{kind}/documents?documentType=&comment=&fileName= → 201 enrolment; the file is the body, of any content type. */
export const newDocument = z.strictObject({
  documentType,
  comment: lineText(1000).default(''),
  fileName: z.string().min(1).max(1000),
});
export const documentBytes = 10 * 1024 * 1024;

// POST /comptoir/v1/enrolments/address-check
export const addressCheck = z.strictObject({ country: countryCode, address: companyAddress });
export const checkedAddress = z.object({
  /** Whether addresses typed for the country are validated at all. */
  validated: z.boolean(),
  problems: z.array(z.object({ member: z.string(), problem: z.enum(['missing', 'malformed']) })),
  /** The postal form, where it differs. It is suggested, never imposed. */
  suggestion: companyAddress.nullable(),
});
export type CheckedAddress = z.infer<typeof checkedAddress>;

// GET /comptoir/v1/enrolments/company?duns= → 404 CompanyDirectoryNone, CompanyNotFound
export const companyQuery = z.strictObject({ duns: lineText(20) });
export const foundCompany = z.object({
  duns: z.string(),
  name: z.string(),
  country: countryCode,
  registrationNumber: z.string(),
  website: z.string(),
  address: companyAddress,
});
export type FoundCompany = z.infer<typeof foundCompany>;

export const location = z.object({
  mpnId: z.string(),
  /** `global`: of the headquarters, which does not transact. */
  type: z.enum(['global', 'location']),
  name: z.string(),
  country: countryCode,
  address: locationAddress,
  createdAt: instant,
  /** The one that transacts for this account. */
  associated: z.boolean(),
  /** Whether it is of this account. */
  own: z.boolean(),
  /** The other organisation that uses it, by a code. */
  usedBy: z.string().nullable(),
});
export type Location = z.infer<typeof location>;
// GET /comptoir/v1/locations (profiles.read)
export const locations = z.object({ items: z.array(location) });
// POST /comptoir/v1/locations → 201 location
export const newLocation = z.strictObject({ name: said(200), country: countryCode, address: companyAddress });
export type NewLocation = z.input<typeof newLocation>;
// POST /comptoir/v1/locations/{mpnId}/association-code → 201; told this once, and the one before opens nothing any more
export const locationPath = z.strictObject({ mpnId: z.string().max(20) });
export const associationCode = z.object({ id: guid, mpnId: z.string(), code: z.string(), expiresAt: instant });
export type AssociationCode = z.infer<typeof associationCode>;
/** GET /comptoir/v1/association-codes: the newest first, 100 at most. DELETE …/{codeId} → 204; 404 AssociationCodeUnknown */
export const associationCodes = z.object({
  items: z.array(
    z.object({
      id: guid,
      mpnId: z.string(),
      state: z.enum(['open', 'used', 'withdrawn', 'expired']),
      madeAt: instant,
      madeBy: z.string(),
      expiresAt: instant,
      usedAt: instant.nullable(),
      usedBy: z.string().nullable(),
    }),
  ),
});
export type AssociationCodeRow = z.infer<typeof associationCodes>['items'][number];
export const associationCodePath = z.strictObject({ codeId: guid });
