/** How long what was sent is kept behind its end, in days. Ours: the documents name no time. Pure. */

/** From its day on; the latest day that has come counts. */
const kept: readonly { readonly from: Temporal.PlainDate; readonly days: number }[] = [
  { from: Temporal.PlainDate.from('2010-01-01'), days: 90 },
];

export function keptDays(on: Temporal.PlainDate): number {
  return kept.findLast(({ from }) => Temporal.PlainDate.compare(from, on) <= 0)!.days;
}
