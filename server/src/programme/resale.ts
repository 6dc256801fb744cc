/**
 * What an offer and its plans are to partners: whether its publisher opened it to them, which plans are resold whatever it
 * chose, and which are bought in Partner Center. Parts of `decideSale`, which asks all of it.
 */
import { allowed, refused, type Verdict } from '../kernel/index.ts';
import { rules } from './rules/index.ts';

export type AudienceOption = 'any' | 'selected' | 'none';
export type OfferKind = 'saas' | 'virtualMachine' | 'azureApplication' | 'container';
export type OfferState = 'draft' | 'live' | 'stopped';
export type PricingModel = 'perSeat' | 'flat' | 'hourly' | 'byol' | 'free';

export interface ResaleQuestion {
  /** The audience in force; null while the offer was never published. */
  readonly option: AudienceOption | null;
  /** Whether the partner is on the offer's list. */
  readonly listed: boolean;
  /** BYOL plans and containers are sold by partners whatever the publisher does (A3); plans of SaaS offers never. */
  readonly planIsDefaultResold?: boolean;
  readonly offerState: OfferState;
}

/** Whether its publisher lets a partner of the programme resell a plan (rules A1, A3, A6, A7, A10, A14). */
export function mayResell({ option, listed, planIsDefaultResold = false, offerState }: ResaleQuestion): Verdict {
  if (offerState === 'draft') return refused(rules.A10, 'This offer is not published.');
  if (offerState === 'stopped') return refused(rules.A10, 'This offer is no longer sold.');
  if (planIsDefaultResold) return { allowed: true, rule: rules.A3 };
  if (option === null) return refused(rules.A1, 'The publisher has not opened this offer to partners.');
  if (option === 'any') return { allowed: true, rule: rules.A6 };
  if (option === 'none') return refused(rules.A14, 'The publisher does not sell this offer through partners.');
  if (listed) return { allowed: true, rule: rules.A7 };
  return refused(rules.A7, 'This offer is exclusive to partners its publisher selected. Contact the publisher.');
}

/** Whether partners resell a plan whatever its publisher chooses (rule A3): bring-your-own-licence machines and containers. */
export function planIsDefaultResold(kind: OfferKind, plan: { readonly pricingModel: PricingModel }): boolean {
  return kind === 'container' || (kind === 'virtualMachine' && plan.pricingModel === 'byol');
}

/** Whether a partner may resell one plan: the publisher's choice, or what is resold by default (rules A3, A5 to A7). */
export function mayResellPlan(
  facts: Omit<ResaleQuestion, 'planIsDefaultResold'>,
  kind: OfferKind,
  plan: { readonly pricingModel: PricingModel },
): Verdict {
  return mayResell({ ...facts, planIsDefaultResold: planIsDefaultResold(kind, plan) });
}

/** Usage-based plans are bought on the customer's Azure subscription, not in Partner Center (rules F4, F5). */
export function mayBuyInPartnerCenter(kind: OfferKind): Verdict {
  if (kind === 'saas') return { allowed: true, rule: rules.F5 };
  return refused(
    rules.F5,
    'This is not bought in Partner Center: deploy it from the customer’s Azure subscription, where its usage is billed.',
  );
}

/** What a plan's publisher says of its sale. */
export interface PlanSale {
  readonly private: boolean;
  readonly stopped?: boolean | undefined;
}

/** Private plans are never sold through partners (rule A31); a stopped one is not sold any more, its buyers keep it. */
export function mayOrderPlan(plan: PlanSale): Verdict {
  if (plan.private) {
    return refused(
      rules.A31,
      'This is a private plan for customers its publisher named. It cannot be bought through a partner.',
    );
  }
  if (plan.stopped) {
    return refused(rules.F4, 'The publisher no longer sells this plan. Customers that have it keep it.');
  }
  return allowed;
}

/** Plans that partners and customers find: private ones are for named customers (A31), stopped ones are over. */
export function isOnSale(plan: PlanSale): boolean {
  return mayOrderPlan(plan).allowed;
}

/** Whether an offer is sold at all, or only listed with a call to action, which no partner resells (rule A2). */
export function isTransactable(offer: { readonly sellThroughOperator: boolean }): Verdict {
  if (offer.sellThroughOperator) return { allowed: true, rule: rules.A2 };
  return refused(rules.A2, 'An offer that is only listed is not sold through the operator, so no partner resells it.');
}
