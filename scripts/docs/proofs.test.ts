import { expect, test } from 'vitest';
import { readConfig } from '../../server/src/config.ts';
import { declaredRoutes } from '../../server/src/main.ts';
import { proofOf } from './proofs.ts';

const foreign = ['partner-center', 'saas-fulfillment', 'product-ingestion', 'graph'];
const routes = (await declaredRoutes(readConfig({}))).filter(({ surface }) => foreign.includes(surface));

test('Every route of Microsoft’s APIs is asked for by a test that the compatibility page can name', () => {
  expect(routes.length).toBeGreaterThan(100);
  const unproven = routes.filter((route) => proofOf(route) === undefined).map(({ method, url }) => `${method} ${url}`);
  expect(unproven).toEqual([]);
});

test('A route that no test asks for is found out', () => {
  const route = { ...routes[0]!, method: 'GET', url: '/v1/customers/:customerId/nobodyasksforthis' };
  expect(proofOf(route)).toBeUndefined();
});
