/**
 * What partners may do with an offer and its plans because of what they are: whether the publisher has a reseller
 * audience to choose at all, which plans are resold whatever it chooses, and which are bought in Partner Center. Pure.
 */
import { allowed, refused, type Verdict } from '../../../kernel/index.ts';
import { maySellPlanIn } from '../../../programme/plan-markets.ts';
import { mayResell, type ResaleQuestion } from './audience.ts';
import type { OfferDocument, OfferKind, Plan } from './document.ts';
import { natureOf } from './plan-markets.ts';
import { rules } from '../../../programme/rules/index.ts';

/**
 * Whether an offer has the module "CSP reseller audience" (rule A2): transactable SaaS, virtual machines and Azure
 * applications have it; a listing without sale and containers have not.
 */
export function hasResellerAudience(kind: OfferKind, document: Pick<OfferDocument, 'setup'>): Verdict {
  if (kind === 'container') {
    return refused(rules.A2, 'Containers are resold by every partner; there is no audience to choose.');
  }
  if (kind === 'saas' && !document.setup.sellThroughOperator) {
    return refused(
      rules.A2,
      'An offer that is only listed is not sold through the operator, so no partner resells it.',
    );
  }
  return { allowed: true, rule: rules.A2 };
}

/** Whether partners resell a plan whatever its publisher chooses (rule A3): bring-your-own-licence machines and containers. */
export function planIsDefaultResold(kind: OfferKind, plan: Pick<Plan, 'pricingModel'>): boolean {
  return kind === 'container' || (kind === 'virtualMachine' && plan.pricingModel === 'byol');
}

/**
 * Whether an offer is in partners' marketplace although its publisher opened it to nobody: a plan that is resold by
 * default is on sale to all.
 */
export function isDefaultResold(kind: OfferKind, document: Pick<OfferDocument, 'plans'>): boolean {
  return document.plans.some((plan) => planIsDefaultResold(kind, plan) && isOnSale(plan));
}

/** Plans that partners and customers find: private ones are for named customers (A31), stopped ones are over. */
export function isOnSale(plan: Pick<Plan, 'private' | 'stopped'>): boolean {
  return !plan.private && !plan.stopped;
}

/** Whether a partner may resell one plan: the publisher's choice, or what is resold by default (rules A3, A5 to A7). */
export function mayResellPlan(
  facts: Omit<ResaleQuestion, 'planIsDefaultResold'>,
  kind: OfferKind,
  plan: Pick<Plan, 'pricingModel'>,
): Verdict {
  return mayResell({ ...facts, planIsDefaultResold: planIsDefaultResold(kind, plan) });
}

/** Whether customers of a country buy a plan from a partner (rule A32): the market is open for what the plan is. */
export function maySellInMarket(
  kind: OfferKind,
  plan: Pick<Plan, 'pricingModel'>,
  country: string,
  on: Temporal.PlainDate,
): Verdict {
  return maySellPlanIn(country, on, natureOf(kind, plan));
}

/** Usage-based plans are bought on the customer's Azure subscription, not in Partner Center (rules F4, F5). */
export function mayBuyInPartnerCenter(kind: OfferKind): Verdict {
  if (kind === 'saas') return { allowed: true, rule: rules.F5 };
  return refused(
    rules.F5,
    'This is not bought in Partner Center: deploy it from the customer’s Azure subscription, where its usage is billed.',
  );
}

/** Private plans are never sold through partners (rule A31); a stopped one is not sold any more, its buyers keep it. */
export function mayOrderPlan(plan: Pick<Plan, 'private' | 'stopped'>): Verdict {
  if (plan.private) {
    return refused(
      rules.A31,
      'This is a private plan for customers its publisher named. It cannot be bought through a partner.',
    );
  }
  if (plan.stopped) {
    return refused(rules.F4, 'The publisher does not sell this plan any more. Who has it keeps it.');
  }
  return allowed;
}
