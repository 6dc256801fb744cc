import { expect, test } from 'vitest';
import { readableAddress } from './readable-address.ts';

test.for([
  ['/v1/customers/%ZZ?filter=%ZZ', '/v1/customers/%25ZZ?filter=%ZZ'],
  ['/v1/customers/%', '/v1/customers/%25'],
  ['/a/%FF%20/b', '/a/%25FF%2520/b'],
  ['/a/%E2%82/%41', '/a/%25E2%2582/%41'],
  ['/a/%C3%A9%2Fb', '/a/%C3%A9%2Fb'],
  ['/a?x=%', '/a?x=%'],
] as const)('An address %s is read as %s', ([given, read]) => {
  expect(readableAddress(given)).toBe(read);
});
