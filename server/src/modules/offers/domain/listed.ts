/** What lists show of a published offer and search it by. Pure. */
import { listingIn, type ListingLanguage, type OfferDocument, type OfferKind } from './document.ts';
import { isOnSale } from '../../../programme/resale.ts';
import { isDefaultResold } from './resale.ts';
import { marketsOfPlan } from './plan-markets.ts';

export interface ListedOffer {
  readonly titles: Readonly<Record<ListingLanguage, string>>;
  readonly summaries: Readonly<Record<ListingLanguage, string>>;
  /** Titles, summaries and keywords, in both languages. */
  readonly words: string;
  readonly categories: readonly string[];
  /** Countries that at least one plan for everybody is sold in. */
  readonly markets: readonly string[];
  /** Customers find it in the online store (rule A1). */
  readonly inStore: boolean;
  /** Sold through the operator; else only listed, with a call to action (rule A2). */
  readonly transactable: boolean;
  /** Has a plan that partners resell whatever the publisher chose (rule A3). */
  readonly defaultResold: boolean;
  /** Has a plan that begins with a trial (rule F25). */
  readonly trial: boolean;
}

/** Of a complete document, with the markets of a day. */
export function listedOffer(document: OfferDocument, kind: OfferKind, on: Temporal.PlainDate): ListedOffer {
  const [en, fr] = [listingIn(document, 'en'), listingIn(document, 'fr')];
  const texts = [en, fr].flatMap(({ title, summary, keywords }) => [title, summary, ...keywords]);
  const plans = document.plans.filter(isOnSale);
  const countries = plans.flatMap((plan) => marketsOfPlan(kind, plan, on).map((market) => market.country));
  return {
    titles: { en: en.title, fr: fr.title },
    summaries: { en: en.summary, fr: fr.summary },
    words: [...new Set(texts)].join(' '),
    categories: document.properties.categories,
    markets: [...new Set(countries)].toSorted(),
    inStore: document.setup.listInStore !== false,
    transactable: document.setup.sellThroughOperator,
    defaultResold: isDefaultResold(kind, document),
    trial: plans.some((plan) => plan.trial === true),
  };
}
