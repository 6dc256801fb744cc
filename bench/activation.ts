/** Pairs of resolve and activate a second, as a publisher's site sends them for every purchase. */
import type { World } from '@comptoir/contracts/sandbox';
import autocannon from 'autocannon';
import type pg from 'pg';
import { applicationToken, resources } from '../scripts/story/client.ts';
import { sealLandingToken } from '../server/src/modules/fulfillment/domain/landing-token.ts';
import { measured, type Measured, type Target } from './load.ts';

const inFlight = 8;
const warmUpPairs = 400;
const version = 'api-version=2018-08-31';

/**
 * Activates `pairs` purchases that were ordered before, eight publishers' calls in flight. `orders`: the order that was
 * placed; its purchases wait in the database.
 */
export async function activatePurchases(
  origin: string,
  world: World,
  database: pg.Client,
  orders: Target,
  pairs: number,
): Promise<Measured> {
  const { rows } = await database.query<{ id: string; partner: string; publisher: string }>(
    `select id, partner_tenant_id as partner, publisher_tenant_id as publisher from subscription
     where status = 'pending' and publisher_tenant_id = (select publisher_tenant_id from offer where name = 'Pilote Projets') limit $1`,
    [warmUpPairs + pairs],
  );
  if (rows.length < warmUpPairs + pairs) throw new Error(`only ${rows.length} purchases wait for activation`);
  await makeLandingKey(orders, rows[0]!.id);
  const { key } = (await database.query<{ key: Buffer }>('select key from landing_key')).rows[0]!;
  const publisher = world.tenants.find((one) => one.id === rows[0]!.publisher)!;
  const authorization = `Bearer ${await applicationToken(origin, publisher, resources.marketplace)}`;
  const expiresAt = Temporal.Now.instant().add({ hours: 24 });
  const purchases = rows.map(({ id, partner }) => ({
    id,
    token: sealLandingToken(key, { partnerTenantId: partner, subscriptionId: id, expiresAt }),
  }));
  await send(origin, authorization, purchases.slice(0, warmUpPairs));
  return send(origin, authorization, purchases.slice(warmUpPairs));
}

/** The first activation link makes the key that seals all of them. */
async function makeLandingKey({ url, headers }: Target, subscriptionId: string): Promise<void> {
  const link = url.replace(/orders$/, `subscriptions/${subscriptionId}/activationlinks`);
  const answer = await fetch(link, { headers });
  if (!answer.ok) throw new Error(`${link} answered ${answer.status}`);
}

interface Purchase {
  readonly id: string;
  readonly token: string;
}

async function send(origin: string, authorization: string, purchases: readonly Purchase[]): Promise<Measured> {
  const [resolving, activating] = [purchases.values(), purchases.values()];
  const headers = { authorization, 'content-type': 'application/json' };
  const result = await autocannon({
    url: origin,
    connections: inFlight,
    pipelining: 1,
    amount: purchases.length * 2,
    requests: [
      {
        method: 'POST',
        path: `/api/saas/subscriptions/resolve?${version}`,
        headers,
        setupRequest: (request) => ({
          ...request,
          headers: { ...request.headers, 'x-ms-marketplace-token': resolving.next().value?.token ?? '' },
        }),
      },
      {
        method: 'POST',
        headers,
        body: JSON.stringify({ planId: 'essentiel', quantity: 10 }),
        setupRequest: (request) => ({
          ...request,
          path: `/api/saas/subscriptions/${activating.next().value?.id}/activate?${version}`,
        }),
      },
    ],
  });
  return measured(result, 0.5);
}
