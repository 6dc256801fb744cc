import { expect, test } from 'vitest';
import { setClock } from '../../../test/clock.ts';
import { useDatabase } from '../../../test/database.ts';
import { machineDocument, ownLicencePlan } from '../../../test/offer-kinds.ts';
import { aPartner, aPublisher, completeDocument, publishedOffer } from '../../../test/offers.ts';
import {
  draftProblems,
  offerVersions,
  publishOffer,
  readOffer,
  saveDraft,
  saysWhatIsLive,
  syncAudience,
} from './index.ts';

const works = useDatabase();

test('A draft that is live already is published again, or twice at once, as what is live: catalogue ids stay', async () => {
  const publisher = await aPublisher(works);
  const offer = await publishedOffer(works, publisher);
  const { offerId, revision } = offer;
  const publish = () =>
    works.as(publisher, (work) => publishOffer(work, { offerId, revision }, { localAddresses: true }));
  const again = await Promise.all([publish(), publish()]);
  expect(again.map(({ number, live }) => [number, live])).toEqual([
    [1, true],
    [1, true],
  ]);
  const changed = { ...offer.document, privacyUrl: 'https://isv.example/other-privacy' };
  const saved = await works.as(publisher, (work) => saveDraft(work, { offerId, revision, document: changed }));
  const next = () =>
    works.as(publisher, (work) => publishOffer(work, { offerId, revision: saved.revision }, { localAddresses: true }));
  const both = await Promise.all([next(), next()]);
  expect(both.map(({ number }) => number)).toEqual([2, 2]);
  expect(await works.as(publisher, (work) => offerVersions(work, offerId))).toHaveLength(2);
});

test('Partners whom a sync added are in force already: published again, they make no other version', async () => {
  const publisher = await aPublisher(works);
  const [{ tenantId: one }, { tenantId: other }] = [await aPartner(works), await aPartner(works)];
  const audience = { option: 'selected' as const, partnerTenantIds: [one] };
  const { offerId } = await publishedOffer(works, publisher, completeDocument({ audience }));
  const again = () =>
    works.as(publisher, async (work) => {
      const { document, revision } = await readOffer(work, offerId);
      const same = await saysWhatIsLive(work, offerId, document);
      expect(await draftProblems(work, offerId, { localAddresses: true })).toMatchObject({ unchanged: same });
      return [same, (await publishOffer(work, { offerId, revision }, { localAddresses: true })).number];
    });
  expect(await again()).toEqual([true, 1]);
  await works.as(publisher, (work) => syncAudience(work, { offerId, partnerTenantIds: [other] }));
  expect(await again()).toEqual([true, 1]);
  await works.as(publisher, async (work) => {
    const { document, revision } = await readOffer(work, offerId);
    await saveDraft(work, {
      offerId,
      revision,
      document: { ...document, audience: { option: 'any', partnerTenantIds: [] } },
    });
  });
  const widened = await works.as(publisher, async (work) => {
    const { document } = await readOffer(work, offerId);
    expect(await draftProblems(work, offerId, { localAddresses: true })).toMatchObject({ unchanged: false });
    return saysWhatIsLive(work, offerId, document);
  });
  expect(widened).toBe(false);
});

test('A draft that says what is live is another version once a market of it has closed', async () => {
  await setClock(works.pools.owner, '2023-08-10T09:00:00Z');
  const publisher = await aPublisher(works);
  const document = machineDocument({ plans: [{ ...ownLicencePlan, markets: 'all' }] });
  const { offerId } = await publishedOffer(works, publisher, document, 'virtualMachine');
  const again = () =>
    works.as(publisher, async (work) => {
      const { revision } = await readOffer(work, offerId);
      const { unchanged } = await draftProblems(work, offerId, { localAddresses: true });
      return [unchanged, (await publishOffer(work, { offerId, revision }, { localAddresses: true })).number];
    });
  expect(await again()).toEqual([true, 1]);
  // Belarus and Russia are no markets from the 17th on.
  await setClock(works.pools.owner, '2023-08-17T00:00:10Z');
  expect(await again()).toEqual([false, 2]);
  expect(await again()).toEqual([true, 2]);
});
