/** What of a plan's meters costs something else under another price. Pure. */
import type { Meter } from '../../offers/index.ts';

/** Prices of one unit, exact decimal text, and units of each term that cost nothing more. */
export interface MeterChange {
  readonly name: string;
  readonly unitOfMeasure: string;
  readonly before: { readonly price: string; readonly included: number };
  readonly after: { readonly price: string; readonly included: number };
}

/** Meters that differ; one that is not there costs nothing. */
export function meterChanges(before: readonly Meter[], after: readonly Meter[]): MeterChange[] {
  const ids = [...new Set([...before, ...after].map(({ id }) => id))];
  return ids.flatMap((id) => {
    const [was, is] = [before, after].map((meters) => meters.find((meter) => meter.id === id));
    const { name, unitOfMeasure } = (is ?? was)!;
    const [now, then] = [asked(was ?? is, was), asked(is ?? was, is)];
    if (now.price === then.price && now.included === then.included) return [];
    return [{ name, unitOfMeasure, before: now, after: then }];
  });
}

function asked(named: Meter | undefined, meter: Meter | undefined) {
  return { price: meter?.pricePerUnit ?? '0', included: named?.includedQuantity ?? 0 };
}
