/**
 * Any sequence of changes, cancellations, suspensions, renewals and moves of the clock, charged now and then: what comes of it is what
 * a second reckoning, made here from the rules alone, says it is, on every hop and to the cent.
 */
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { aBuyerOf, aChannel, anOperator, runDue, setTime } from '../../../test/billing.ts';
import { useDatabase } from '../../../test/database.ts';
import { Reckoning, type PlanId, type Scheduled } from '../../../test/reckoning.ts';
import { completeDocument, perSeatPlan } from '../../../test/offers.ts';
import { systemActor } from '../../kernel/index.ts';
import type { Work } from '../../platform/work.ts';
import { proveMonth } from './index.ts';
import {
  answerOperation,
  changeSubscription,
  deadlineWork,
  operationWork,
  settleByWebhook,
  subscriptionOf,
  type Operation,
  type SubscriptionPatch,
} from '../subscriptions/index.ts';

const works = useDatabase();
beforeAll(async () => {
  await anOperator(works);
});

type Step =
  | { readonly do: 'wait'; readonly hours: number }
  | { readonly do: 'seats'; readonly quantity: number; readonly publisher: Answer }
  | { readonly do: 'plan'; readonly plan: PlanId; readonly publisher: Answer }
  | { readonly do: 'renewal'; readonly on: boolean }
  | { readonly do: 'schedule'; readonly next: Scheduled | null }
  | { readonly do: 'cancel' }
  | { readonly do: 'suspend' }
  | { readonly do: 'reinstate'; readonly publisher: Answer }
  | { readonly do: 'charge' };

type Answer = 'agrees' | 'refuses' | 'isSilent' | 'isAway';
const answers = fc.constantFrom<Answer[]>('agrees', 'agrees', 'refuses', 'isSilent', 'isAway');

/** Monthly 20.00, and 18.00 a month on a yearly term. */
const business = {
  ...perSeatPlan,
  planId: 'business',
  name: 'Business',
  prices: perSeatPlan.prices.map((price) => ({ ...price, amount: price.term === 'P1M' ? '20' : '18' })),
};

const scheduled: fc.Arbitrary<Scheduled> = fc.record({
  yearly: fc.option(fc.boolean(), { nil: undefined }),
  quantity: fc.option(fc.integer({ min: 1, max: 20 }), { nil: undefined }),
});

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('wait'), hours: fc.integer({ min: 0, max: 24 * 25 }) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('seats'),
      quantity: fc.integer({ min: 1, max: 20 }),
      publisher: answers,
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('plan'),
      plan: fc.constantFrom<PlanId[]>('team', 'business'),
      publisher: answers,
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('renewal'), on: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('schedule'), next: fc.option(scheduled) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('cancel') }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('suspend') }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('reinstate'),
      publisher: answers,
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('charge') }) },
);
const begins = [
  '2027-01-31T09:00:00Z',
  '2027-01-30T23:59:00Z',
  '2027-02-28T00:00:00Z',
  '2028-01-31T12:00:00Z',
  '2027-03-15T08:00:00Z',
];

async function totals(subscription: string): Promise<readonly number[]> {
  const text = `select (100 * sum(total))::int as cents from charge where subscription_id = $1
    group by seller_tenant_id order by 1`;
  return (await works.pools.owner.query<{ cents: number }>(text, [subscription])).rows.map(({ cents }) => cents);
}

/** What the proof of its months finds, invoices and margins. */
async function proofOf({ partner }: Channel): Promise<readonly unknown[]> {
  const text = 'select distinct billing_month as month from charge where partner_tenant_id = $1';
  const { rows } = await works.pools.owner.query<{ month: string }>(text, [partner.tenantId]);
  const problems = rows.map(({ month }) =>
    works.asSystem(
      async (work: Work) => (await proveMonth(work, { partnerTenantId: partner.tenantId, month })).problems,
    ),
  );
  return (await Promise.all(problems)).flat();
}

const codeOf = (doing: Promise<unknown>) =>
  doing.then(
    () => 'nothing',
    (error: unknown) => (error as { code: string }).code,
  );

const askedOf = ({ yearly, quantity }: Scheduled) => ({
  term: yearly === undefined ? undefined : yearly ? 'P1Y' : 'P1M',
  quantity,
});
type Channel = Awaited<ReturnType<typeof aChannel>>;
type Bought = Awaited<ReturnType<typeof aBuyerOf>>;

const answer = ({ publisher }: Channel, { subscription }: Bought, { id }: Operation, says: 'Success' | 'Failure') =>
  works.runner.run({ actor: publisher, system: true }, (work) => answerOperation(work, subscription, id, says));

/** What the publisher does with a change; when it is over. */
async function answered(
  channel: Channel,
  bought: Bought,
  held: Operation,
  publisher: Answer,
  at: Temporal.Instant,
): Promise<Temporal.Instant> {
  if (publisher === 'agrees' || publisher === 'refuses') {
    await answer(channel, bought, held, publisher === 'agrees' ? 'Success' : 'Failure');
    return at;
  }
  const delivery = {
    id: held.id,
    account: channel.publisher.tenantId,
    event: held.action,
    url: '',
    body: '',
    onlyOnce: false,
    subjectId: bought.subscription,
    sourceId: held.id,
    createdAt: at,
    recipient: { partnerTenantId: channel.partner.tenantId },
  };
  const outcome = publisher === 'isSilent' ? 'delivered' : 'failed';
  await works.runner.run({ actor: systemActor, account: channel.publisher.tenantId, system: true }, (work: Work) =>
    settleByWebhook(work, { delivery, outcome, at: work.now, status: undefined, answer: '' }),
  );
  if (publisher === 'isAway') return at;
  const later = at.add({ seconds: silenceSeconds + 1 });
  await setTime(works, later.toString());
  // The term may have ended in those seconds: renewals go first.
  await runDue(works, 1, [channel.partner.tenantId]);
  await works.asSystem((work: Work) => operationWork.run(work, channel.partner.tenantId));
  return later;
}
const silenceSeconds = 10;

/** Renewals, charges, and what ends by itself. */
async function timeGoesBy({ partner }: Channel): Promise<void> {
  await runDue(works, 1, [partner.tenantId]);
  await works.asSystem((work: Work) => deadlineWork.run(work, partner.tenantId));
}

/** Plays the steps on the house and on paper; answers what each says in the end. */
async function play(yearly: boolean, begin: string, steps: readonly Step[]) {
  let at = Temporal.Instant.from(begin);
  await setTime(works, at.toString());
  // An account of its own: the clock of the next sequence begins before this one ends.
  const channel = await aChannel(works, { document: completeDocument({ plans: [perSeatPlan, business] }) });
  const bought = await aBuyerOf(works, channel, 10, yearly ? 'P1Y' : 'P1M');
  const { rows } = await works.pools.owner.query<{ at: Temporal.Instant }>(
    'select activated_at as at from subscription where id = $1',
    [bought.subscription],
  );
  const paper = new Reckoning(yearly, rows[0]!.at);
  const change = (patch: SubscriptionPatch) =>
    works.runner.run({ actor: channel.partner, system: true }, (work) =>
      changeSubscription(work, bought.customer, bought.subscription, () => patch),
    );
  /** What must refuse, and what did. */
  const refusals: string[] = [];
  for (const one of [...steps, { do: 'wait', hours: 24 * 40 } as const]) {
    if (one.do === 'wait') {
      at = at.add({ hours: one.hours });
      await setTime(works, at.toString());
      paper.wait(at);
    }
    // Renewals are the clock's: nothing is changed between the end of a term and them.
    if (one.do === 'charge' || one.do === 'wait') await timeGoesBy(channel);
    else if (paper.endedAt) refusals.push(`SubscriptionEnded ${await codeOf(change({ friendlyName: 'Neu' }))}`);
    else if (one.do === 'suspend') {
      const { subscription } = await change({ status: 'suspended' });
      // Suspended again it stays so, from when it was.
      if (!paper.suspendedAt) paper.suspend(subscription.suspendedAt!);
    } else if (one.do === 'reinstate') {
      const { held } = await change({ status: 'active' });
      refusals.push(`${paper.suspendedAt !== undefined} ${held !== undefined}`);
      if (held) at = await answered(channel, bought, held, one.publisher, at);
      if (held && (one.publisher === 'agrees' || one.publisher === 'isSilent')) paper.reinstate(at);
      await timeGoesBy(channel);
    } else if (one.do !== 'cancel' && paper.suspendedAt) {
      refusals.push(`SubscriptionSuspended ${await codeOf(change({ quantity: paper.quantity + 1 }))}`);
    } else if (one.do === 'cancel' && !paper.mayCancel(at)) {
      refusals.push(`CancellationHoursPassed ${await codeOf(change({ status: 'deleted' }))}`);
    } else if (one.do === 'cancel') {
      await change({ status: 'deleted' });
      paper.cancel(at);
    } else if (one.do === 'renewal') {
      await change({ autoRenew: one.on });
      paper.renews = one.on;
      if (!one.on) paper.next = null;
    } else if (one.do === 'schedule' && one.next && !paper.renews) {
      refusals.push(`RenewalOff ${await codeOf(change({ nextTerm: askedOf(one.next) }))}`);
    } else if (one.do === 'schedule') {
      await change({ nextTerm: one.next && askedOf(one.next) });
      paper.schedule(one.next);
    } else {
      const { subscription, held } = await change(
        one.do === 'plan' ? { plan: { planId: one.plan } } : { quantity: one.quantity },
      );
      if (subscription.quantity !== paper.quantity) refusals.push(`${paper.quantity} ${subscription.quantity}`);
      if (subscription.planId !== paper.plan) refusals.push(`${paper.plan} ${subscription.planId}`);
      if (!held) continue;
      // What waits locks what the publisher is asked; the rest passes.
      refusals.push(`OperationPending ${await codeOf(change({ quantity: paper.quantity + 1 }))}`);
      await change({ friendlyName: `Neu ${at.toString()}` });
      at = await answered(channel, bought, held, one.publisher, at);
      paper.wait(at);
      const isYes = one.publisher === 'agrees' || one.publisher === 'isSilent';
      if (isYes && one.do === 'plan') paper.change(one.plan, at);
      else if (isYes && one.do === 'seats') paper.seats(one.quantity, at);
      // However often the same is answered, late too, nothing happens twice.
      const again = codeOf(answer(channel, bought, held, one.publisher === 'refuses' ? 'Failure' : 'Success'));
      refusals.push(`${one.publisher === 'isAway' ? 'OperationOver' : 'nothing'} ${await again}`);
    }
  }
  await runDue(works, 1, [channel.partner.tenantId]);
  const house = await works.as(channel.partner, (work) => subscriptionOf(work, bought.customer, bought.subscription));
  return { paper, house, refusals, charged: await totals(bought.subscription), proof: await proofOf(channel) };
}

test('F20 G10 G11 F22 F23 F24 Any sequence of changes of seats and plans, answers, silences, suspensions, reinstatements, renewals, cancellations and clock moves leaves one state and charges that add up', async () => {
  const property = fc.asyncProperty(
    fc.boolean(),
    fc.constantFrom(...begins),
    fc.array(step, { minLength: 2, maxLength: 9 }),
    async (yearly, begin, steps) => {
      const { paper, house, refusals, charged, proof } = await play(yearly, begin, steps);
      expect(house.status).toBe(paper.state);
      expect(refusals.filter((both) => new Set(both.split(' ')).size > 1)).toEqual([]);
      expect([house.quantity, house.planId]).toEqual([paper.quantity, paper.plan]);
      expect(charged).toEqual([paper.total, paper.total]);
      expect(proof).toEqual([]);
    },
  );
  await fc.assert(property, { numRuns: Number(process.env.COMPTOIR_PROPERTY_RUNS ?? 12) });
}, 120_000);
