import { expect, test } from 'vitest';
import { testActor, useDatabase } from '../../../test/database.ts';
import { newId } from '../../kernel/index.ts';
import type { Work } from '../../platform/work.ts';
import { deliver, deliverySweep } from './index.ts';

const works = useDatabase();
const wanted = { kind: 'plain', event: 'Told', subjectId: 'x', body: '{}', url: 'https://isv.example/' };
const left = (account: string) => works.asSystem(async (work) => deliver(work, { ...wanted, account }));
const owner = async (text: string, values: readonly unknown[]) =>
  (await works.pools.owner.query<{ rows: number }>(text, [...values])).rows;

/** Two attempts, and an end so many days ago. */
async function ended(account: string, daysAgo: number): Promise<string> {
  const id = await left(account);
  await owner(
    `insert into webhook_attempt select $1, $2, n, '2026-11-30T10:00:00Z', 5, 200, null, '' from generate_series(1, 2) n`,
    [account, id],
  );
  await owner(
    `update webhook_delivery set outcome = 'delivered', next_attempt_at = null, ended_at = created_at - make_interval(days => $3)
     where account_tenant_id = $1 and id = $2`,
    [account, id, daysAgo],
  );
  return id;
}

async function rowsOf(id: string): Promise<number> {
  const text = `select (select count(*)::int from webhook_delivery where id = $1)
    + (select count(*)::int from webhook_attempt where delivery_id = $1) as rows`;
  return (await owner(text, [id]))[0]!.rows;
}

async function sweep(): Promise<number> {
  let count = 0;
  for (let done = 1; done > 0; count += done) done = await works.asSystem((work) => deliverySweep.run(work));
  return count;
}

test('What ended ninety days ago is forgotten with its attempts, account by account; what waits and what is younger stays', async () => {
  const [one, other] = [newId(), newId()];
  const old = [await ended(one, 90), await ended(one, 400), await ended(other, 91)];
  const [young, waiting] = [await ended(one, 89), await left(one)];
  const next = await works.asSystem((work) => Promise.resolve(deliverySweep.nextDue!(work)));
  const now = await works.asSystem((work) => Promise.resolve(work.now));
  expect(Temporal.Instant.compare(next!, now)).toBeLessThan(0);
  expect(await sweep()).toBe(3);
  expect(await Promise.all([...old, young, waiting].map(rowsOf))).toEqual([0, 0, 0, 3, 1]);
  expect(await sweep()).toBe(0);
});

test('A request’s own role leaves no delivery behind, to no address and in no account, and changes none', async () => {
  const account = newId();
  const actor = testActor(account, ['publisher']);
  const asked = works.as(actor, async (work) =>
    deliver(work as Work, { ...wanted, account, url: 'https://10.0.0.1/' }),
  );
  await expect(asked).rejects.toThrow(/permission denied/);
  const text = `update webhook_delivery set url = 'https://elsewhere.example/' where account_tenant_id = $1`;
  await expect(works.as(actor, (work) => work.prepared('try-url', text, [account]))).rejects.toThrow(
    /permission denied/,
  );
});
