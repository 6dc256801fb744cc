import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  addMonthsAnchored,
  billingCycles,
  cycleFitsTerm,
  startOfDay,
  termMonths,
  terms,
  type BillingCycle,
  type Term,
} from '../../../kernel/index.ts';
import { cycleCount, cycleOf, cyclesDue, type CommitmentTerm } from './schedule.ts';

const day = (text: string) => Temporal.PlainDate.from(text);

/** The `number`-th term of a subscription activated at noon of a day. */
function termOf(activated: string, term: Term, billingCycle: BillingCycle, number = 1): CommitmentTerm {
  const anchor = day(activated);
  const startDate = addMonthsAnchored(anchor, termMonths(term) * (number - 1));
  const endDate = addMonthsAnchored(anchor, termMonths(term) * number).subtract({ days: 1 });
  const startsAt = number === 1 ? startOfDay(anchor).add({ hours: 12 }) : startOfDay(startDate);
  return { number, startDate, endDate, startsAt, subscriptionStart: anchor, afterTrial: false, term, billingCycle };
}

const anyTerm = fc
  .record({
    offset: fc.integer({ min: 0, max: 3000 }),
    term: fc.constantFrom(...terms),
    billingCycle: fc.constantFrom(...billingCycles),
    number: fc.integer({ min: 1, max: 30 }),
  })
  .filter(({ term, billingCycle }) => cycleFitsTerm(term, billingCycle))
  .map(({ offset, term, billingCycle, number }) =>
    termOf(day('2023-12-30').add({ days: offset }).toString(), term, billingCycle, number),
  );

const cyclesOf = (term: CommitmentTerm) => Array.from({ length: cycleCount(term) }, (_, index) => cycleOf(term, index));
const periods = (term: CommitmentTerm) =>
  cyclesOf(term).map(({ period }) => `${period.start.toString()}..${period.end.toString()}`);

test('The cycles of a term cover it without gap and without overlap', () => {
  fc.assert(
    fc.property(anyTerm, (term) => {
      const cycles = cyclesOf(term);
      expect(cycles[0]!.period.start.equals(term.startDate)).toBe(true);
      expect(cycles.at(-1)!.period.end.equals(term.endDate)).toBe(true);
      const days = cycles.reduce((total, { period }) => total + period.start.until(period.end).days + 1, 0);
      expect(days).toBe(term.startDate.until(term.endDate).days + 1);
      expect(cycles.slice(1).map(({ period }) => period.start.toString())).toEqual(
        cycles.slice(0, -1).map(({ period }) => period.end.add({ days: 1 }).toString()),
      );
      expect(new Set(cycles.map((cycle) => cycle.key)).size).toBe(cycles.length);
    }),
  );
});

test('Charging at any sequence of moments takes every cycle once, in order', () => {
  const steps = fc.array(fc.integer({ min: 0, max: 900 }), { maxLength: 12 });
  fc.assert(
    fc.property(anyTerm, steps, (term, days) => {
      const keys: string[] = [];
      for (const offset of [...days.toSorted((a, b) => a - b), 40_000]) {
        const asOf = term.startsAt.add({ hours: 24 * offset });
        const { due } = cyclesDue({ ...term, chargedCycles: keys.length }, asOf);
        keys.push(...due.map((cycle) => cycle.key));
        expect(cyclesDue({ ...term, chargedCycles: keys.length }, asOf).due).toEqual([]);
      }
      expect(keys).toEqual(cyclesOf(term).map((cycle) => cycle.key));
    }),
  );
});

test('A monthly cycle bought on 31 January goes to 27 February, 30 March, 29 April (rule G11)', () => {
  expect(periods(termOf('2026-01-31', 'P1Y', 'monthly')).slice(0, 4)).toEqual([
    '2026-01-31..2026-02-27',
    '2026-02-28..2026-03-30',
    '2026-03-31..2026-04-29',
    '2026-04-30..2026-05-30',
  ]);
});

test('Bought on 30 January, the day before the last, it keeps that place (rule G11)', () => {
  expect(periods(termOf('2026-01-30', 'P1Y', 'monthly')).slice(0, 3)).toEqual([
    '2026-01-30..2026-02-26',
    '2026-02-27..2026-03-29',
    '2026-03-30..2026-04-28',
  ]);
});

test('A month term bought on 29 January renews on 28 February and again on 29 March', () => {
  expect([1, 2, 3].flatMap((number) => periods(termOf('2026-01-29', 'P1M', 'monthly', number)))).toEqual([
    '2026-01-29..2026-02-27',
    '2026-02-28..2026-03-28',
    '2026-03-29..2026-04-28',
  ]);
});

test('A term bought on 27 February of a leap year keeps its day in the years after', () => {
  expect(periods(termOf('2028-02-27', 'P1Y', 'monthly', 2)).slice(0, 2)).toEqual([
    '2029-02-27..2029-03-26',
    '2029-03-27..2029-04-26',
  ]);
});

test('The first charge is new, the first of a later term renew, all others cycleCharge (rule G8)', () => {
  expect(cyclesOf(termOf('2026-03-10', 'P1Y', 'monthly')).map((cycle) => cycle.chargeType)).toEqual([
    'new',
    ...Array.from({ length: 11 }, () => 'cycleCharge'),
  ]);
  expect(cycleOf(termOf('2026-03-10', 'P1Y', 'annual', 2), 0).chargeType).toBe('renew');
});

test('The first cycle falls due at the activation itself, the next at midnight of its first day', () => {
  const term = { ...termOf('2026-03-10', 'P1Y', 'monthly'), chargedCycles: 0 };
  expect(cyclesDue(term, Temporal.Instant.from('2026-03-10T11:59:59Z')).due).toEqual([]);
  const { due, nextAt } = cyclesDue(term, Temporal.Instant.from('2026-03-10T12:00:00Z'));
  expect(due.map((cycle) => cycle.key)).toEqual(['t1c0']);
  expect(nextAt?.toString()).toBe('2026-04-10T00:00:00Z');
});

test('F25 A trial is one cycle of its thirty days, new and free; the term behind it converts, and its renewals renew', () => {
  const trial: CommitmentTerm = {
    ...termOf('2027-01-15', 'P1M', 'monthly'),
    number: 0,
    endDate: day('2027-02-13'),
    subscriptionStart: day('2027-02-14'),
    afterTrial: true,
  };
  expect(periods(trial)).toEqual(['2027-01-15..2027-02-13']);
  expect(cycleOf(trial, 0)).toMatchObject({ isTrial: true, chargeType: 'new', key: 't0c0' });
  const paid = (number: number, afterTrial: boolean) => ({
    ...termOf('2027-02-14', 'P1Y', 'monthly', number),
    afterTrial,
  });
  expect(cycleOf(paid(1, true), 0)).toMatchObject({ isTrial: false, chargeType: 'convert', key: 't1c0' });
  expect(cycleOf(paid(1, true), 1)).toMatchObject({ chargeType: 'cycleCharge', key: 't1c1' });
  expect(cycleOf(paid(1, false), 0)).toMatchObject({ chargeType: 'new' });
  for (const afterTrial of [true, false])
    expect(cycleOf(paid(2, afterTrial), 0)).toMatchObject({ chargeType: 'renew', key: 't2c0' });
});

test('G11 A term that no longer stands on the anchor counts its cycles from its own start', () => {
  const moved = { ...termOf('2027-02-10', 'P1Y', 'monthly'), subscriptionStart: day('2027-01-31') };
  expect(periods(moved).slice(0, 3)).toEqual([
    '2027-02-10..2027-03-09',
    '2027-03-10..2027-04-09',
    '2027-04-10..2027-05-09',
  ]);
});
