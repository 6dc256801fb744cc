import fc from 'fast-check';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { bind, wireEnum } from './binding.ts';

const line = z.object({ catalogItemId: z.string(), quantity: z.number().optional() });
const schema = z.object({
  id: z.string().optional(),
  billingProfile: z.object({ companyName: z.string(), createdDate: z.string().optional() }),
  lineItems: z.array(line).default([]),
  provisioningContext: z.record(z.string(), z.string()).optional(),
});
const bound = bind(schema);

/** Every name of a value in a case of its own, as `flips` says. */
function recase(value: unknown, flips: Iterator<boolean>): unknown {
  if (Array.isArray(value)) return value.map((item) => recase(item, flips));
  if (typeof value !== 'object' || value === null) return value;
  const flipped = (name: string) =>
    name.replaceAll(/[a-z]/gi, (letter) => (flips.next().value ? letter.toUpperCase() : letter.toLowerCase()));
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [flipped(name), recase(item, flips)]));
}

const request = fc.record(
  {
    id: fc.string(),
    billingProfile: fc.record(
      { companyName: fc.string(), createdDate: fc.string() },
      { requiredKeys: ['companyName'] },
    ),
    lineItems: fc.array(fc.record({ catalogItemId: fc.string(), quantity: fc.integer() }), { maxLength: 3 }),
  },
  { requiredKeys: ['billingProfile'] },
);

test('A request binds the same whatever the case of its names, at every depth', () => {
  fc.assert(
    fc.property(request, fc.infiniteStream(fc.boolean()), (value, flips) => {
      expect(bound.parse(recase(value, flips))).toEqual(bound.parse(value));
    }),
  );
});

test('Nulls and the default date of .NET count as not sent, at every depth', () => {
  fc.assert(
    fc.property(request, (value) => {
      const padded = {
        ...value,
        Id: value.id ?? null,
        billingProfile: {
          ...value.billingProfile,
          CreatedDate: value.billingProfile.createdDate ?? '0001-01-01T00:00:00',
        },
        provisioningContext: null,
        unknownToUs: { deep: [1] },
      };
      expect(bound.parse(padded)).toEqual(bound.parse(value));
    }),
  );
});

test('Of a member sent in two spellings the documented one wins', () => {
  const password = bind(z.object({ password: z.string() }));
  expect(password.parse({ Password: 'a', password: 'b' })).toEqual({ password: 'b' });
  expect(password.parse({ password: 'b', PASSWORD: 'a' })).toEqual({ password: 'b' });
});

test('A null element of a list and a wrong type are refused, not dropped', () => {
  expect(bound.safeParse({ billingProfile: { companyName: 'x' }, lineItems: [null] }).success).toBe(false);
  expect(bound.safeParse({ billingProfile: { companyName: 7 } }).success).toBe(false);
  expect(bound.safeParse(null).success).toBe(false);
  expect(bound.safeParse('success').success).toBe(false);
});

test('Names that are dangerous in JavaScript bind like any unknown name', () => {
  const parsed = bound.parse(
    JSON.parse('{"billingProfile":{"companyName":"x"},"__proto__":{"id":"evil"},"constructor":1}'),
  );
  expect(parsed).toEqual({ billingProfile: { companyName: 'x' }, lineItems: [] });
  expect(({} as { id?: string }).id).toBeUndefined();
});

test('Enum values are read without regard to case and underscore', () => {
  const cycle = wireEnum(['one_time', 'monthly']);
  for (const text of ['OneTime', 'one_time', 'ONETIME', 'onetime']) expect(cycle.parse(text)).toBe('one_time');
  expect(cycle.safeParse('weekly').success).toBe(false);
  expect(cycle.safeParse(1).success).toBe(false);
  const numbered = wireEnum(['active', 'suspended'], ['none', 'active', 'suspended', 'deleted']);
  expect([1, 2].map((number) => numbered.parse(number))).toEqual(['active', 'suspended']);
  for (const number of [0, 3, 9, -1, 1.5]) expect(numbered.safeParse(number).success, String(number)).toBe(false);
});

test('A schema whose names cannot be bound is refused when the route is made', () => {
  expect(() => bind(z.union([z.object({ a: z.string() }), z.object({ b: z.string() })]))).toThrow(/cannot look into/);
  expect(bind(z.object({ amount: z.union([z.string(), z.number()]) })).parse({ AMOUNT: 3 })).toEqual({ amount: 3 });
});
