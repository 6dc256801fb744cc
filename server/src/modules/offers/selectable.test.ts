/** Only active direct partners and providers of the programme are named in an audience (A29), whichever way it is done. */
import { expect, test } from 'vitest';
import { useDatabase } from '../../../test/database.ts';
import { aPartner, aPublisher, completeDocument, publishedOffer } from '../../../test/offers.ts';
import { documentOf, drafted } from '../../../test/private-offers.ts';
import { isFault, newId } from '../../kernel/index.ts';
import { submitPrivateOffer } from '../private-offers/index.ts';
import {
  applyAudience,
  createOffer,
  draftProblems,
  importAudience,
  previewOffer,
  publishOffer,
  readOffer,
  saveDraft,
  syncAudience,
} from './index.ts';

const works = useDatabase();
const sandbox = { localAddresses: true };

/** Codes of a refusal and of its problems; empty when nothing was refused. */
async function codesOf(attempt: Promise<unknown>): Promise<string[]> {
  try {
    await attempt;
    return [];
  } catch (error) {
    if (!isFault(error)) throw error;
    return [error.code, ...(error.details.problems ?? []).map((problem) => problem.code)];
  }
}

test.each([
  ['An indirect reseller', { kind: 'reseller' }],
  ['A restricted partner', { state: 'restricted' }],
  ['A suspended provider', { kind: 'provider', state: 'suspended' }],
  ['A partner that has not signed the partner agreement', { signed: false }],
] as const)(
  'AUD-60 %s is named neither by publishing nor by sync, file, request or private offer',
  async (_who, wishes) => {
    const [publisher, good, bad] = [await aPublisher(works), await aPartner(works), await aPartner(works, wishes)];
    const listed = [good.tenantId, bad.tenantId];
    const document = completeDocument({ audience: { option: 'selected', partnerTenantIds: listed } });
    const draft = await works.as(publisher, async (work) => {
      const { offerId } = await createOffer(work, { kind: 'saas', externalId: `offer-${newId()}`, name: 'Notes' });
      return saveDraft(work, { offerId, revision: 1, document });
    });
    const unready = { offerId: draft.offerId, revision: draft.revision };
    const { problems } = await works.as(publisher, (work) => draftProblems(work, draft.offerId, sandbox));
    expect(problems.map(({ path }) => path)).toEqual(['audience.partnerTenantIds[1]']);
    for (const bring of [publishOffer, previewOffer]) {
      expect(await codesOf(works.as(publisher, async (work) => void (await bring(work, unready, sandbox))))).toEqual([
        'OfferNotReady',
        'PartnerNotSelectable',
      ]);
    }

    const { offerId } = await live(publisher, good);
    const partnerTenantIds = [bad.tenantId];
    expect(await codesOf(works.as(publisher, (work) => syncAudience(work, { offerId, partnerTenantIds })))).toEqual([
      'PartnersNotSelectable',
      'PartnerNotSelectable',
    ]);
    const file = { offerId, text: `Tenant ID\n${bad.tenantId}`, commit: true, skipBadRows: true };
    expect(await works.as(publisher, (work) => importAudience(work, file))).toMatchObject({
      imported: 0,
      problems: [{}],
    });
    const margin = documentOf({ offerId, partner: bad.tenantId, percentage: '10', end: '2099-12-31' });
    const { id: privateOfferId, revision } = await drafted(works, publisher, margin);
    expect(
      await codesOf(works.as(publisher, (work) => submitPrivateOffer(work, { privateOfferId, revision }))),
    ).toEqual(['PrivateOfferNotReady', 'PartnerNotSelectable']);
    expect(await works.as(publisher, (work) => readOffer(work, offerId))).toMatchObject({
      document: { audience: { partnerTenantIds: [good.tenantId] } },
      liveAudience: { partnerTenantIds: [good.tenantId] },
    });

    const open = await publishedOffer(works, publisher, completeDocument());
    const change = { kind: 'changeOption', to: 'selected', partnerTenantIds: listed } as const;
    const request = { publisherTenantId: publisher.tenantId, offerId: open.offerId, change, requestId: newId() };
    expect(await codesOf(works.asSystem((work) => applyAudience(work, request)))).toEqual([
      'PartnersNotSelectable',
      'PartnerNotSelectable',
    ]);
  },
);

async function live(publisher: Parameters<typeof publishedOffer>[1], ...partners: readonly { tenantId: string }[]) {
  const audience = { option: 'selected', partnerTenantIds: partners.map(({ tenantId }) => tenantId) } as const;
  return publishedOffer(works, publisher, completeDocument({ audience }));
}
