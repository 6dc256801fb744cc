/** Moments as clients write them: any form of ISO 8601, with whatever offset and however many digits of a second. */

/** Temporal keeps nanoseconds; what is beyond them is below any clock of ours. */
const beyondNanoseconds = /([.,]\d{9})\d+/;

/** Week and ordinal dates, which Temporal does not read: `2027-W02-4`, `2027-014`, either with a time or not, or without dashes. */
const weekDate = /^(\d{4})-?W(\d{2})-?([1-7])(?=T|$)/i;
const ordinalDate = /^(\d{4})(?:-?)(\d{3})(?=T|$)/i;
/** The midnight that ends a day. */
const endOfDay = /^(.+)T24(?::?00(?::?00(?:[.,]0+)?)?)?(?=Z|[+-]|$)/i;

/** The same in the forms that Temporal reads. Throws RangeError for a day that is none. */
function spelled(text: string): string {
  const calendar = text
    .trim()
    .replace(beyondNanoseconds, '$1')
    .replace(weekDate, (_all, year, week, day) => dayOfWeek(Number(year), Number(week), Number(day)))
    .replace(ordinalDate, (_all, year, day) => dayOfYear(Number(year), Number(day)));
  return calendar.replace(endOfDay, (_all, day: string) => `${dayAfter(day)}T00:00`);
}

function dayOfWeek(year: number, week: number, day: number): string {
  // The first week is the one with 4 January.
  const fourth = Temporal.PlainDate.from({ year, month: 1, day: 4 });
  const found = fourth.add({ days: (week - 1) * 7 + day - fourth.dayOfWeek });
  if (found.yearOfWeek !== year || found.weekOfYear !== week) throw new RangeError(`no week ${week} in ${year}`);
  return found.toString();
}

function dayOfYear(year: number, day: number): string {
  const found = Temporal.PlainDate.from({ year, month: 1, day: 1 }).add({ days: day - 1 });
  if (found.year !== year) throw new RangeError(`no day ${day} in ${year}`);
  return found.toString();
}

function dayAfter(day: string): string {
  return Temporal.PlainDate.from(day).add({ days: 1 }).toString();
}

/** What one of the readings makes of a text. */
function firstRead<Read>(text: string, readings: readonly ((iso: string) => Read)[]): Read | undefined {
  for (const read of readings) {
    try {
      return read(spelled(text));
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
    }
  }
  return undefined;
}

/** Years that ISO 8601 writes with four digits, and .NET has; Temporal's others are beyond what databases and clients hold. */
const firstMoment = Temporal.Instant.from('0001-01-01T00:00:00Z');
const lastMoment = Temporal.Instant.from('9999-12-31T23:59:59.999999999Z');

/**
 * Reads a moment of the years 1 to 9999: a date and time with its offset, or a date or date-time that names none and is
 * UTC. Undefined for what is no moment.
 */
export function readMoment(text: string): Temporal.Instant | undefined {
  const at = anyMoment(text);
  if (!at || Temporal.Instant.compare(at, firstMoment) < 0) return undefined;
  return Temporal.Instant.compare(at, lastMoment) > 0 ? undefined : at;
}

function anyMoment(text: string): Temporal.Instant | undefined {
  return firstRead(text, [
    (iso) => Temporal.Instant.from(iso),
    (iso) => Temporal.PlainDateTime.from(iso).toZonedDateTime('UTC').toInstant(),
  ]);
}

/** The day that a moment has where it was written: an offset moves no day. Undefined for what is no moment. */
export function readWrittenDay(text: string): Temporal.PlainDate | undefined {
  if (!readMoment(text)) return undefined;
  return firstRead(text, [
    (iso) => Temporal.PlainDate.from(iso),
    // What ends in Z has no day but that in UTC.
    (iso) => Temporal.Instant.from(iso).toZonedDateTimeISO('UTC').toPlainDate(),
  ]);
}

/** A written French date: the first of a month is an ordinal, `1er janvier 2027`. */
export function frenchOrdinal(text: string): string {
  return text.replace(/^1(?=\s)/, '1er');
}
