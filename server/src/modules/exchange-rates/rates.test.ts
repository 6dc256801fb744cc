import fc from 'fast-check';
import { expect, test } from 'vitest';
import { setClock } from '../../../test/clock.ts';
import { somebodyWaits, useDatabase } from '../../../test/database.ts';
import { decimal, toText } from '../../kernel/index.ts';
import type { Work } from '../../platform/work.ts';
import { earlierRates, fixedRateOf, rateOf, ratesOf, recordRates } from './index.ts';

const works = useDatabase();

const record = (month: string, rates: Record<string, string>) =>
  works.asSystem((work) =>
    recordRates(work, {
      month,
      rates: Object.entries(rates).map(([currency, text]) => ({ currency, usdPerUnit: decimal(text) })),
    }),
  );
const rate = (month: string, from: string, to: string) =>
  works.asSystem(async (work) => {
    const found = await rateOf(work, month, from, to);
    return found && [toText(found.rate), found.month];
  });

test('A rate runs through the dollar, of the newest month not after the asked one in which both are known', async () => {
  expect(await rate('2026-03', 'EUR', 'CHF')).toBeUndefined();
  await record('2026-01', { EUR: '1.08', CHF: '1.20', GBP: '1.25' });
  await record('2026-03', { EUR: '1.10' });
  expect(await rate('2026-01', 'EUR', 'USD')).toEqual(['1.08', '2026-01']);
  expect(await rate('2026-02', 'EUR', 'CHF')).toEqual(['0.9', '2026-01']);
  expect(await rate('2026-03', 'EUR', 'USD')).toEqual(['1.1', '2026-03']);
  expect(await rate('2026-12', 'EUR', 'CHF')).toEqual(['0.9', '2026-01']);
  expect(await rate('2026-12', 'USD', 'GBP')).toEqual(['0.8', '2026-01']);
  expect(await rate('2025-12', 'EUR', 'USD')).toBeUndefined();
  expect(await rate('2026-12', 'EUR', 'SEK')).toBeUndefined();
});

test('A currency to itself is one, recorded or not', async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom('EUR', 'SEK', 'USD'), async (currency) => {
      expect(await rate('2026-06', currency, currency)).toEqual(['1', '2026-06']);
    }),
    { numRuns: 5 },
  );
});

test('A recorded rate stays: repeating it changes nothing, another is refused and nothing beside it is written', async () => {
  await record('2026-07', { EUR: '1.0842' });
  expect((await record('2026-07', { EUR: '1.08420', SEK: '0.095' })).rates).toHaveLength(2);
  await expect(record('2026-07', { NOK: '0.09', EUR: '1.09' })).rejects.toMatchObject({
    code: 'ExchangeRateFixed',
    kind: 'conflict',
    details: { target: 'rates[1].usdPerUnit', rule: { id: 'E27' } },
  });
  await expect(record('2026-07', { USD: '2' })).rejects.toMatchObject({ code: 'ExchangeRateFixed' });
  const { rates } = await works.asSystem((work) => ratesOf(work, '2026-07'));
  expect(rates.map(({ currency, usdPerUnit }) => [currency, toText(usdPerUnit)])).toEqual([
    ['EUR', '1.0842'],
    ['SEK', '0.095'],
  ]);
});

test('E27 A month has one rate: the first charge fixes it, and one recorded in its middle counts for no charge of it', async () => {
  const fixed = (month: string) =>
    works.asSystem(async (work) => {
      const found = await fixedRateOf(work, month, 'PLN', 'USD');
      return found && [toText(found.rate), found.month];
    });
  expect(await fixed('2029-04')).toBeUndefined();
  await record('2029-04', { PLN: '0.25' });
  expect(await fixed('2029-05')).toEqual(['0.25', '2029-04']);
  await record('2029-05', { PLN: '0.3' });
  expect(await fixed('2029-05')).toEqual(['0.25', '2029-04']);
  expect(await fixed('2029-06')).toEqual(['0.3', '2029-05']);
  // Of several at once, all get the same.
  await record('2029-07', { PLN: '0.4' });
  expect(new Set((await Promise.all(Array.from({ length: 6 }, () => fixed('2029-08')))).map(String)).size).toBe(1);
});

test('E27 Whoever read an older rate while another fixes a newer one is charged at that one too', async () => {
  await record('2029-09', { HUF: '0.0025' });
  const fix = (work: Work) => fixedRateOf(work, '2029-11', 'HUF', 'USD');
  const [fixed, release] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const first = works.asSystem(async (work) => {
    await recordRates(work, { month: '2029-10', rates: [{ currency: 'HUF', usdPerUnit: decimal('0.003') }] });
    const found = await fix(work);
    fixed.resolve();
    await release.promise;
    return found;
  });
  await fixed.promise;
  // It does not see the newer rate yet, and waits with the older one in its hand.
  const second = works.asSystem(fix);
  await somebodyWaits(works);
  release.resolve();
  const found = await Promise.all([first, second]);
  expect(found.map((one) => one && [toText(one.rate), one.month])).toEqual([
    ['0.003', '2029-10'],
    ['0.003', '2029-10'],
  ]);
});

test('E27 What this month and the last are charged at although it is an earlier month’s rate is told; what has its own is not', async () => {
  await setClock(works.pools.owner, '2031-03-31T12:00:00Z');
  await record('2030-12', { GBP: '1.25', NZD: '0.6' });
  await record('2031-03', { NZD: '0.61' });
  await works.asSystem(async (work) => {
    for (const month of ['2031-01', '2031-02', '2031-03']) {
      await fixedRateOf(work, month, 'GBP', 'USD');
      await fixedRateOf(work, month, 'USD', 'NZD');
    }
  });
  expect(await works.asSystem((work) => earlierRates(work))).toEqual([
    { month: '2031-03', from: 'GBP', to: 'USD', rateMonth: '2030-12' },
    { month: '2031-02', from: 'GBP', to: 'USD', rateMonth: '2030-12' },
    { month: '2031-02', from: 'USD', to: 'NZD', rateMonth: '2030-12' },
  ]);
});
