/** Private offers for tests, made through the use cases that make the real ones. */
import type { Actor } from '../src/kernel/index.ts';
import {
  createPrivateOffer,
  savePrivateOffer,
  submitPrivateOffer,
  type PrivateOfferDocument,
  type PrivateOfferRow,
} from '../src/modules/private-offers/index.ts';
import type { TestWorks } from './database.ts';

export interface Grant {
  readonly offerId: string;
  readonly planId?: string;
  readonly partner: string;
  readonly customers?: readonly string[];
  readonly percentage: string;
  readonly start?: string;
  readonly end: string;
}

export function documentOf(grant: Grant): PrivateOfferDocument {
  const { offerId, planId, percentage } = grant;
  return {
    name: 'Spring campaign',
    preparedBy: 'ada@isv.example',
    start: grant.start ?? 'asSoonAsPossible',
    end: grant.end,
    notificationContacts: ['ada@isv.example'],
    beneficiaries: [{ partnerTenantId: grant.partner, customerTenantIds: grant.customers ?? [] }],
    pricing: [{ offerId, ...(planId ? { planId } : {}), discountPercentage: percentage }],
  };
}

/** A draft with this document; answers its row. */
export async function drafted(
  works: TestWorks,
  publisher: Actor,
  document: PrivateOfferDocument,
): Promise<PrivateOfferRow> {
  return works.as(publisher, async (work) => {
    const { id, revision } = await createPrivateOffer(work, document.name);
    return savePrivateOffer(work, { privateOfferId: id, revision, document });
  });
}

/** Submitted at the present moment. */
export async function granted(works: TestWorks, publisher: Actor, grant: Grant): Promise<PrivateOfferRow> {
  const { id, revision } = await drafted(works, publisher, documentOf(grant));
  return works.as(publisher, (work) => submitPrivateOffer(work, { privateOfferId: id, revision }));
}
