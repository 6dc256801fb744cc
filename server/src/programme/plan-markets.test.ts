import { expect, test } from 'vitest';
import { hourlyPlan, ownLicencePlan } from '../../test/offer-kinds.ts';
import { perSeatPlan } from '../../test/offers.ts';
import { maySellPlanIn, natureOf } from './plan-markets.ts';

const machine = natureOf('virtualMachine', ownLicencePlan);
const hourly = natureOf('virtualMachine', hourlyPlan);
const software = natureOf('saas', perSeatPlan);

test('Nothing is sold through partners in Korea; in China own-licence machines are, from the day it is a market', () => {
  const on = Temporal.PlainDate.from('2026-11-21');
  expect(maySellPlanIn('KR', on, software)).toMatchObject({ allowed: false, rule: { id: 'A32' } });
  expect(maySellPlanIn('KR', on, machine).allowed).toBe(false);
  expect(maySellPlanIn('CN', on, machine)).toMatchObject({ allowed: true, rule: { id: 'A32' } });
  expect(maySellPlanIn('CN', on, hourly)).toMatchObject({ allowed: false, rule: { id: 'A32' } });
  expect(maySellPlanIn('CN', on, software).allowed).toBe(false);
  expect(maySellPlanIn('CN', on.with({ year: 2022 }), machine).allowed).toBe(false);
  expect(maySellPlanIn('BR', on, software).allowed).toBe(true);
});
