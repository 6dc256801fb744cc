/** A sale and the removal of the partner that sells, at the same time, on connections of their own: one wins. */
import { expect, test } from 'vitest';
import { somebodyWaits, useDatabase } from '../../../test/database.ts';
import { aPartner } from '../../../test/offers.ts';
import { approved, requested, changeTo, ids, offerOpenTo, operator, orderOf, remove } from '../../../test/requests.ts';
import { isFault } from '../../kernel/index.ts';
import { audienceFacts } from '../offers/index.ts';
import { approveRequest } from './index.ts';

const works = useDatabase();

const codeOf = (result: PromiseSettledResult<unknown>) =>
  result.status === 'rejected' && isFault(result.reason)
    ? `${result.reason.code} ${result.reason.details.rule?.id}`
    : result.status;

async function settled(attempt: Promise<unknown>) {
  const [result] = await Promise.allSettled([attempt]);
  return codeOf(result!);
}

const factsOf = (offerId: string, publisherTenantId: string) =>
  works.asSystem((work) => audienceFacts(work, { offerId, publisherTenantId }));

test('AUD-40 AUD-41 An order that comes while the partner is being removed waits, and is refused', async () => {
  const [leaving, staying] = [await aPartner(works), await aPartner(works)];
  const offer = await offerOpenTo(works, 'selected', leaving, staying);
  const order = await orderOf(works, leaving, offer.productId);
  const { request } = await requested(works, offer, remove(leaving));
  let ordered: Promise<string> | undefined;
  await works.runner.run({ actor: operator, system: true }, async (work) => {
    await approveRequest(work, request.requestId);
    ordered = settled(order());
    await somebodyWaits(works);
  });
  expect(await ordered).toBe('NotPurchasable A7');
  const facts = await factsOf(offer.offerId, offer.publisher.tenantId);
  expect(facts).toMatchObject({ inForce: { partnerTenantIds: ids(staying) }, sales: [] });
});

test('AUD-40 AUD-61 A removal that comes while the partner sells waits, and is refused', async () => {
  const [leaving, staying] = [await aPartner(works), await aPartner(works)];
  const offer = await offerOpenTo(works, 'selected', leaving, staying);
  const order = await orderOf(works, leaving, offer.productId);
  const { request } = await requested(works, offer, remove(leaving));
  let removal: Promise<string> | undefined;
  await order(async () => {
    removal = settled(approved(works, request.requestId));
    await somebodyWaits(works);
  });
  expect(await removal).toBe('AudienceChangeRefused A15');
  const facts = await factsOf(offer.offerId, offer.publisher.tenantId);
  expect(facts.inForce?.partnerTenantIds).toEqual(ids(leaving, staying));
  expect(facts.sales).toMatchObject([{ tenantId: leaving.tenantId, customers: 1 }]);
});

test('AUD-51 AUD-53 The same holds when an option is changed: who sells meanwhile stays, or the change is refused', async () => {
  const [seller, chosen] = [await aPartner(works), await aPartner(works)];
  for (const [change, expected, after] of [
    [changeTo('none'), 'AudienceChangeRefused A22', { option: 'any', partnerTenantIds: [] }],
    [
      changeTo('selected', chosen),
      'fulfilled',
      { option: 'selected', partnerTenantIds: ids(chosen, seller).toSorted() },
    ],
  ] as const) {
    const offer = await offerOpenTo(works, 'any');
    const order = await orderOf(works, seller, offer.productId);
    const { request } = await requested(works, offer, change);
    let decision: Promise<string> | undefined;
    await order(async () => {
      decision = settled(approved(works, request.requestId));
      await somebodyWaits(works);
    });
    expect(await decision).toBe(expected);
    const { inForce } = await factsOf(offer.offerId, offer.publisher.tenantId);
    expect({ ...inForce, partnerTenantIds: inForce?.partnerTenantIds.toSorted() }).toEqual(after);
  }
});

test('AUD-40 Orders and removals in any order and number never leave both a sale and a removal', async () => {
  const rounds = 12;
  const staying = await aPartner(works);
  const winners: string[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const leaving = await aPartner(works);
    const offer = await offerOpenTo(works, 'selected', leaving, staying);
    const orders = [await orderOf(works, leaving, offer.productId), await orderOf(works, leaving, offer.productId)];
    const { request } = await requested(works, offer, remove(leaving));
    const removal = () => approved(works, request.requestId);
    const all = round % 2 === 0 ? [orders[0]!, removal, orders[1]!] : [removal, ...orders];
    const results = await Promise.allSettled(all.map((one) => one()));
    const { inForce, sales } = await factsOf(offer.offerId, offer.publisher.tenantId);
    const listed = inForce!.partnerTenantIds.includes(leaving.tenantId);
    expect(sales.length).toBe(listed ? 1 : 0);
    expect(results.map(codeOf).toSorted()).toEqual(
      listed
        ? ['AudienceChangeRefused A15', 'fulfilled', 'fulfilled']
        : ['NotPurchasable A7', 'NotPurchasable A7', 'fulfilled'],
    );
    winners.push(listed ? 'sale' : 'removal');
  }
  expect(winners).toHaveLength(rounds);
});
