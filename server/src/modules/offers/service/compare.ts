/** What differs between two states of an offer: versions by number, its draft, its preview, and what is live. */
import type { Work } from '../../../platform/work.ts';
import { differences } from '../domain/diff.ts';
import type { OfferDocument } from '../domain/document.ts';
import { pageOfPath } from '../domain/pages.ts';
import type { OfferPage } from '../domain/problem.ts';
import { offerFault } from '../faults.ts';
import * as store from '../store/offers.ts';
import { previewDocumentOf } from '../store/submissions.ts';
import { publisherOffer } from './drafts.ts';

/** A version by its number, or one of the states an offer may have. */
export type ComparedState = 'draft' | 'preview' | 'live' | number;

export interface OfferChange {
  readonly page: OfferPage;
  readonly path: string;
  /** What either side has; null where it has nothing. */
  readonly from: unknown;
  readonly to: unknown;
}

/**
 * The members that differ, in the order of the menu, 200 at most. Without the audience, which is not compared (rule
 * A26). Faults: OfferUnknown, OfferVersionUnknown also where there is no preview or nothing is live.
 */
export async function compareOffer(
  work: Work,
  offerId: string,
  states: { readonly from: ComparedState; readonly to: ComparedState },
): Promise<{ readonly changes: readonly OfferChange[]; readonly more: boolean }> {
  const row = await publisherOffer(work, offerId);
  const from = await documentOf(work, row, states.from);
  const to = await documentOf(work, row, states.to);
  const { found, more } = differences(from, to);
  const changes = found
    .map(({ path, left, right }) => ({ ...pageOfPath(path), path, from: left ?? null, to: right ?? null }))
    .toSorted((one, other) => one.place - other.place)
    .map(({ place: _place, ...change }) => change);
  return { changes, more };
}

async function documentOf(
  work: Work,
  row: store.OfferRow,
  state: ComparedState,
): Promise<Omit<OfferDocument, 'audience'>> {
  const document = await foundDocument(work, row, state);
  if (!document) throw offerFault('OfferVersionUnknown', missing(state));
  const { audience: _audience, ...compared } = document;
  return compared;
}

async function foundDocument(work: Work, { offerId, liveVersion }: store.OfferRow, state: ComparedState) {
  if (state === 'draft') return store.draftOf(work, offerId);
  if (state === 'preview') return previewDocumentOf(work, offerId);
  const number = state === 'live' ? liveVersion : state;
  return number === null ? undefined : (await store.versionByNumber(work, offerId, number))?.document;
}

function missing(state: ComparedState): string {
  if (state === 'preview') return 'Nothing of this offer is in preview. Compare with the draft or a version.';
  if (state === 'live') return 'This offer has never been published. Compare with the draft.';
  return `This offer has no version ${state}. List its versions.`;
}
