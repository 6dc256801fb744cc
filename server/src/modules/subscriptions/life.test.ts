/** Plays every cell of the module's table of states and commands: the README is what is tested. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { aChannel, aCustomer, activate, anOperator, buy, runDue, setTime } from '../../../test/billing.ts';
import { useDatabase } from '../../../test/database.ts';
import type { Work } from '../../platform/work.ts';
import {
  answerOperation,
  changeSubscription,
  deadlineWork,
  reinstatePaid,
  subscriptionOf,
  suspendUnpaid,
  type SubscriptionPatch,
} from './index.ts';

const works = useDatabase();
let channel: Awaited<ReturnType<typeof aChannel>>;
let customer: string;
beforeAll(async () => {
  await anOperator(works);
  await setTime(works, begin);
  channel = await aChannel(works);
  customer = await aCustomer(works, channel.partner);
});

const begin = '2027-01-10T09:00:00Z';
const states = ['pending', 'active', 'suspended', 'deleted'] as const;
type State = (typeof states)[number];

const rows = readFileSync(join(import.meta.dirname, 'README.md'), 'utf8')
  .split(/<!-- \/?life -->/)[1]!
  .split('\n')
  .filter((line) => line.startsWith('| '))
  .map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
const cells = rows
  .slice(2)
  .flatMap(([command, ...expected]) => states.map((state, index) => [command!, state, expected[index]!] as const));

const ask = (id: string, patch: SubscriptionPatch) =>
  works.runner.run({ actor: channel.partner, system: true }, (work) =>
    changeSubscription(work, customer, id, () => patch),
  );
const answered = (says: 'Success' | 'Failure', patch: SubscriptionPatch) => async (id: string) => {
  const { held } = await ask(id, patch);
  if (!held) return;
  await works.runner.run({ actor: channel.publisher, system: true }, (work) =>
    answerOperation(work, id, held.id, says),
  );
};
const later = (at: string, then?: (id: string) => Promise<unknown>) => async (id: string) => {
  await setTime(works, at);
  if (then) return then(id);
  await runDue(works, 1, [channel.partner.tenantId]);
  const lapse = (work: Work) => deadlineWork.run(work, channel.partner.tenantId) as Promise<number>;
  while ((await works.asSystem(lapse)) > 0);
};

const commands: Readonly<Record<string, (id: string) => Promise<unknown>>> = {
  'publisher activates': (id) => activate(works, channel, id),
  'other nickname': (id) => ask(id, { friendlyName: 'Neu' }),
  'other quantity, agreed': answered('Success', { quantity: 11 }),
  'other quantity, refused': answered('Failure', { quantity: 11 }),
  'renewal off': (id) => ask(id, { autoRenew: false }),
  'other quantity at renewal': (id) => ask(id, { nextTerm: { quantity: 3 } }),
  'partner suspends': (id) => ask(id, { status: 'suspended' }),
  'partner reinstates, agreed': answered('Success', { status: 'active' }),
  'partner reinstates, refused': answered('Failure', { status: 'active' }),
  'operator suspends': (id) => works.asSystem((work) => suspendUnpaid(work, customer, id)),
  'operator reinstates': (id) => works.asSystem((work) => reinstatePaid(work, customer, id)),
  'partner cancels in its window': (id) => ask(id, { status: 'deleted' }),
  'partner cancels later': later('2027-01-12T09:00:00Z', (id) => ask(id, { status: 'deleted' })),
  'to a status of other products': (id) => ask(id, { status: 'expired' }),
  'term over, renewal on': later('2027-02-09T00:00:00Z'),
  'term over, renewal off': async (id) => {
    await works.pools.owner.query('update subscription set auto_renew = false where id = $1', [id]);
    await later('2027-02-09T00:00:00Z')(id);
  },
  'thirty days go by': later('2027-02-09T10:00:00Z'),
};

/** The term of what was activated ends on 8 February, before thirty days are over. */
async function broughtTo(state: State): Promise<string> {
  await setTime(works, '2027-01-09T09:30:00Z');
  const id = await buy(works, channel, { customer, term: 'P1M' });
  if (state === 'pending') await move(id, 'created_at');
  else await activate(works, channel, id);
  await setTime(works, begin);
  if (state === 'suspended') await ask(id, { status: 'suspended' });
  if (state === 'deleted') await ask(id, { status: 'deleted' });
  return id;
}
/** Bought at the moment of the test, as everything else begins. */
const move = (id: string, column: 'created_at') =>
  works.pools.owner.query(`update subscription set ${column} = $2 where id = $1`, [id, begin]);

test('The table names every command that is played', () => {
  expect(rows[0]).toEqual(['command', ...states]);
  expect(rows.slice(2).map(([command]) => command)).toEqual(Object.keys(commands));
});

test.for(cells)('F14 F17 F20 F22 F24 %s, when it is %s: %s', async ([command, state, expected]) => {
  const id = await broughtTo(state);
  const done = commands[command]!(id).then(
    async () => (await works.as(channel.partner, (work) => subscriptionOf(work, customer, id))).status,
    (error: unknown) => (error as { code: string }).code,
  );
  expect(await done).toBe(expected);
});
