/** The main job, end to end, as `npm run story` plays it: public APIs only, real tokens, real documents. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { playStory, type Story } from '../../scripts/story/play.ts';
import { startTestServer, type TestServer } from '../test/server.ts';

let server: TestServer;
const told: string[] = [];
let first: Story;

beforeAll(async () => {
  server = await startTestServer();
  first = await play();
});
afterAll(() => server.stop());

function play(): Promise<Story> {
  return playStory(server.origin, (step, ...seen) => told.push(step, ...seen));
}

const hop = (story: Story, name: string) => story.invoices.filter((one) => one.hop === name);

test('ACT-02 ACT-03 ACT-07 ACT-08 ACT-12 ACT-14 The activation link leads to the ISV, which resolves its token and activates', () => {
  const words = told.join('\n');
  expect(words).toMatch(/landing\?token=…\nanswered 200: \S/);
  expect(words).toMatch(/The ISV resolves the token\nsubscription [0-9a-f-]{36}, plan team, 10 seats/);
  expect(words).toMatch(/status active since /);
});

test('ACT-15 BIL-23 Until the ISV activates, the subscription is pending and nothing is charged', () => {
  expect(told.join('\n')).toMatch(/status pending, 0 charges/);
});

test('BIL-02 BIL-09 AZP-03 AZP-04 Each hop has one invoice: the operator bills the partner at list price, the partner its customer at its own', () => {
  const operator = hop(first, 'operator_partner');
  const customer = hop(first, 'partner_customer');
  expect(operator.map((one) => [one.charges, one.currency])).toEqual([['99.00', 'EUR']]);
  expect(customer.map((one) => [one.charges, one.currency])).toEqual([['124.00', 'EUR']]);
});

test('BIL-14 BIL-25 Line items, reconciliation file, document and invoice agree to the cent on both hops', () => {
  expect(first.agree).toBe(true);
  expect(first.proof.problems).toEqual([]);
  for (const one of first.agreements) {
    expect(one.lineItems).toBe(one.invoice);
    expect(one.csv).toBe(one.invoice);
    expect(one.columns).toBe(46);
  }
});

test('BIL-01 BIL-13 A second play on the same server in the following month agrees too, and invoices go on without a gap', async () => {
  const second = await play();
  expect(second.agree).toBe(true);
  expect(second.proof.month > first.proof.month).toBe(true);
  const ids = (story: Story, name: string) => hop(story, name).map((one) => one.invoiceId);
  expect([...ids(first, 'operator_partner'), ...ids(second, 'operator_partner')]).toEqual(['G000000001', 'G000000002']);
  // The first customer's subscription was renewed meanwhile, so the second month invoices two customers, and the partner once.
  expect(ids(second, 'partner_customer')).toHaveLength(2);
  expect(hop(second, 'operator_partner')[0]!.charges).toBe('198.00');
});
