/** Before the partner agreement is signed nothing is transacted, whichever way it is tried. */
import { beforeAll, expect, test } from 'vitest';
import { orderBody } from '../../../scenarios/stage.ts';
import type { Called } from '../../../test/http.ts';
import { useStage } from '../../../test/stage.ts';

const stage = useStage();
let cartId: string;

const send = (method: string, path: string, body?: unknown) =>
  stage.call(stage.azur.app, method, path, body === undefined ? {} : { body });
const customer = () => `/v1/customers/${stage.wish.customerId}`;
const line = () => ({
  id: 0,
  catalogItemId: stage.wish.item,
  quantity: 3,
  billingCycle: 'monthly',
  termDuration: 'P1M',
});

async function rows(): Promise<unknown> {
  const names = ['purchase_order', 'subscription', 'charge', 'customer', 'customer_agreement', 'partnership'];
  const counts = names.map((name) => `(select count(*) from "${name}") as "${name}"`).join(', ');
  return (await stage.server.context.pools.owner.query(`select ${counts}`)).rows[0];
}

beforeAll(async () => {
  cartId = (await send('POST', `${customer()}/carts`, { lineItems: [line()] })).body.id;
  // As a company that was verified and has not signed.
  await stage.server.context.pools.owner.query(
    `update partner_account set agreement_signed_at = null where mpn_id in ('4380101', '4380104')`,
  );
});

const newCustomer = () => ({
  companyProfile: { domain: 'librairie-quais.onmicrosoft.com' },
  billingProfile: {
    culture: 'fr-FR',
    language: 'fr',
    email: 'noor@librairie-quais.example',
    companyName: 'Librairie İß 株',
    firstName: 'Noor',
    lastName: 'Vela',
    defaultAddress: { country: 'FR', city: 'Rennes', postalCode: '35000', addressLine1: '2 rue du Chapitre' },
  },
});

const attempts: Readonly<Record<string, () => Promise<Called>>> = {
  'an order': () => send('POST', `${customer()}/orders`, orderBody(stage.wish)),
  'a new cart': () => send('POST', `${customer()}/carts`, { lineItems: [line()] }),
  'a cart’s checkout': () => send('POST', `${customer()}/carts/${cartId}/checkout`),
  'a new customer': () => send('POST', '/v1/customers', newCustomer()),
};

test.each(Object.keys(attempts))(
  'ENR-28 ENR-29 ENR-49 B9 B17 Without the partner agreement %s is refused over Partner Center v1, and nothing is written',
  async (name) => {
    const before = await rows();
    const { status, body } = await attempts[name]!();
    // A checkout tells of each line; whatever is whole is refused as a whole.
    const said = status === 201 ? body.orderErrors[0] : body;
    expect(said).toMatchObject({ code: 900124, description: expect.stringContaining('partner agreement') });
    expect(await rows()).toEqual(before);
  },
);

test('ENR-29 B17 A provider that has not signed invites nobody', async () => {
  const { tenants } = (await stage.call(undefined, 'GET', '/sandbox/v1/world')).body as {
    tenants: { parts: string[]; users: { userPrincipalName: string }[] }[];
  };
  const provider = tenants.find(({ parts }) => parts.includes('provider'))!.users[0]!.userPrincipalName;
  const wish = { userPrincipalName: provider, resource: 'https://api.partnercenter.microsoft.com' };
  const { access_token: token } = (await stage.call(undefined, 'POST', '/sandbox/v1/tokens', { body: wish })).body;
  const invited = await stage.call(token, 'POST', '/comptoir/v1/partnership-invitations', { body: {} });
  expect(invited).toMatchObject({ status: 403, body: { code: 'PartnerAgreementMissing', rule: { id: 'B17' } } });
});
