/** A publisher's offers: reads and writes over `/comptoir/v1/offers`. */
import {
  offer,
  offerList,
  offerProblems,
  offerVersion,
  offerVersionDetail,
  offerVersionList,
  type NewOffer,
  type Offer,
  type OfferDocument,
  type OfferSummary,
} from '@comptoir/contracts/comptoir/offers';
import {
  comparison,
  offerStopped,
  previewedOffer,
  submission,
  submissionList,
} from '@comptoir/contracts/comptoir/offer-lifecycle';
import { audienceFileBytes, importedAudience, syncedAudience } from '@comptoir/contracts/comptoir/audience';
import { CallError } from '@comptoir/contracts/call';
import { queryOptions } from '@tanstack/react-query';
import type { PickerSource } from '../../ui/picker.tsx';
import { ask, download } from '../../api/client.ts';
import type { FileForm } from '../../ui/list-bar.tsx';

const root = '/comptoir/v1/offers';
const at = (offerId: string) => `${root}/${encodeURIComponent(offerId)}`;

/** What every list of offers is kept under. */
export const offerLists = ['offers', 'list'];

export const offerSource = { path: root, list: offerList, key: offerLists };

/** Own offers to choose from that were published, or those that are live. */
export const offerChoices = (state: 'published' | 'live'): PickerSource<OfferSummary> => ({
  key: [...offerLists, state],
  find: (search) => ask(root, offerList.answer, { query: { search: search || undefined, state, size: choices } }),
  choiceOf: ({ offerId, name, externalId }) => ({ value: offerId, label: name, hint: externalId }),
});

/** As many as are looked at; the rest is found by typing. */
const choices = 20;

/** Whether there is an own offer to choose at all. */
export const anyOfferQuery = (state: 'published' | 'live') =>
  queryOptions({ queryKey: [...offerLists, state, 'any'], queryFn: () => offerChoices(state).find('') });

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

export const versionQuery = (offerId: string, number: number | undefined) =>
  queryOptions({
    queryKey: ['offers', offerId, 'versions', number],
    queryFn: () => ask(`${at(offerId)}/versions/${number}`, offerVersionDetail),
    enabled: number !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
  });

/** Previews of the offer, newest first. */
export const submissionsQuery = (offerId: string) =>
  queryOptions({
    queryKey: ['offers', offerId, 'submissions'],
    queryFn: () => ask(`${at(offerId)}/submissions`, submissionList),
  });

/** What changed from one state to another: `draft`, `preview`, `live` or the number of a version. */
export const comparisonQuery = (offerId: string, from: string, to: string) =>
  queryOptions({
    queryKey: ['offers', offerId, 'compare', from, to],
    queryFn: () => ask(`${at(offerId)}/compare`, comparison, { query: { from, to } }),
  });

/** A preview as its audience sees it. */
export const previewedQuery = (productId: string) =>
  queryOptions({
    queryKey: ['previews', productId],
    queryFn: () => ask(`/comptoir/v1/previews/${encodeURIComponent(productId)}`, previewedOffer),
  });

export function createOffer(body: NewOffer): Promise<Offer> {
  return ask(root, offer, { method: 'POST', body });
}

export function saveDraft(offerId: string, revision: number, document: OfferDocument): Promise<Offer> {
  return ask(`${at(offerId)}/draft`, offer, { method: 'PUT', body: { revision, document } });
}

export function publishOffer(offerId: string, revision: number) {
  return ask(`${at(offerId)}/publish`, offerVersion, {
    method: 'POST',
    body: { revision },
  });
}

export function previewOffer(offerId: string, revision: number) {
  return ask(`${at(offerId)}/preview`, submission, {
    method: 'POST',
    body: { revision },
  });
}

export function goLive(offerId: string, number: number) {
  return ask(`${at(offerId)}/submissions/${number}/go-live`, offerVersion, {
    method: 'POST',
  });
}

export function withdrawPreview(offerId: string, number: number) {
  return ask(`${at(offerId)}/submissions/${number}/withdraw`, submission, {
    method: 'POST',
  });
}

export function stopSelling(offerId: string) {
  return ask(`${at(offerId)}/stop`, offerStopped, { method: 'POST' });
}

/** Brings partners into force on a live offer (rule A12). */
export function syncAudience(offerId: string, partnerTenantIds: readonly string[]) {
  return ask(`${at(offerId)}/audience/sync`, syncedAudience, {
    method: 'POST',
    body: { partnerTenantIds },
  });
}

/** Looks through a file of partners without keeping any (rule A13). */
export async function readAudienceFile(offerId: string, file: File) {
  if (file.size === 0) throw new CallError(400, '', { code: 'AudienceFileRefused' });
  if (file.size > audienceFileBytes) throw new CallError(400, '', { code: 'BodyTooLarge' });
  const content = new Blob([await file.arrayBuffer()], { type: 'text/csv' });
  return ask(`${at(offerId)}/audience/import`, importedAudience, { method: 'POST', file: content });
}

export function exportAudience(offerId: string, form: FileForm, fileName: string): Promise<void> {
  return download(`${at(offerId)}/audience/export?format=${form}`, fileName, 'text/csv');
}
