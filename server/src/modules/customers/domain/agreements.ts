/** Customer agreements: the templates there are, and when a confirmation is taken (rule F6; wire contract, 2.8). Pure. */
import { allowed, dayOf, refused, type Verdict } from '../../../kernel/index.ts';
import { rules } from '../../../programme/rules/index.ts';

export const agreementTypes = ['MicrosoftCloudAgreement', 'MicrosoftCustomerAgreement'] as const;
export type AgreementType = (typeof agreementTypes)[number];

export interface AgreementTemplate {
  readonly id: string;
  readonly type: AgreementType;
  /** The higher one replaces the lower one of its type. */
  readonly versionRank: number;
}

/** Ids as existing clients know them. */
export const agreementTemplates: readonly AgreementTemplate[] = [
  { id: '998b88de-aa99-4388-a42c-1b3517d49490', type: 'MicrosoftCloudAgreement', versionRank: 0 },
  { id: '117a77b0-9360-443b-8795-c6dedc750cf9', type: 'MicrosoftCustomerAgreement', versionRank: 1 },
];

/** What a purchase of marketplace offers asks for (rule F6). */
export const purchaseAgreement: AgreementType = 'MicrosoftCustomerAgreement';

/** Template ids are compared as they are written (wire contract, 2.8). */
export function findTemplate(id: string): AgreementTemplate | undefined {
  return agreementTemplates.find((template) => template.id === id);
}

/** The day it was accepted, where that was; and the moment, where one is known. */
interface AgreedOn {
  readonly dateAgreed: Temporal.PlainDate;
  readonly agreedAt?: Temporal.Instant | undefined;
}

/** An agreement is confirmed for a day that has begun in UTC (rule F24), or for a moment that has passed. */
export function dateAgreedVerdict({ dateAgreed, agreedAt }: AgreedOn, now: Temporal.Instant): Verdict {
  if (Temporal.PlainDate.compare(dateAgreed, dayOf(now)) <= 0) return allowed;
  if (agreedAt && Temporal.Instant.compare(agreedAt, now) <= 0) return allowed;
  return refused(
    rules.F6,
    `The agreement is dated ${dateAgreed.toString()}, which is in the future. Give the day it was accepted.`,
  );
}

/** Languages the templates are written in. */
export const documentLanguages = ['en-US', 'fr-FR'] as const;
export type DocumentLanguage = (typeof documentLanguages)[number];
