import { expect, test } from 'vitest';
import { marketsOn } from './markets.ts';
import { maySellPlanIn, natureOf, planMarketsOn } from './plan-markets.ts';

const today = Temporal.PlainDate.from('2026-11-21');
const image = { machine: true, costsNothing: true };
const others = [
  { machine: true, costsNothing: false },
  { machine: false, costsNothing: true },
  { machine: false, costsNothing: false },
];

test('A32 In China partners sell machine images that cost nothing themselves, and nothing else', () => {
  expect(maySellPlanIn('CN', today, image)).toEqual({ allowed: true, rule: { id: 'A32' } });
  for (const plan of others) {
    expect(maySellPlanIn('cn', today, plan)).toMatchObject({
      allowed: false,
      rule: { id: 'A32' },
      reason: expect.stringMatching(/^In China partners sell machine images only/),
    });
  }
});

test('A32 Everywhere else a plan of any nature is sold where the marketplace sells', () => {
  for (const plan of [image, ...others]) {
    expect(maySellPlanIn('FR', today, plan).allowed).toBe(true);
    expect(maySellPlanIn('KR', today, plan)).toMatchObject({ allowed: false, rule: { id: 'A32' } });
    expect(maySellPlanIn('ZZ', today, plan)).toMatchObject({ allowed: false, rule: { id: 'C1' } });
  }
  // Before it was a market, China was unknown like any other country.
  const before = Temporal.PlainDate.from('2023-08-16');
  expect(maySellPlanIn('CN', before, image)).toMatchObject({ allowed: false, rule: { id: 'C1' } });
});

test('A32 A plan can be offered in every market that has a price currency, and an image in China in that of its partners', () => {
  const priced = marketsOn(today).filter((market) => market.priceCurrency);
  for (const plan of others) {
    expect(planMarketsOn(today, plan)).toEqual(
      priced.map(({ country, priceCurrency }) => ({ country, currency: priceCurrency })),
    );
  }
  const images = planMarketsOn(today, image);
  expect(images).toHaveLength(priced.length + 1);
  expect(images.find(({ country }) => country === 'CN')).toEqual({ country: 'CN', currency: 'CNY' });
  expect(images.find(({ country }) => country === 'BR')).toEqual({ country: 'BR', currency: 'USD' });
});

test('A32 A plan costs nothing itself when it is free or comes with the customer’s own licence, and is a machine by its offer', () => {
  expect(natureOf('virtualMachine', { pricingModel: 'byol' })).toEqual(image);
  expect(natureOf('virtualMachine', { pricingModel: 'free' })).toEqual(image);
  expect(natureOf('virtualMachine', { pricingModel: 'hourly' })).toEqual({ machine: true, costsNothing: false });
  for (const kind of ['saas', 'azureApplication', 'container'] as const)
    expect(natureOf(kind, { pricingModel: 'free' })).toEqual({ machine: false, costsNothing: true });
  expect(natureOf('saas', { pricingModel: 'perSeat' })).toEqual({ machine: false, costsNothing: false });
});
