import { marketplaceOffer } from '@comptoir/contracts/comptoir/marketplace';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { aChannel, aCustomer, buy, type Channel } from '../../../test/billing.ts';
import { worksOf, type TestWorks } from '../../../test/database.ts';
import { callServer } from '../../../test/http.ts';
import { perSeatPlan } from '../../../test/offers.ts';
import { startTestServer, type TestServer } from '../../../test/server.ts';
import { accessToken } from '../../../test/tokens.ts';
import { newId } from '../../kernel/index.ts';

let server: TestServer;
let works: TestWorks;
let channel: Channel;
let token: string;

beforeAll(async () => {
  server = await startTestServer();
  works = worksOf(server.context);
  channel = await aChannel(works, {
    document: {
      plans: [
        { ...perSeatPlan, onePerCustomer: true },
        { ...perSeatPlan, planId: 'more' },
      ],
    },
  });
  token = await accessToken(server.context, { tenantId: channel.partner.tenantId, parts: ['direct'] });
});
afterAll(() => server.stop());

async function hindrancesFor(customer?: string) {
  const query = customer === undefined ? '' : `&customerTenantId=${customer}`;
  const path = `/comptoir/v1/marketplace/offers/${channel.productId}?country=FR${query}`;
  const offer = marketplaceOffer.parse((await callServer(server.origin, 'GET', path, { token })).body);
  return offer.plans.map((plan) => [plan.planId, plan.purchasable, plan.hindrances.map(({ rule }) => rule.id)]);
}

test('F4 An offer’s details tell that a customer has a plan that is sold once to each, and of nobody else', async () => {
  const [customer, other] = [await aCustomer(works, channel.partner), await aCustomer(works, channel.partner)];
  await buy(works, channel, { customer });
  expect(await hindrancesFor(customer)).toEqual([
    ['team', false, ['F4']],
    ['more', true, []],
  ]);
  for (const free of [other, undefined]) {
    expect(await hindrancesFor(free)).toEqual([
      ['team', true, []],
      ['more', true, []],
    ]);
  }
});

test('F4 Of another partner’s customer nothing is told: it is refused as one that there is not', async () => {
  const elsewhere = await aChannel(works);
  const customer = await aCustomer(works, elsewhere.partner);
  await buy(works, { ...channel, partner: elsewhere.partner }, { customer });
  const path = `/comptoir/v1/marketplace/offers/${channel.productId}?country=FR&customerTenantId=`;
  for (const id of [customer, newId()]) {
    expect(await callServer(server.origin, 'GET', `${path}${id}`, { token })).toMatchObject({
      status: 404,
      body: { code: 'CustomerNotFound' },
    });
  }
});
