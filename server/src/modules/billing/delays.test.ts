import { expect, test } from 'vitest';
import { aBuyerOf, aChannel, anOperator, setTime, type Channel } from '../../../test/billing.ts';
import { useDatabase } from '../../../test/database.ts';
import { decimal } from '../../kernel/index.ts';
import { clockwork } from '../../platform/clockwork.ts';
import { createLog } from '../../platform/log.ts';
import { recordRates } from '../exchange-rates/index.ts';
import { renewalWork } from '../subscriptions/index.ts';
import { billingWork, retryDelayedCharges } from './index.ts';

const works = useDatabase();

async function charges({ partner }: Channel): Promise<number> {
  const text = 'select count(*)::int as n from charge where partner_tenant_id = $1';
  const { rows } = await works.pools.owner.query<{ n: number }>(text, [partner.tenantId]);
  return rows[0]!.n;
}

test('Once a missing rate is recorded, what waited is charged without anybody asking; what waits for another goes on waiting', async () => {
  await anOperator(works);
  await setTime(works, '2027-01-10T09:00:00Z');
  const [swedish, norwegian] = [await aChannel(works, { country: 'SE' }), await aChannel(works, { country: 'NO' })];
  for (const channel of [swedish, norwegian]) await aBuyerOf(works, channel);
  const clock = clockwork(works.runner, { kinds: [renewalWork, ...billingWork(1)], sweeps: [] }, createLog('silent'));
  await clock.runDue();
  expect([await charges(swedish), await charges(norwegian)]).toEqual([0, 0]);
  const rates = [
    { currency: 'EUR', usdPerUnit: decimal('1.08') },
    { currency: 'SEK', usdPerUnit: decimal('0.096') },
  ];
  await works.asSystem((work) => recordRates(work, { month: '2026-12', rates }));
  await retryDelayedCharges(works.runner, (work, account) => clock.retry(work, account, 'charges'));
  await clock.runDue();
  expect([await charges(swedish), await charges(norwegian)]).toEqual([2, 0]);
});
