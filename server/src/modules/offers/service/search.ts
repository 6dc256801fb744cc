/** Finding published offers: words, filters and pages, the same way for partners and for the online store. */
import { decodeCursor, encodeCursor, type Page } from '../../../kernel/index.ts';
import { invalidInput } from '../../../platform/invalid-input.ts';
import type { Work } from '../../../platform/work.ts';
import type { ListingLanguage, OfferKind } from '../domain/document.ts';
import { nearest } from '../domain/spelling.ts';
import {
  countByFilter,
  countListings,
  selectListings,
  selectSpellings,
  type FoundListing,
  type ListingCounts,
  type ListingPosition,
  type ListingSearch,
  type Outlet,
} from '../store/search.ts';

export interface OfferSearch {
  readonly language: ListingLanguage;
  /** Words in any order, without regard to case, accents and signs. */
  readonly search?: string | undefined;
  readonly kind?: OfferKind | undefined;
  readonly category?: string | undefined;
  readonly publisherTenantId?: string | undefined;
  readonly size: number;
  readonly after?: string | undefined;
}

export interface FoundOffers<Item> extends Page<Item> {
  readonly total: number;
  /** No offer has the words; these have words written alike. */
  readonly alike: boolean;
  /** How many offers each value of a filter would find under the other filters; on the first page only. */
  readonly filters?: Omit<ListingCounts, 'total'>;
}

/** Most words that are looked at. */
const mostWords = 8;

/** A page of the offers of an outlet. Faults: InvalidInput for a position of another search. */
export async function findOffers(
  work: Work,
  outlet: Outlet,
  wanted: OfferSearch,
  market?: string,
): Promise<FoundOffers<FoundListing>> {
  const { language, kind, category, publisherTenantId } = wanted;
  const words = wordsOf(wanted.search ?? '');
  const search = { outlet, language, words: words.map((word) => [word]), kind, category, publisherTenantId, market };
  const after = positionOf(wanted, market);
  if (after) {
    const meant = after.alike ? await respelt(work, words) : search.words;
    return laterPage(work, { ...search, words: meant ?? search.words }, after, wanted);
  }
  const first = await firstPage(work, search, false, wanted);
  if (first.total > 0 || words.length === 0) return first;
  const meant = await respelt(work, words);
  return meant ? firstPage(work, { ...search, words: meant }, true, wanted) : first;
}

/** For each word what it may have meant, when one is misspelt and all have a meaning. */
async function respelt(work: Work, words: readonly string[]): Promise<(readonly string[])[] | undefined> {
  const spellings = await selectSpellings(work, words);
  if (spellings.every((word) => word.known)) return undefined;
  const meant = spellings.map(({ known, folded, candidates }) => (known ? [folded] : nearest(folded, candidates)));
  return meant.every((each) => each.length > 0) ? meant : undefined;
}

async function firstPage(work: Work, search: ListingSearch, alike: boolean, wanted: OfferSearch) {
  const [rows, { total, ...filters }] = await Promise.all([
    selectListings(work, search, undefined, wanted.size + 1),
    countByFilter(work, search),
  ]);
  return { ...pageOf(rows, alike && total > 0, wanted, search.market), total, filters };
}

async function laterPage(work: Work, search: ListingSearch, { alike, position }: After, wanted: OfferSearch) {
  const [rows, total] = await Promise.all([
    selectListings(work, search, position, wanted.size + 1),
    countListings(work, search),
  ]);
  return { ...pageOf(rows, alike, wanted, search.market), total };
}

function pageOf(rows: readonly FoundListing[], alike: boolean, wanted: OfferSearch, market: string | undefined) {
  const items = rows.slice(0, wanted.size);
  const last = items.at(-1);
  if (rows.length <= wanted.size || !last) return { items, alike };
  const position = [alike ? '1' : '0', String(last.score), last.title, last.productId];
  return { items, alike, next: encodeCursor([...signOf(wanted, market), ...position]) };
}

/** What a position is bound to. */
function signOf({ language, search, kind, category, publisherTenantId }: OfferSearch, market: string | undefined) {
  return [language, wordsOf(search ?? '').join(' '), kind, category, publisherTenantId, market].map((one) => one ?? '');
}

interface After {
  readonly alike: boolean;
  readonly position: ListingPosition;
}

function positionOf(wanted: OfferSearch, market: string | undefined): After | undefined {
  if (wanted.after === undefined) return undefined;
  const parts = decodeCursor(wanted.after) ?? [];
  const sign = signOf(wanted, market);
  const [alike, score = '', title, productId] = parts.slice(sign.length);
  const fits = parts.length === sign.length + 4 && sign.every((part, index) => parts[index] === part);
  if (fits && /^\d{1,4}$/.test(score) && isText(title) && isText(productId)) {
    return { alike: alike === '1', position: { score: Number(score), title, productId } };
  }
  const message = 'is no position of this search; leave it out to begin with the first page';
  throw invalidInput([{ path: 'after', code: 'invalid_cursor', message }]);
}

/** What a database can be asked with. */
const isText = (text: string | undefined): text is string =>
  text !== undefined && text.isWellFormed() && !text.includes('\0');

function wordsOf(text: string): string[] {
  const words = text
    .normalize('NFC')
    .toLowerCase()
    .split(/[\s\p{P}]+/u);
  return [...new Set(words.filter(Boolean))].slice(0, mostWords);
}
