/** Durations as Graph writes them, in days (rule D8, wire contract 8.5). */

export const leastDays = 1;
export const mostDays = 730;
const daysOf = { years: 365, months: 30, weeks: 7, days: 1 } as const;

/** Days of an ISO 8601 duration between P1D and P2Y; a year has 365 days, a month 30. Undefined for every other text. */
export function readDuration(text: string): number | undefined {
  const [, years, months, weeks, days] =
    /^P(?=\d)(?:(\d{1,3})Y)?(?:(\d{1,3})M)?(?:(\d{1,3})W)?(?:(\d{1,3})D)?$/.exec(text) ?? [];
  if (years === undefined && months === undefined && weeks === undefined && days === undefined) return undefined;
  const total =
    Number(years ?? 0) * daysOf.years +
    Number(months ?? 0) * daysOf.months +
    Number(weeks ?? 0) * daysOf.weeks +
    Number(days ?? 0);
  return total >= leastDays && total <= mostDays ? total : undefined;
}

/** Six months, as Graph writes them. */
const extension = 180;

/** 0 or 180 days; undefined for a duration that it cannot be extended by. */
export function readExtension(text: string): number | undefined {
  if (text === 'P0D' || text === 'PT0S') return 0;
  return text === `P${extension}D` ? extension : undefined;
}

export function writeDuration(days: number): string {
  return days === 0 ? 'PT0S' : `P${days}D`;
}
