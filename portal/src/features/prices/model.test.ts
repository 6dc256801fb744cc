import { expect, test } from 'vitest';
import { bodyOf, doubtOf, startOf, type PlanChoice } from './model.ts';

const option: PlanChoice = {
  value: '0001 P1Y monthly',
  label: '',
  skuId: '0001',
  term: 'P1Y',
  billingCycle: 'monthly',
  currency: 'EUR',
  list: '14.50',
  cost: '12.325',
};

test.each([
  ['0', 'free'],
  ['0,00', 'free'],
  ['12,32', 'belowCost'],
  ['12.325', undefined],
  ['14.50', undefined],
  ['145', undefined],
  ['145,01', 'tenfold'],
  ['', undefined],
  ['abc', undefined],
])('AZP-03 A price of %j is asked about: %s', (amount, doubt) => {
  expect(doubtOf(amount, option)).toBe(doubt);
});

test('Without a known cost only a price of nothing is asked about', () => {
  const { cost: _cost, ...unknown } = option;
  expect([doubtOf('0.01', unknown), doubtOf('0', undefined)]).toEqual([undefined, 'free']);
});

test('AZP-03 What takes over from a price names its buyer, plan and term, from tomorrow on', () => {
  const price = {
    id: 'x',
    buyerKind: 'customer',
    customerTenantId: 'c1',
    productId: 'DZ1',
    productName: 'Pilote',
    skuId: '0001',
    skuName: 'Standard',
    term: 'P1Y',
    billingCycle: 'monthly',
    currency: 'EUR',
    amount: '15',
    effectiveFrom: '2027-01-01T00:00:00Z',
    state: 'inForce',
    createdAt: '2027-01-01T00:00:00Z',
    createdBy: 'Alice',
  } as const;
  const coming = { ...price, state: 'ahead', effectiveFrom: '2027-03-01T00:00:00Z' } as const;
  expect(startOf(coming, '2027-01-31').effectiveFrom).toBe('2027-03-01');
  const values = startOf(price, '2027-01-31');
  expect(bodyOf({ ...values, amount: '16,5' }, [option], '2027-01-31')).toEqual({
    buyerKind: 'customer',
    customerTenantId: 'c1',
    productId: 'DZ1',
    skuId: '0001',
    term: 'P1Y',
    billingCycle: 'monthly',
    currency: 'EUR',
    amount: '16.5',
    effectiveFrom: '2027-02-01T00:00:00Z',
  });
});

test('AZP-03 A price from today on counts from now on, since the day has begun', () => {
  const values = { ...startOf(undefined, '2027-01-31'), amount: '16,5', option: option.value };
  const from = (day: string) => bodyOf({ ...values, effectiveFrom: day }, [option], '2027-01-31');
  expect(from('2027-01-31')).not.toHaveProperty('effectiveFrom');
  expect(from('2027-02-01')).toMatchObject({ effectiveFrom: '2027-02-01T00:00:00Z' });
});
