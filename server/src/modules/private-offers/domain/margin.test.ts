import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decimal, startOfDay } from '../../../kernel/index.ts';
import { bestMargin, type Margin, type MarginQuestion } from './margin.ts';

const at = (day: string) => startOfDay(Temporal.PlainDate.from(day));

const margin: Margin = {
  partnerTenantId: 'azur',
  id: 'm1',
  privateOfferId: 'p1',
  publisherTenantId: 'isv',
  offerId: 'offer',
  productId: 'DZ1',
  planId: null,
  customerTenantIds: null,
  percentage: '10',
  startsAt: at('2027-02-01'),
  endsAt: at('2027-04-01'),
};
const question: MarginQuestion = {
  partnerTenantId: 'azur',
  productId: 'DZ1',
  planId: 'team',
  customerTenantId: 'bakery',
  at: at('2027-03-10'),
};
const found = (margins: readonly Margin[], wanted: Partial<MarginQuestion> = {}) =>
  bestMargin(margins, { ...question, ...wanted })?.id;

test('A margin counts from the first moment of its period to the last, and not a moment longer', () => {
  expect(found([margin], { at: at('2027-02-01').subtract({ nanoseconds: 1 }) })).toBeUndefined();
  expect(found([margin], { at: at('2027-02-01') })).toBe('m1');
  expect(found([margin], { at: at('2027-04-01').subtract({ nanoseconds: 1 }) })).toBe('m1');
  expect(found([margin], { at: at('2027-04-01') })).toBeUndefined();
});

test('A margin is for its partner, product, plan and customers, and for nobody and nothing else', () => {
  expect(found([margin], { partnerTenantId: 'rhein' })).toBeUndefined();
  expect(found([margin], { productId: 'DZ2' })).toBeUndefined();
  const narrow = { ...margin, planId: 'team', customerTenantIds: ['bakery'] };
  expect(found([narrow])).toBe('m1');
  expect(found([narrow], { planId: 'premium' })).toBeUndefined();
  expect(found([narrow], { customerTenantId: 'clinic' })).toBeUndefined();
  expect(found([narrow], { customerTenantId: undefined })).toBeUndefined();
});

test('Of overlapping margins the higher one wins, compared as decimals and not as text', () => {
  const margins = [
    { ...margin, id: 'nine', percentage: '9.5' },
    { ...margin, id: 'ten', percentage: '10' },
    { ...margin, id: 'nearly', percentage: '9.99' },
  ];
  expect(found(margins)).toBe('ten');
});

test('F27 Of equal margins the one that began first wins, then the one of the lower id, in whatever order they come', () => {
  const later = { ...margin, id: 'a', startsAt: at('2027-02-02') };
  const [first, second] = [
    { ...margin, id: 'b' },
    { ...margin, id: 'c' },
  ];
  for (const margins of [
    [later, first],
    [first, later],
  ])
    expect(found(margins)).toBe('b');
  for (const margins of [
    [second, first],
    [first, second],
  ])
    expect(found(margins)).toBe('b');
});

const anyMargin = fc
  .record({
    hundredths: fc.bigInt({ min: 1n, max: 10_000n }),
    plan: fc.constantFrom(null, 'team', 'premium'),
    customers: fc.constantFrom(null, ['bakery'], ['clinic'], ['bakery', 'clinic']),
    from: fc.integer({ min: 0, max: 24 }),
    months: fc.integer({ min: 1, max: 12 }),
  })
  .map(({ hundredths, plan, customers, from, months }) => ({
    ...margin,
    id: `${String(hundredths)}-${from}-${months}-${plan}`,
    planId: plan,
    customerTenantIds: customers,
    percentage: decimal(hundredths).times(decimal('0.01')).toFixed(),
    startsAt: startOfDay(Temporal.PlainDate.from('2027-01-01').add({ months: from })),
    endsAt: startOfDay(Temporal.PlainDate.from('2027-01-01').add({ months: from + months })),
  }));

test('Whatever the margins and their order, the one that wins counts and none that counts is higher', () => {
  fc.assert(
    fc.property(fc.array(anyMargin, { maxLength: 8 }), fc.integer({ min: 0, max: 1000 }), (margins, days) => {
      const wanted = { ...question, at: startOfDay(Temporal.PlainDate.from('2027-01-01').add({ days })) };
      const won = bestMargin(margins, wanted);
      const others = margins.filter((one) => bestMargin([one], wanted));
      expect(won === undefined).toBe(others.length === 0);
      if (!won) return;
      expect(others).toContain(won);
      expect(others.every((one) => decimal(one.percentage).lte(decimal(won.percentage)))).toBe(true);
      expect(bestMargin(margins.toReversed(), wanted)?.percentage).toBe(won.percentage);
    }),
  );
});
