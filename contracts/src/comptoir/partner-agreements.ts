/** The agreements that partners and publishers sign: `/comptoir/v1/agreements…` (permission `agreement.sign`, rule B17). */
import { z } from 'zod';
import { enrolmentKind } from './enrolment.ts';
import { ruleWords } from './rules.ts';
import { contractLanguage, standardContract } from './standard-contract.ts';
import { dayText, instant } from './words.ts';

export const agreementName = z.enum(['partner', 'publisher']);

export const agreementSignature = z.object({
  signedAt: instant,
  signerName: z.string(),
  signerPrincipalName: z.string(),
  sourceAddress: z.string(),
  /** In which it was read; the English text prevails. */
  language: z.string(),
});

export const ownAgreement = z.object({
  agreement: agreementName,
  /** Code of the CSP region, and its name. */
  region: z.string(),
  regionName: z.string(),
  /** First day of the version that was accepted, or would be now. */
  version: z.string(),
  /** Of its English text, hexadecimal. */
  textSha256: z.string(),
  signedAt: instant.nullable(),
  /** Null while it is not signed, or was signed before signatures were kept here. */
  signature: agreementSignature.nullable(),
  mayAccept: z.boolean(),
  /** Why it cannot be accepted now, with the rule. */
  reason: z.string().nullable(),
  rule: ruleWords.nullable(),
});
export type OwnAgreement = z.infer<typeof ownAgreement>;

// GET /comptoir/v1/agreements
export const ownAgreements = z.object({ items: z.array(ownAgreement) });
export type OwnAgreements = z.infer<typeof ownAgreements>;

export const agreementPath = z.strictObject({ kind: agreementName });
/** `on`: the version that begins that day, today's when absent. */
export const agreementQuery = z.strictObject({ on: dayText.optional(), language: contractLanguage.optional() });
// GET /comptoir/v1/agreements/{kind}/text, and …/document as PDF
export const agreementText = standardContract;
export type AgreementText = z.infer<typeof agreementText>;

// GET /comptoir/v1/programme-documents (account.read): the contracts with their versions, and what each way in requires (AZP-63)
export const programmeDocuments = z.object({
  agreements: z.array(z.object({ agreement: agreementName, versions: z.array(dayText) })),
  requirements: z.array(z.object({ kind: enrolmentKind, rules: z.array(ruleWords) })),
  /** On the business date, of direct-bill partners: months as an indirect reseller, and US dollars; null where nothing is asked. */
  direct: z.object({ months: z.number().int(), revenueUsd: z.string().nullable() }),
});
export type ProgrammeDocuments = z.infer<typeof programmeDocuments>;

// POST /comptoir/v1/agreements/{kind}/accept → 200 ownAgreement; 403 AgreementNotOpen;
// 409 AgreementOtherRegion, AgreementAlreadySigned, AgreementChanged
export const acceptAgreement = z.strictObject({
  region: z.string().min(1).max(60),
  version: dayText,
  language: contractLanguage.default('en'),
});
