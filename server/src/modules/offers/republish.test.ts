import { expect, test } from 'vitest';
import { useDatabase } from '../../../test/database.ts';
import { aPublisher, publishedOffer } from '../../../test/offers.ts';
import { offerVersions, publishOffer, saveDraft } from './index.ts';

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
