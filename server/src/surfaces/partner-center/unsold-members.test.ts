import { cart as cartShape, order as orderShape } from '@comptoir/contracts/partner-center/orders';
import { expect, test } from 'vitest';
import { orderBody } from '../../../scenarios/stage.ts';
import { useStage } from '../../../test/stage.ts';
import { newId } from '../../kernel/index.ts';

const stage = useStage();

type More = Record<string, unknown>;
const at = () => `/v1/customers/${stage.wish.customerId}`;
const post = (path: string, body: unknown) => stage.call(stage.azur.app, 'POST', `${at()}/${path}`, { body });
const cart = (more: More = {}) => {
  const line = { id: 0, catalogItemId: stage.wish.item, quantity: 2, billingCycle: 'monthly', termDuration: 'P1M' };
  return post('carts', { lineItems: [{ ...line, ...more }] });
};
const order = (more: More = {}, whole: More = {}) => {
  const body = orderBody(stage.wish);
  return post('orders', { ...body, ...whole, lineItems: [{ ...body.lineItems[0], ...more }] });
};
const written = async () => {
  const text = 'select (select count(*) from cart) + (select count(*) from purchase_order) as rows';
  return (await stage.server.context.pools.owner.query(text)).rows[0];
};

const inBoth: [string, More, number][] = [
  ['promotionId', { promotionId: '39NFJQT1PK5H:0001:39NFJQT1Q5KM' }, 27007],
  ['customTermEndDate', { customTermEndDate: '2027-06-30T00:00:00Z' }, 900242],
  ['renewsTo', { renewsTo: { termDuration: 'P1Y' } }, 900267],
  ['renewsTo', { renewsTo: [{ termDuration: 'P1Y' }] }, 900267],
  ['provisioningContext.ParentSubscriptionId', { provisioningContext: { ParentSubscriptionId: newId() } }, 800029],
  ['provisioningContext.subscriptionId', { provisioningContext: { subscriptionId: newId() } }, 900129],
  ['provisioningContext.scope', { provisioningContext: { scope: 'shared' } }, 900312],
];
const inCarts: typeof inBoth = [
  ['addonItems', { addonItems: [{ catalogItemId: 'a:b:c', quantity: 1 }] }, 800029],
  ['participants[0]', { participants: [{ key: 'bogus', value: '4380999' }] }, 800002],
  ['participants', { participants: [{ key: 'additional_transaction_reseller', value: '4380999' }] }, 800002],
  ['participants[0]', { participants: [{ Key: 'ConsumptionReseller', Value: '4380999' }] }, 800002],
  [
    'participants[1]',
    {
      participants: [
        { key: 'transaction_reseller', value: '4380999' },
        { key: 'transaction_reseller', value: '4380105' },
      ],
    },
    800002,
  ],
];
const inOrders: typeof inBoth = [
  ['parentSubscriptionId', { parentSubscriptionId: newId() }, 800029],
  ['additionalPartnerIdsOnRecord', { additionalPartnerIdsOnRecord: ['4380999'] }, 800002],
];

test.for([...inBoth, ...inCarts])('A cart that asks for %s beyond what is sold is refused: %j', async (given) => {
  const [member, more, code] = given;
  const before = await written();
  const { status, body } = await cart(more);
  expect([status, body.code, body.data]).toEqual([400, code, expect.arrayContaining([`lineItems[0].${member}`])]);
  expect(await written()).toEqual(before);
});

test.for([...inBoth, ...inOrders])('An order that asks for %s beyond what is sold is refused: %j', async (given) => {
  const [member, more, code] = given;
  const before = await written();
  const { status, body } = await order(more);
  expect([status, body.code, body.data]).toEqual([400, code, expect.arrayContaining([`lineItems[0].${member}`])]);
  expect(await written()).toEqual(before);
});

const unset = {
  promotionId: null,
  CustomTermEndDate: '0001-01-01T00:00:00',
  addonItems: [],
  parentSubscriptionId: '',
  additionalPartnerIdsOnRecord: [],
  provisioningContext: {},
  participants: [],
  attestationAccepted: true,
};

test('Members that say nothing, as the SDKs send them, are taken; so is a renewal to the term itself', async () => {
  for (const renewsTo of [null, [], { termDuration: 'P1M' }, [{ TermDuration: 'P1M' }]]) {
    for (const answer of [await cart({ ...unset, renewsTo }), await order({ ...unset, renewsTo })]) {
      expect([answer.status, answer.text]).toEqual([201, expect.any(String)]);
    }
  }
  const made = cartShape.parse((await cart()).body);
  const again = await stage.call(stage.azur.app, 'PUT', `${at()}/carts/${made.id}`, { body: made });
  expect([again.status, cartShape.parse(again.body).lineItems]).toEqual([200, made.lineItems]);
});

test('A billing cycle may be its number, as serialisers write an enum: 0 is the default, 1 monthly, 2 annual', async () => {
  const cycleOf = async (billingCycle: number) => {
    const [inCart, ordered] = [
      await cart({ billingCycle, termDuration: null }),
      await order({ termDuration: null }, { billingCycle }),
    ];
    return [cartShape.parse(inCart.body).lineItems[0]!.billingCycle, orderShape.parse(ordered.body).billingCycle];
  };
  expect(await cycleOf(0)).toEqual(['monthly', 'monthly']);
  expect(await cycleOf(1)).toEqual(['monthly', 'monthly']);
  expect(await cycleOf(2)).toEqual(['annual', 'annual']);
  for (const wrong of [5, 99, -1, 1.5]) expect((await cart({ billingCycle: wrong })).status).toBe(400);
});

test('A refused order names its members as orders call them', async () => {
  const unknown = await order({ offerId: 'a:b:c' });
  expect([unknown.body.code, unknown.body.data]).toEqual([800004, ['lineItems[0].offerId']]);
});

test('A customer of reference that .NET leaves unset is the one of the address', async () => {
  for (const referenceCustomerId of [null, '', '00000000-0000-0000-0000-000000000000']) {
    const { status, text } = await order({}, { referenceCustomerId });
    expect([status, text]).toEqual([201, expect.any(String)]);
  }
});
