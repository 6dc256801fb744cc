/** Customer agreements: the templates there are, and when a confirmation is taken (rule F6; wire contract, 2.8). Pure. */
import { dayOf } from '../../../kernel/index.ts';

export const agreementTypes = ['MicrosoftCloudAgreement', 'MicrosoftCustomerAgreement'] as const;
export type AgreementType = (typeof agreementTypes)[number];

export interface AgreementTemplate {
  readonly id: string;
  readonly type: AgreementType;
  /** The higher one replaces the lower one of its type. */
  readonly versionRank: number;
}

/**
 * When the programme began: no customer accepted an agreement of it before. Nothing documented says more (wire contract, 2.8):
 * its own sample of the customer agreement is of June 2018 (decision 0087).
 */
const programmeBegan = Temporal.PlainDate.from('2014-01-01');

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

export interface WrongDay {
  readonly code: 'AgreementDateInFuture' | 'AgreementDateTooEarly';
  readonly reason: string;
  readonly values: Readonly<Record<string, string>>;
}

/**
 * An agreement is confirmed for a day that has begun in UTC (rule F24), or for a moment that has passed; and for no day on
 * which there was no programme yet.
 */
export function wrongDay({ dateAgreed, agreedAt }: AgreedOn, now: Temporal.Instant): WrongDay | undefined {
  const dated = `The agreement is dated ${dateAgreed.toString()}`;
  const give = 'Give the day it was accepted.';
  if (Temporal.PlainDate.compare(dateAgreed, programmeBegan) < 0) {
    const { year } = programmeBegan;
    const reason = `${dated}, and the programme began in ${year}. ${give}`;
    return { code: 'AgreementDateTooEarly', reason, values: { year: String(year) } };
  }
  if (Temporal.PlainDate.compare(dateAgreed, dayOf(now)) <= 0) return undefined;
  if (agreedAt && Temporal.Instant.compare(agreedAt, now) <= 0) return undefined;
  return { code: 'AgreementDateInFuture', reason: `${dated}, which is in the future. ${give}`, values: {} };
}

/** Languages the templates are written in. */
export const documentLanguages = ['en-US', 'fr-FR'] as const;
export type DocumentLanguage = (typeof documentLanguages)[number];
