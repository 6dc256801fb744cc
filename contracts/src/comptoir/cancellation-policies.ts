/** How long a subscription can be cancelled for a full refund, from which day on (permission `programme.operate`; rules F21, F22). */
import { z } from 'zod';
import { dayText, lineText } from './words.ts';

export const cancellationPolicy = z.object({
  /** First day, UTC, of terms that have these windows; a term that began before keeps those it began with. */
  effectiveFrom: z.string(),
  /** For what is billed monthly. */
  monthlyHours: z.number().int(),
  /** For every longer billing cycle. */
  otherHours: z.number().int(),
  state: z.enum(['ahead', 'inForce', 'past']),
  /** `programme`: what the documents say, until the operator chose. */
  by: z.enum(['programme', 'operator']),
  /** The document that the operator follows. */
  source: z.string().optional(),
  setBy: z.string().optional(),
});
export type CancellationPolicy = z.infer<typeof cancellationPolicy>;

// GET /operator/cancellation-policies: the newest first; POST → 201; DELETE …/{effectiveFrom} → 204, of a day to come
export const cancellationPolicies = z.object({ items: z.array(cancellationPolicy) });

const hours = z.number().int().min(0).max(8784);

export const newCancellationPolicy = z.strictObject({
  /** A day to come. */
  effectiveFrom: dayText,
  monthlyHours: hours,
  otherHours: hours,
  source: lineText(300).refine((text) => text !== '', 'must say which document is followed'),
});
export type NewCancellationPolicy = z.infer<typeof newCancellationPolicy>;

export const cancellationPolicyPath = z.strictObject({ effectiveFrom: dayText });
