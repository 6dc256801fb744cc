/** Rule D9's table: what a direct partner, an indirect provider and an indirect reseller may do, asked over the APIs. */
import { beforeAll, expect, test } from 'vitest';
import { tenantOf, userToken } from '../../scripts/story/client.ts';
import { useStage } from './stage.ts';
import { accessToken } from './tokens.ts';

const stage = useStage();
const kinds = ['direct', 'provider', 'reseller'] as const;
type Kind = (typeof kinds)[number];
const tokens = {} as Record<Kind, string>;
const customers = {} as Record<Kind, string>;

beforeAll(async () => {
  const token = (part: string, country: string) =>
    userToken(stage.origin, tenantOf(stage.world, part, country), 'global_admin');
  Object.assign(tokens, {
    direct: await token('direct', 'FR'),
    provider: await token('provider', 'NL'),
    reseller: await token('reseller', 'FR'),
  });
  const bakery = stage.customer('bakkerij-zuid');
  Object.assign(customers, { direct: stage.customer('boulangerie-martin'), provider: bakery, reseller: bakery });
});

const nobodys = '00000000-0000-4000-8000-000000000000';
/** What is answered to who may: a write is told what it lacks, or that there is no such subscription. */
const well: Readonly<Record<string, number>> = { GET: 200, POST: 400, PATCH: 404 };

/** `{c}` is a customer of who asks. A write is asked with nothing in it: who may is told what is missing, and writes nothing. */
const rows: readonly (readonly [capability: string, who: readonly Kind[], asks: readonly string[]])[] = [
  ['create a customer’s tenant', ['direct', 'provider'], ['POST /v1/customers']],
  [
    'order and fill carts',
    ['direct', 'provider'],
    ['POST /v1/customers/{c}/orders', 'POST /v1/customers/{c}/carts', 'GET /comptoir/v1/carts'],
  ],
  ['change or cancel a subscription', ['direct', 'provider'], [`PATCH /v1/customers/{c}/subscriptions/${nobodys}`]],
  [
    'see subscriptions and the history of orders',
    ['direct', 'provider'],
    [
      'GET /v1/customers/{c}/subscriptions',
      'GET /comptoir/v1/customers/{c}/subscriptions',
      'GET /v1/customers/{c}/orders',
    ],
  ],
  [
    'see price lists and margins',
    ['direct', 'provider'],
    [
      'GET /v1/products?country=FR&targetView=MarketplaceSaaS',
      'GET /v1/margins',
      'GET /comptoir/v1/marketplace/offers?country=FR',
    ],
  ],
  [
    'be billed by the operator, and set prices',
    ['direct', 'provider'],
    ['GET /v1/invoices', 'GET /comptoir/v1/prices', 'GET /comptoir/v1/customer-invoices'],
  ],
  ['attest the customer’s agreement', ['direct', 'provider'], ['POST /v1/customers/{c}/agreements']],
  [
    'see the customer, its users and its licences',
    kinds,
    ['GET /v1/customers/{c}', 'GET /v1/customers/{c}/users', 'GET /v1/customers/{c}/subscribedskus'],
  ],
  [
    'ask for delegated administration, and for a relationship',
    kinds,
    ['POST /comptoir/v1/delegated-relationships', 'GET /v1/customers/relationshiprequests'],
  ],
];

test.each(rows)('D9 Who may %s: %j', async (_capability, who, asks) => {
  for (const kind of kinds) {
    for (const one of asks) {
      const [method, path] = one.split(' ') as [string, string];
      const address = path.replace('{c}', customers[kind]);
      const sent = method === 'GET' ? {} : { body: method === 'PATCH' ? { quantity: 2 } : {} };
      const { status, text } = await stage.call(tokens[kind], method, address, sent);
      expect([kind, one, status], text).toEqual([kind, one, who.includes(kind) ? well[method] : 403]);
    }
  }
});

test('D9 An application of a reseller may no more than its people', async () => {
  const { id: tenantId } = tenantOf(stage.world, 'reseller', 'FR');
  const app = await accessToken(stage.server.context, { tenantId, parts: ['reseller'], kind: 'app' });
  const refused = [
    await stage.call(app, 'POST', '/v1/customers', { body: {} }),
    await stage.call(app, 'GET', '/v1/invoices'),
    await stage.call(app, 'GET', `/v1/customers/${customers.reseller}/orders`),
  ];
  expect(refused.map(({ status }) => status)).toEqual([403, 403, 403]);
  expect((await stage.call(app, 'GET', `/v1/customers/${customers.reseller}`)).status).toBe(200);
});
