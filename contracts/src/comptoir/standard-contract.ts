/** The standard contract that offers may have instead of terms of their own (SUP-04). Public: it asks for no token. */
import { z } from 'zod';
import { dayText } from './words.ts';

export const contractLanguage = z.enum(['en', 'fr']);

/** `on`: the version that applied that day, today's when absent. `language`: else that of X-Locale, else English. */
export const standardContractQuery = z.strictObject({ on: dayText.optional(), language: contractLanguage.optional() });

// GET /comptoir/v1/standard-contract, and …/standard-contract/document as PDF
export const standardContract = z.object({
  /** First day of this version, which names it. */
  since: z.string(),
  language: contractLanguage,
  title: z.string(),
  introduction: z.array(z.string()),
  clauses: z.array(z.object({ heading: z.string(), paragraphs: z.array(z.string()) })),
  /** First days of all versions, the oldest first. */
  versions: z.array(z.string()),
});
export type StandardContract = z.infer<typeof standardContract>;

/** GET /comptoir/v1/customers/{customerId}/subscriptions/{subscriptionId}/terms (permission `subscriptions.read`). */
export const subscriptionTerms = z.object({
  /** The standard contract, or the publisher's own terms at `url`. */
  standardContract: z.boolean(),
  url: z.string(),
  /** The day it was bought: the version of that day applies. */
  boughtOn: z.string(),
});
export type SubscriptionTerms = z.infer<typeof subscriptionTerms>;
