/** What a partner finds of an offer's material: all of it, for every offer its marketplace shows (rules A28, F1). */
import type { Work } from '../../../platform/work.ts';
import { catalogueEntry, offerFault } from '../../offers/index.ts';
import * as store from '../store/material.ts';
import { fileOf, type StoredFile } from './publisher.ts';

/** Material of an offer in the acting partner's marketplace. Faults: ProductUnknown. */
export async function partnerMaterial(work: Work, productId: string): Promise<store.MaterialEntry[]> {
  return store.entriesOf(work, await shownOffer(work, productId));
}

/** One of its files. Faults: ProductUnknown, MaterialUnknown. */
export async function partnerFile(work: Work, productId: string, materialId: string): Promise<StoredFile> {
  return fileOf(work, await shownOffer(work, productId), materialId);
}

async function shownOffer(work: Work, productId: string): Promise<string> {
  const entry = await catalogueEntry(work, work.account, productId);
  if (entry) {
    await store.showOffers(work, [entry.version.offerId]);
    return entry.version.offerId;
  }
  throw offerFault('ProductUnknown', `There is no product ${productId} in your marketplace. Search it again.`);
}
