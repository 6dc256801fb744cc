/** Where the sandbox's clock stands after a step: as the server's calendar counts, for the question before it moves. Pure. */

/** Of `2026-01-31T…` and `P1M`: `2026-02-28T…`. Steps are those of the buttons: hours, days, months, years. */
export function clockAfter(now: string, duration: string): string {
  const [, years = 0, months = 0, days = 0, hours = 0] =
    /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?(?:T(\d+)H)?$/
      .exec(duration)
      ?.map(Number)
      .map((each) => each || 0) ?? [];
  const date = new Date(now);
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + months + 12 * years);
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(day, last) + days);
  date.setUTCHours(date.getUTCHours() + hours);
  return date.toISOString();
}
