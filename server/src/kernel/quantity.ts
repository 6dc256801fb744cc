/** Seats: whole numbers with a ceiling. Other quantities (metered units) are decimals. */

/** The service's own ceiling on seats of one subscription (SaaS fulfillment contract, section 3). */
export const maxSeats = 1_000_000;

/** Whether a value is a whole number of seats within `min..max`. */
export function isSeatCount(value: unknown, min = 1, max = maxSeats): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= min && value <= max;
}
