/** Margins as others ask for them: orders and charges by the moment, partners by what is in force. */
import type { CountedPage, ListRequest } from '../../../platform/listing.ts';
import type { Work } from '../../../platform/work.ts';
import { listingIn, liveVersions, type OfferKind } from '../../offers/index.ts';
import { bestMargin, type Margin, type MarginQuestion } from '../domain/margin.ts';
import { privateOfferFault } from '../faults.ts';
import { marginSubjects, selectMarginsCounted, type MarginSort } from '../store/margin-list.ts';
import * as store from '../store/margins.ts';

/**
 * The margin each question gets, undefined without one, in the order of the questions. One statement for any number of
 * them, whose parameters need nothing from the database first: an order sends it along with its other reads.
 */
export async function marginsAt(
  work: store.Statements,
  questions: readonly MarginQuestion[],
): Promise<(Margin | undefined)[]> {
  if (questions.length === 0) return [];
  const candidates = await store.candidateMargins(work, pairsOf(questions));
  if (candidates.length === 0) return questions.map(() => undefined);
  return questions.map((question) => bestMargin(candidates, question));
}

/** Asks ahead what `marginsAt` will ask (see WorkRunner.run). */
export function foreseeMargins(
  work: store.Statements,
  questions: readonly Pick<MarginQuestion, 'partnerTenantId' | 'productId'>[],
): Promise<unknown> {
  return store.candidateMargins(work, pairsOf(questions));
}

function pairsOf<Pair extends Pick<MarginQuestion, 'partnerTenantId' | 'productId'>>(
  questions: readonly Pair[],
): Pair[] {
  return [...new Map(questions.map((one) => [`${one.partnerTenantId} ${one.productId}`, one])).values()];
}

/** Margins of a partner that charges refer to: those stay, whatever becomes of their private offer (rule F26). */
export async function marginsOf(
  work: store.Statements,
  partnerTenantId: string,
  ids: readonly string[],
): Promise<Margin[]> {
  return store.selectMargins(work, partnerTenantId, ids);
}

/**
 * Notes that something was sold or billed with a margin: from now on it stays (rule F26).
 * Faults: MarginWithdrawn when its publisher took it away meanwhile.
 */
export async function noteMarginUses(work: Work, uses: readonly store.MarginUse[]): Promise<void> {
  if (uses.length === 0 || (await store.insertUses(work, uses))) return;
  throw privateOfferFault(
    'MarginWithdrawn',
    'The publisher has withdrawn the margin on this price in the meantime. Read the price again and repeat the order.',
  );
}

/** A margin as its partner reads it: with the product's and the plan's names. */
export interface NamedMargin {
  readonly margin: Margin;
  readonly kind: OfferKind;
  readonly productTitle: string;
  readonly publisherName: string;
  /** Undefined when the margin is for every plan. */
  readonly sku: { readonly id: string; readonly title: string } | undefined;
}

/** The acting partner's margins in force, newest first. */
export async function ownMargins(
  work: Work,
  slice: { readonly limit: number; readonly offset: number },
  language: 'en' | 'fr',
): Promise<{ readonly margins: readonly NamedMargin[]; readonly total: number }> {
  const { margins, total } = await store.marginsInForce(work, work.account, slice);
  return { margins: await named(work, margins, language), total };
}

/** The same as people look for them: by words, in an order, counted. Faults: InvalidInput for a foreign position. */
export async function searchMargins(
  work: Work,
  wanted: ListRequest<MarginSort>,
  language: 'en' | 'fr',
): Promise<CountedPage<NamedMargin>> {
  const subjects = await marginSubjects(work, work.account);
  const live = await liveVersions(work, [...new Set(subjects.map(({ offerId }) => offerId))]);
  const names = subjects.map((subject) => {
    const { document, publisherName, items } = live.get(subject.offerId)!.version;
    const skuTitle = items.find((one) => one.planId === subject.planId)?.planName ?? '';
    return { ...subject, productTitle: listingIn(document, language).title, skuTitle, publisherName };
  });
  const page = await selectMarginsCounted(work, work.account, names, wanted);
  return { ...page, items: await named(work, page.items, language) };
}

export async function named(work: Work, margins: readonly Margin[], language: 'en' | 'fr'): Promise<NamedMargin[]> {
  const live = await liveVersions(work, [...new Set(margins.map((margin) => margin.offerId))]);
  return margins.map((margin) => {
    const { document, kind, publisherName, items } = live.get(margin.offerId)!.version;
    const item = items.find((one) => one.planId === margin.planId);
    return {
      margin,
      kind,
      publisherName,
      productTitle: listingIn(document, language).title,
      sku: item && { id: item.skuId, title: item.planName },
    };
  });
}
