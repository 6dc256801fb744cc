import { expect, test } from 'vitest';
import { addressProblems, suggestedAddress, type TypedAddress } from './address-check.ts';

const on = Temporal.PlainDate.from('2026-11-30');
const address = (more: Partial<TypedAddress>): TypedAddress => ({
  addressLine1: 'Váci utca 12',
  addressLine2: '',
  city: 'Budapest',
  state: '',
  postalCode: '1052',
  ...more,
});

test('ENR-34 ENR-35 ENR-36 B12 In the countries that validate addresses the postal form is suggested', () => {
  const typed = address({ addressLine1: ' Váci  utca 12 ,', city: 'BUDAPEST', postalCode: 'H-1052' });
  expect(suggestedAddress('HU', typed, on)).toEqual(address({}));
  const doubled = address({ addressLine1: '', addressLine2: 'Váci utca 12' });
  expect(suggestedAddress('HU', doubled, on)).toEqual(address({}));
  expect(suggestedAddress('KG', address({ city: 'кара-балта', postalCode: '724 400' }), on)).toMatchObject({
    city: 'Кара-Балта',
    postalCode: '724400',
  });
});

test('ENR-34 B12 A right address and one of another country get no suggestion', () => {
  expect(suggestedAddress('HU', address({}), on)).toBeUndefined();
  expect(suggestedAddress('FR', address({ city: 'PARIS' }), on)).toBeUndefined();
});

test('ENR-34 An address has what its country demands, in its form', () => {
  expect(addressProblems('HU', address({ postalCode: '' }))).toEqual([{ member: 'postalCode', problem: 'missing' }]);
  expect(addressProblems('US', address({ state: 'Quebec', postalCode: 'abc' }))).toEqual([
    { member: 'postalCode', problem: 'malformed' },
    { member: 'state', problem: 'malformed' },
  ]);
  expect(addressProblems('IE', address({ addressLine1: ' ', postalCode: '' }))).toContainEqual({
    member: 'addressLine1',
    problem: 'missing',
  });
});
