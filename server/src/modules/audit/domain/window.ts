/** The days that a request for records may name (wire contract, section 9.3; client expectations, section 1, rule 9). */
import { dayOf, readMoment, startOfDay } from '../../../kernel/index.ts';

export interface Window {
  /** Included. */
  readonly from: Temporal.Instant;
  /** Not included. */
  readonly before: Temporal.Instant;
}

export const oldestDays = 90;
const usualDays = 30;

/** What is wrong with a request's days. */
export type WindowProblem = 'startDate' | 'endDate' | 'tooOld' | 'reversed' | 'ahead';

/**
 * What a request names: the last 30 days unless it says when they begin; an end that is a day is included whole. `now` is
 * business time.
 */
export function windowOf(
  now: Temporal.Instant,
  { startDate, endDate }: { readonly startDate?: string | undefined; readonly endDate?: string | undefined },
): Window | WindowProblem {
  const today = dayOf(now);
  const start = startDate === undefined ? today.subtract({ days: usualDays }) : readTime(startDate);
  const end = endDate === undefined ? today.add({ days: 1 }) : readTime(endDate);
  if (!start) return 'startDate';
  if (!end) return 'endDate';
  const from = start instanceof Temporal.PlainDate ? startOfDay(start) : start;
  const before =
    end instanceof Temporal.PlainDate ? startOfDay(endDate === undefined ? end : end.add({ days: 1 })) : end;
  if (Temporal.Instant.compare(from, startOfDay(today.subtract({ days: oldestDays }))) < 0) return 'tooOld';
  const order = Temporal.Instant.compare(from, before);
  const isReversed = order > 0 || (order === 0 && end instanceof Temporal.PlainDate);
  if (isReversed) return endDate === undefined ? 'ahead' : 'reversed';
  return { from, before };
}

const dotnet = /^(\d\d?)\/(\d\d?)\/(\d{4})(?: (\d\d?):(\d\d):(\d\d)(?: ([AP]M))?)?$/i;
const days = /^(\d{4})-(\d\d)-(\d{2,3})$/;

/** A day or a moment in UTC, in any spelling that clients send; undefined for what is none. */
export function readTime(text: string): Temporal.PlainDate | Temporal.Instant | undefined {
  try {
    const day = days.exec(text);
    if (day) return readDay(Number(day[1]), Number(day[2]), Number(day[3]));
    const given = dotnet.exec(text);
    return given ? readDotNet(given) : readMoment(text);
  } catch {
    return undefined;
  }
}

/**
 * `2026-10-29`, or as the Java SDK writes it by mistake, with the day of the year where the month's belongs: `2026-10-302`.
 * From February on a day of the year is larger than any day of a month; in January both are the same.
 */
function readDay(year: number, month: number, day: number): Temporal.PlainDate | undefined {
  const first = Temporal.PlainDate.from({ year, month, day: 1 }, { overflow: 'reject' });
  if (day <= first.daysInMonth) return Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' });
  const ofYear = Temporal.PlainDate.from({ year, month: 1, day: 1 }).add({ days: day - 1 });
  return ofYear.year === year && ofYear.month === month ? ofYear : undefined;
}

/** `6/1/2017 12:00:00 AM` of the documents, `10/22/2026 06:05:46` of the .NET SDK: the invariant culture, month first. */
function readDotNet([, month, day, year, hour, minute, second, half]: RegExpExecArray):
  | Temporal.PlainDate
  | Temporal.Instant {
  const date = Temporal.PlainDate.from(
    { year: Number(year), month: Number(month), day: Number(day) },
    { overflow: 'reject' },
  );
  if (hour === undefined) return date;
  const hours = half === undefined ? Number(hour) : (Number(hour) % 12) + (half.toUpperCase() === 'PM' ? 12 : 0);
  const time = Temporal.PlainTime.from(
    { hour: hours, minute: Number(minute), second: Number(second) },
    { overflow: 'reject' },
  );
  return date.toZonedDateTime({ timeZone: 'UTC', plainTime: time }).toInstant();
}
