import { beforeAll, beforeEach, expect, test } from 'vitest';
import { activate, aChannel, aCustomer, anOperator, buy, runDue, setTime } from '../../../test/billing.ts';
import { useDatabase } from '../../../test/database.ts';
import { completeDocument, perSeatPlan, republished } from '../../../test/offers.ts';
import { readOffer, stopOffer } from '../offers/index.ts';
import { subscriptionOf } from '../subscriptions/index.ts';

const works = useDatabase();

beforeAll(async () => {
  await anOperator(works);
});
beforeEach(() => setTime(works, '2027-01-10T09:00:00Z'));

/** Two seats for EUR 12.50 a month, active since 10 January. */
async function activeSubscription() {
  const document = completeDocument({ plans: [perSeatPlan] });
  const channel = await aChannel(works, { document });
  const customer = await aCustomer(works, channel.partner);
  const subscription = await buy(works, channel, { customer, seats: 2, term: 'P1M' });
  await activate(works, channel, subscription);
  await runDue(works);
  return { channel, customer, subscription, document };
}
type Bought = Awaited<ReturnType<typeof activeSubscription>>;

const renewals = async (subscription: string) => {
  const rows = await works.asSystem((work) =>
    work.prepared<{ type: string; total: string }>(
      'charges of a stopped offer',
      `select charge_type as type, total from charge
       where subscription_id = $1 and buyer_tenant_id = partner_tenant_id order by occurred_at`,
      [subscription],
    ),
  );
  return rows.map(({ type, total }) => [type, total]);
};

test.each([
  [
    'a plan that its publisher stopped',
    async ({ channel, document }: Bought) => {
      const offer = await works.as(channel.publisher, (work) => readOffer(work, channel.offer.offerId));
      const plans = [{ ...perSeatPlan, stopped: true }];
      await republished(works, channel.publisher, offer, { ...document, plans });
    },
  ],
  [
    'an offer that its publisher stopped',
    async ({ channel }: Bought) => {
      await works.as(channel.publisher, (work) => stopOffer(work, channel.offer.offerId));
    },
  ],
])('A subscription of %s renews and is charged like any other', async (_name, stop) => {
  const bought = await activeSubscription();
  await stop(bought);
  for (const moment of ['2027-02-10T00:00:00Z', '2027-03-10T00:00:00Z']) {
    await setTime(works, moment);
    await runDue(works);
  }
  const { channel, customer, subscription } = bought;
  const now = await works.as(channel.partner, (work) => subscriptionOf(work, customer, subscription));
  expect(now).toMatchObject({ status: 'active', quantity: 2 });
  expect(await renewals(subscription)).toEqual([
    ['new', '25'],
    ['renew', '25'],
    ['renew', '25'],
  ]);
});
