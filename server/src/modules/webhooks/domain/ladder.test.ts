import fc from 'fast-check';
import { expect, test } from 'vitest';
import { afterAttempt, takenByAny2xx, type Ladder, type Tried } from './ladder.ts';

const at = Temporal.Instant.from('2027-01-15T10:00:00Z');
/** About one a minute for eight hours, 500 at most (SaaS fulfillment contract, section 4). */
const ladder: Ladder = { gapsMs: [57_715], mostAttempts: 500, withinMs: 8 * 3_600_000 };
const tried: Tried = { attempts: 1, firstAt: at, at, onlyOnce: false, heldUp: false };

/** All attempts of a delivery that nobody takes. */
function attemptsInVain(each: Ladder, leadsTo?: Temporal.Instant): Temporal.Instant[] {
  const made = [at];
  for (;;) {
    const after = afterAttempt(each, 'again', {
      ...tried,
      attempts: made.length,
      at: made.at(-1)!,
      leadsTo: leadsTo && Temporal.Instant.compare(made.at(-1)!, leadsTo) < 0 ? leadsTo : undefined,
    });
    if ('outcome' in after) return made;
    made.push(after.nextAt);
  }
}

test('F20: a webhook that nobody takes is tried 500 times over eight hours, about once a minute, and then given up', () => {
  const made = attemptsInVain(ladder);
  expect([made.length, made.at(-1)!.since(at).total('hours').toFixed(1)]).toEqual([500, '8.0']);
  expect(made[1]!.since(at).total('seconds')).toBeCloseTo(57.7, 1);
});

test('The clock that moves past the eight hours leaves out the attempts on its way, but for the last one', () => {
  expect(attemptsInVain(ladder, at.add({ hours: 24 }))).toEqual([at, at.add({ hours: 8 })]);
  // One led less far goes on from there, as usual.
  const made = attemptsInVain(ladder, at.add({ hours: 7 }));
  expect([made[1], made.length > 60]).toEqual([at.add({ hours: 7 }), true]);
});

test.for([199, 200, 202, 204, 299, 300, 302, 400, 404, 500, undefined])('The answer %s: any 2xx ends it', (status) => {
  expect(takenByAny2xx(status) === 'delivered').toBe(status !== undefined && status >= 200 && status < 300);
});

test('A test is one attempt; what keeps failing gives way, behind three attempts, to what waits behind it', () => {
  expect(afterAttempt(ladder, 'again', { ...tried, onlyOnce: true })).toEqual({ outcome: 'failed' });
  expect('nextAt' in afterAttempt(ladder, 'again', { ...tried, attempts: 2, heldUp: true })).toBe(true);
  expect(afterAttempt(ladder, 'again', { ...tried, attempts: 3, heldUp: true })).toEqual({ outcome: 'superseded' });
  expect(afterAttempt(ladder, 'refused', tried)).toEqual({ outcome: 'refused' });
});

test('Whatever the ladder, attempts rise, none is after its end, and there is an end', () => {
  const ladders = fc.record({
    gapsMs: fc.array(fc.integer({ min: 1000, max: 3_600_000 }), { minLength: 1, maxLength: 6 }),
    mostAttempts: fc.integer({ min: 1, max: 60 }),
    withinMs: fc.integer({ min: 1000, max: 86_400_000 }),
  });
  fc.assert(
    fc.property(ladders, fc.option(fc.integer({ min: 0, max: 90_000_000 }), { nil: undefined }), (some, leads) => {
      const made = attemptsInVain(
        some as unknown as Ladder,
        leads === undefined ? undefined : at.add({ milliseconds: leads }),
      );
      const last = at.add({ milliseconds: some.withinMs });
      expect(made.length).toBeLessThanOrEqual(some.mostAttempts);
      expect(made.every((one) => Temporal.Instant.compare(one, last) <= 0)).toBe(true);
      expect(made.every((one, i) => i === 0 || Temporal.Instant.compare(made[i - 1]!, one) < 0)).toBe(true);
    }),
  );
});
