import { expect, test } from 'vitest';
import { addressLines } from './address-lines.ts';

test('An address is written with the code before the city, or behind it where the post wants it so', () => {
  const french = { country: 'FR', addressLine1: '1 rue de la Paix', city: 'Lyon', postalCode: '69001' };
  expect(addressLines(french)).toEqual(['1 rue de la Paix', '69001 Lyon']);
  const american = { country: 'US', addressLine1: '1 Main St', addressLine2: 'Suite 5', city: 'Boise', state: 'ID' };
  expect(addressLines({ ...american, postalCode: '83702' })).toEqual(['1 Main St', 'Suite 5', 'Boise, ID 83702']);
});

test('What an address does not have leaves no trace', () => {
  expect(addressLines({ country: 'HK', addressLine1: '1 Queen’s Road', addressLine2: '', city: 'Hong Kong' })).toEqual([
    '1 Queen’s Road',
    'Hong Kong',
  ]);
  const italian = { country: 'IT', addressLine1: 'Via Roma 1', district: 'Prati', city: 'Roma', postalCode: '00192' };
  expect(addressLines({ ...italian, state: 'RM' })).toEqual(['Via Roma 1', 'Prati', '00192 Roma (RM)']);
});
