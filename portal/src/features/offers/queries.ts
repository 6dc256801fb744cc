/** A publisher's offers: reads and writes over `/comptoir/v1/offers`. */
import {
  offer,
  offerList,
  offerProblems,
  offerVersion,
  offerVersionList,
  partnerList,
  type NewOffer,
  type Offer,
  type OfferDocument,
} from '@comptoir/contracts/comptoir/offers';
import { audienceFileBytes, importedAudience, syncedAudience } from '@comptoir/contracts/comptoir/audience';
import { CallError } from '@comptoir/contracts/call';
import { queryOptions } from '@tanstack/react-query';
import { ask, download } from '../../api/client.ts';

const root = '/comptoir/v1/offers';
const at = (offerId: string) => `${root}/${encodeURIComponent(offerId)}`;

export const offersQuery = queryOptions({ queryKey: ['offers'], queryFn: () => ask(root, offerList) });

export const offerQuery = (offerId: string) =>
  queryOptions({ queryKey: ['offers', offerId], queryFn: () => ask(at(offerId), offer) });

/** What keeps the saved draft from being published. */
export const problemsQuery = (offerId: string, revision: number | undefined) =>
  queryOptions({
    queryKey: ['offers', offerId, 'problems', revision],
    queryFn: () => ask(`${at(offerId)}/problems`, offerProblems),
    enabled: revision !== undefined,
  });

export const versionsQuery = (offerId: string) =>
  queryOptions({
    queryKey: ['offers', offerId, 'versions'],
    queryFn: () => ask(`${at(offerId)}/versions`, offerVersionList),
  });

export const partnersQuery = (search: string) =>
  queryOptions({
    queryKey: ['partners', search],
    queryFn: () => ask('/comptoir/v1/partners', partnerList, { query: { search } }),
  });

export function createOffer(body: NewOffer): Promise<Offer> {
  return ask(root, offer, { method: 'POST', body, repeatId: crypto.randomUUID() });
}

export function saveDraft(offerId: string, revision: number, document: OfferDocument): Promise<Offer> {
  return ask(`${at(offerId)}/draft`, offer, { method: 'PUT', body: { revision, document } });
}

export function publishOffer(offerId: string, revision: number) {
  return ask(`${at(offerId)}/publish`, offerVersion, {
    method: 'POST',
    body: { revision },
    repeatId: crypto.randomUUID(),
  });
}

/** Brings partners into force on a live offer (rule A12). */
export function syncAudience(offerId: string, partnerTenantIds: readonly string[]) {
  return ask(`${at(offerId)}/audience/sync`, syncedAudience, {
    method: 'POST',
    body: { partnerTenantIds },
    repeatId: crypto.randomUUID(),
  });
}

/** Looks through a file of partners without keeping any (rule A13). */
export async function readAudienceFile(offerId: string, file: File) {
  if (file.size === 0) throw new CallError(400, '', { code: 'AudienceFileRefused' });
  if (file.size > audienceFileBytes) throw new CallError(400, '', { code: 'BodyTooLarge' });
  const content = new Blob([await file.arrayBuffer()], { type: 'text/csv' });
  return ask(`${at(offerId)}/audience/import`, importedAudience, { method: 'POST', file: content });
}

export function exportAudience(offerId: string, externalId: string): Promise<void> {
  return download(`${at(offerId)}/audience/export`, `CSP-audience_${externalId}.csv`, 'text/csv');
}
