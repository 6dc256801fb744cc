import { describe, expect, test } from 'vitest';
import { differences } from './diff.ts';

const price = (amount: string, more = {}) => ({
  term: 'P1M',
  billingCycle: 'monthly',
  currency: 'EUR',
  amount,
  ...more,
});
const meter = { id: 'calls', name: 'Calls', prices: [{ currency: 'EUR', pricePerUnit: '0.10' }] };
const team = { planId: 'team', name: 'Team', markets: ['FR'], prices: [price('10')], dimensions: [meter] };
const big = { ...team, planId: 'big', name: 'Big' };
const plans = (...found: readonly object[]) => ({ plans: found });

describe('What two states of an offer have otherwise', () => {
  test('a plan put before others is one difference, and plans in another order are none', () => {
    expect(differences(plans(team), plans(big, team)).found).toEqual([
      { path: 'plans[big]', left: undefined, right: big },
    ]);
    expect(differences(plans(team, big), plans(big, team)).found).toEqual([]);
  });

  test('a price is told by term, cycle, currency and market, a dimension by its id', () => {
    const local = price('12', { market: 'CH', currency: 'CHF' });
    const changed = {
      ...team,
      prices: [local, price('11')],
      dimensions: [
        { ...meter, id: 'posts' },
        { ...meter, prices: [{ currency: 'EUR', pricePerUnit: '0.2' }] },
      ],
    };
    expect(differences(plans(big, team), plans(changed, big)).found).toEqual([
      { path: 'plans[team].prices[P1M monthly EUR].amount', left: '10', right: '11' },
      { path: 'plans[team].prices[P1M monthly CHF CH]', left: undefined, right: local },
      { path: 'plans[team].dimensions[calls].prices[EUR].pricePerUnit', left: '0.10', right: '0.2' },
      { path: 'plans[team].dimensions[posts]', left: undefined, right: changed.dimensions[0] },
    ]);
  });

  test('partners of the list are told one by one, whatever their order', () => {
    const audience = (...partnerTenantIds: string[]) => ({ audience: { option: 'selected', partnerTenantIds } });
    expect(differences(audience('a', 'b', 'c'), audience('d', 'c', 'a')).found).toEqual([
      { path: 'audience.partnerTenantIds[b]', left: 'b', right: undefined },
      { path: 'audience.partnerTenantIds[d]', left: undefined, right: 'd' },
    ]);
  });

  test('a list of words is one value, and so is a list with two items of one name', () => {
    expect(differences({ markets: ['FR', 'DE'] }, { markets: ['FR', 'DE'] }).found).toEqual([]);
    expect(differences({ markets: ['FR', 'DE'] }, { markets: 'all' }).found.map(({ path }) => path)).toEqual([
      'markets',
    ]);
    const twice = plans(team, team);
    expect(differences(plans(team), twice).found).toEqual([{ path: 'plans', left: [team], right: twice.plans }]);
    expect(differences(twice, plans(team, team)).found).toEqual([]);
  });

  test('no more than two hundred are told, and that there are more', () => {
    const named = (prefix: string) => ({ partnerTenantIds: Array.from({ length: 150 }, (_, n) => `${prefix}${n}`) });
    const { found, more } = differences(named('a'), named('b'));
    expect({ found: found.length, more }).toEqual({ found: 200, more: true });
  });
});
