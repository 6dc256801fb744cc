/** What is paid in each billing cycle: amounts of different cycles are never added. Pure. */
import { sumOf } from './amounts.ts';
import type { Text } from './text.tsx';

/** An amount that is paid once in each cycle. */
export interface CycleAmount {
  readonly amount: string;
  readonly currency: string;
  /** `monthly`, `annual`, …; `none` for what is paid in no cycle. */
  readonly cycle: string;
}

/** One sum for each currency and cycle, in the order in which they first come. */
export function sumsByCycle(amounts: readonly CycleAmount[]): readonly CycleAmount[] {
  const groups = Map.groupBy(amounts, ({ currency, cycle }) => `${currency} ${cycle}`);
  return [...groups.values()].map((group) => ({ ...group[0]!, amount: sumOf(group.map(({ amount }) => amount)) }));
}

/** Term and cycle of what is bought: `1 year, monthly billing`. */
export function termText(t: Text, term: string, cycle: string): string {
  return t('plan.price.of', {
    term: t.maybe(`term.${term}`) ?? term,
    cycle: insideSentence(t.maybe(`cycle.${cycle}`) ?? cycle),
  });
}

/** A label that begins with a capital, as it is written inside a sentence. */
export const insideSentence = (label: string) => label.charAt(0).toLowerCase() + label.slice(1);

/** `213.00 € a month`; the amount alone where there is no cycle. */
export function cycleText(t: Text, { amount, currency, cycle }: CycleAmount): string {
  const money = t.formats.money(amount, currency);
  const period = t.maybe(`period.${cycle}`);
  return period ? t('price.flat', { amount: money, period }) : money;
}

/** `213.00 € a month + 97.20 € a year`. */
export const sumsText = (t: Text, amounts: readonly CycleAmount[]) =>
  sumsByCycle(amounts)
    .map((sum) => cycleText(t, sum))
    .join(' + ');

/** Partner Center writes amounts as numbers; no price has more digits. */
export const wireAmount = (amount: number) => amount.toFixed(9).replace(/\.?0+$/, '');
