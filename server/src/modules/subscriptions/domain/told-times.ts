/** When an account is told by mail of its subscriptions (rules F20, F24; SaaS fulfillment contract, section 2). Pure. */
import { termOverAt } from './term.ts';

/** A purchase that still waits for its set-up is told after a day, and once more before it is void (decision 0108). */
export const setUpRemindedAfterDays = [1, 25] as const;
/** What was activated in an hour is one mail. */
export const activationToldAfterHours = 1;
/** A renewal, or an end, of a term of a year or more is told so long before. */
export const termToldBeforeDays = 30;

export const setUpRemindedAt = (boughtAt: Temporal.Instant) => boughtAt.add({ hours: 24 * setUpRemindedAfterDays[0] });
export const activationToldAt = (activatedAt: Temporal.Instant) => activatedAt.add({ hours: activationToldAfterHours });
export const renewalToldAt = (termEnd: Temporal.PlainDate) =>
  termOverAt(termEnd).subtract({ hours: 24 * termToldBeforeDays });
