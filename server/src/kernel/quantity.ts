/** Seats: whole numbers with a ceiling. Other quantities (metered units) are decimals. */

/** The service's own ceiling on seats of one subscription (SaaS fulfillment contract, section 3). */
export const maxSeats = 1_000_000;

/** How many of a plan may be bought at once; of one with a flat price one. */
export function seatBounds({ perSeat, seats }: { readonly perSeat: boolean; readonly seats: SeatRange }): SeatRange {
  return perSeat ? seats : { min: 1, max: 1 };
}

export interface SeatRange {
  readonly min: number;
  readonly max: number;
}

/** Whether a value is a whole number of seats within `min..max`. */
export function isSeatCount(value: unknown, min = 1, max = maxSeats): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= min && value <= max;
}
