/** Which pages of the menu an offer has, and to which page a member of its document belongs (rule A24). Pure. */
import type { Offer, OfferPage } from '@comptoir/contracts/comptoir/offers';
import { offerPageNames, type OfferPageName } from '../../../paths.ts';
import type { Difference, Path } from '../document/diff.ts';

type Shown = Pick<Offer, 'kind' | 'document' | 'audienceModule'>;

/** Only SaaS is activated by its publisher; what is only listed has no plans; partners resell only eligible kinds (A2). */
export function hasPage(offer: Shown, page: OfferPageName): boolean {
  const sold = offer.document.setup.sellThroughOperator;
  if (page === 'technical') return sold && offer.kind === 'saas';
  if (page === 'plans') return sold || offer.document.plans.length > 0;
  if (page === 'audience') return offer.audienceModule;
  return true;
}

export const pagesOf = (offer: Shown): readonly OfferPageName[] =>
  offerPageNames.filter((page) => hasPage(offer, page));

/** Pages whose entries are checked before publication. */
export const checkedPages = (offer: Shown): readonly OfferPage[] =>
  pagesOf(offer).filter((page): page is OfferPage => page !== 'overview' && page !== 'publish');

/** Why a page is not there. */
export function whyNot(offer: Shown, page: OfferPageName) {
  if (!offer.document.setup.sellThroughOperator) return 'offerPage.absent.listing';
  if (page === 'technical') return 'offerPage.absent.technical';
  return offer.kind === 'container' ? 'offerPage.absent.container' : 'offerPage.absent.audience';
}

const pageOfMember: Readonly<Record<string, OfferPage>> = {
  setup: 'setup',
  preview: 'preview',
  properties: 'properties',
  technical: 'technical',
  plans: 'plans',
  audience: 'audience',
};

export const pageOfPath = (path: Path): OfferPage => pageOfMember[path[0] ?? ''] ?? 'listing';

/** Changes in the order of the menu. */
export function inMenuOrder<Change extends Pick<Difference, 'path'>>(changes: readonly Change[]): readonly Change[] {
  const rank = ({ path }: Change) => offerPageNames.indexOf(pageOfPath(path));
  return changes.toSorted((left, right) => rank(left) - rank(right));
}
