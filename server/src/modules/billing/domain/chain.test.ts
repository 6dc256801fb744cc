import { expect, test } from 'vitest';
import { chainOf } from './chain.ts';

const hops = (parties: Partial<Parameters<typeof chainOf>[0]>) =>
  chainOf({
    operatorTenantId: 'operator',
    partnerTenantId: 'partner',
    resellerTenantId: null,
    customerTenantId: 'customer',
    ...parties,
  }).map(({ sellerTenantId, buyerTenantId }) => `${sellerTenantId} → ${buyerTenantId}`);

test('BIL-02 A direct partner buys from the operator and sells to its customer', () => {
  expect(hops({})).toEqual(['operator → partner', 'partner → customer']);
});

test('IND-01 With a reseller the provider sells to the reseller, and the reseller to the customer', () => {
  expect(hops({ partnerTenantId: 'provider', resellerTenantId: 'reseller' })).toEqual([
    'operator → provider',
    'provider → reseller',
    'reseller → customer',
  ]);
});

test('What is bought in the online store is one hop: the operator sells to the customer, whose account it is', () => {
  expect(hops({ partnerTenantId: 'customer' })).toEqual(['operator → customer']);
});

test('A partner that names itself as the reseller is no hop more', () => {
  expect(hops({ resellerTenantId: 'partner' })).toEqual(['operator → partner', 'partner → customer']);
});

test('Every party but the ends buys from the one before it and sells to the one after it', () => {
  const chain = chainOf({
    operatorTenantId: 'operator',
    partnerTenantId: 'provider',
    resellerTenantId: 'reseller',
    customerTenantId: 'customer',
  });
  chain.slice(1).forEach((hop, index) => expect(hop.sellerTenantId).toBe(chain[index]!.buyerTenantId));
});
