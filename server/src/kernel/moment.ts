/** Moments as clients write them: any form of ISO 8601, with whatever offset and however many digits of a second. */

/** Temporal keeps nanoseconds; what is beyond them is below any clock of ours. */
const beyondNanoseconds = /([.,]\d{9})\d+/;

/**
 * Reads a moment: a date and time with its offset, or a date or date-time that names none and is UTC. Undefined for what
 * is no moment.
 */
export function readMoment(text: string): Temporal.Instant | undefined {
  const spelled = text.trim().replace(beyondNanoseconds, '$1');
  for (const read of [
    () => Temporal.Instant.from(spelled),
    () => Temporal.PlainDateTime.from(spelled).toZonedDateTime('UTC').toInstant(),
  ]) {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
    }
  }
  return undefined;
}
