/**
 * What follows for an offer as a whole from what it is: whether its publisher has a reseller audience to choose, and
 * whether partners see it. Whether it may be sold is decided in `programme/sale.ts`. Pure.
 */
import { refused, type Verdict } from '../../../kernel/index.ts';
import { isOnSale, isTransactable, planIsDefaultResold } from '../../../programme/resale.ts';
import type { AudienceOption, OfferDocument, OfferKind, OfferState } from './document.ts';
import { rules } from '../../../programme/rules/index.ts';

/**
 * Whether an offer has the module "CSP reseller audience" (rule A2): transactable SaaS, virtual machines and Azure
 * applications have it; a listing without sale and containers have not.
 */
export function hasResellerAudience(kind: OfferKind, document: Pick<OfferDocument, 'setup'>): Verdict {
  if (kind === 'container') {
    return refused(rules.A2, 'Containers are resold by every partner; there is no audience to choose.');
  }
  return kind === 'saas' ? isTransactable(document.setup) : { allowed: true, rule: rules.A2 };
}

/** Whether an offer has a plan on sale to everybody that partners resell whatever its publisher chose (rule A3). */
export function isDefaultResold(kind: OfferKind, document: Pick<OfferDocument, 'plans'>): boolean {
  return document.plans.some((plan) => planIsDefaultResold(kind, plan) && isOnSale(plan));
}

/** What decides whether partners see a published offer in their marketplace. */
export interface OfferInMarketplace {
  readonly offerState: OfferState;
  readonly option: AudienceOption | null;
  readonly transactable: boolean;
  /** See `isDefaultResold`. */
  readonly defaultResold: boolean;
}

/**
 * Whether partners see an offer (rule A28): those of option 1 and 2, whether they may resell it or not, and those with a
 * plan that is resold by default (rule A3). The search asks the same in SQL; a test holds that both agree.
 */
export function isVisible({ offerState, option, transactable, defaultResold }: OfferInMarketplace): boolean {
  return offerState === 'live' && transactable && (option === 'any' || option === 'selected' || defaultResold);
}
