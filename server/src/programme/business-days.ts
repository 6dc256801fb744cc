/**
 * Business days of a country: neither its weekend nor one of its public holidays (rule B15, decision 0061). Holidays by the
 * package date-holidays, national ones only; a country it does not know has none.
 */
import Holidays from 'date-holidays';
import { LRUCache } from 'lru-cache';

/** Public holidays of a country and year, by day; made once, because computing them takes milliseconds. */
const known = new LRUCache<string, ReadonlySet<string>>({ max: 500 });

function holidaysOf(country: string, year: number): ReadonlySet<string> {
  const key = `${country}/${year}`;
  const there = known.get(key);
  if (there) return there;
  const days = new Set(
    new Holidays(country)
      .getHolidays(year)
      .filter(({ type }) => type === 'public')
      .flatMap(({ date, end, start }) => daysOf(date.slice(0, 10), end.getTime() - start.getTime())),
  );
  known.set(key, days);
  return days;
}

const dayMs = 86_400_000;
/** Longest holiday that is believed, in days. */
const longest = 15;

/** A holiday of several days is each of them; one that ends early is its day. */
function daysOf(first: string, lengthMs: number): string[] {
  const count = Math.min(longest, Math.max(1, Math.floor(lengthMs / dayMs)));
  const day = Temporal.PlainDate.from(first);
  return Array.from({ length: count }, (_, at) => day.add({ days: at }).toString());
}

interface WeekInfo {
  readonly weekend: readonly number[];
}

/** Days of the week that are no business days, Monday 1 to Sunday 7: Saturday and Sunday where nothing else is known. */
function weekendOf(country: string): readonly number[] {
  const locale = new Intl.Locale(`und-${country}`) as Intl.Locale & { getWeekInfo?: () => WeekInfo };
  return locale.getWeekInfo?.().weekend ?? [6, 7];
}

/** `country`: ISO 3166-1 alpha-2, upper case. */
export function isBusinessDay(country: string, day: Temporal.PlainDate): boolean {
  return !weekendOf(country).includes(day.dayOfWeek) && !holidaysOf(country, day.year).has(day.toString());
}

/** The `count`-th business day behind `from`, 1 to 30; `from` itself does not count. */
export function addBusinessDays(country: string, from: Temporal.PlainDate, count: number): Temporal.PlainDate {
  let day = from;
  for (let left = Math.min(count, 30); left > 0;) {
    day = day.add({ days: 1 });
    if (isBusinessDay(country, day)) left -= 1;
  }
  return day;
}

/** How long a verification takes, in business days (rule B15). */
export const reviewDays = { least: 3, most: 5 } as const;

/** From which day a decision is expected and by which, once the address was confirmed on a day. */
export function expectedReview(
  country: string,
  confirmedOn: Temporal.PlainDate,
): { readonly from: Temporal.PlainDate; readonly by: Temporal.PlainDate } {
  return {
    from: addBusinessDays(country, confirmedOn, reviewDays.least),
    by: addBusinessDays(country, confirmedOn, reviewDays.most),
  };
}
