/** What a plan must have before its offer is published, by the kind of the offer. */
import { maxSeats } from '../../../kernel/index.ts';
import type { OfferDocument, Plan } from './document.ts';
import type { ValidationFacts } from './facts.ts';
import { marketsOfPlan } from './plan-markets.ts';
import { saysSomething, shapeOf, type KindMember, type PlanShape } from './plan-shape.ts';
import type { Findings } from './problem.ts';
import { checkAuthorizations, checkPackage } from './validate-deployment.ts';
import { checkDimensions, checkSharedDimensions } from './validate-dimensions.ts';
import { checkPrices, checkTerms, checkUnitPrices } from './validate-prices.ts';
import { rules } from '../../../programme/rules/index.ts';

export function checkPlans(document: OfferDocument, facts: ValidationFacts, found: Findings): void {
  if (!document.setup.sellThroughOperator) {
    document.plans.forEach((plan, index) =>
      found.add(
        `plans[${index}]`,
        'PlanOfListing',
        `An offer that is only listed sells nothing. Remove plan ${plan.planId}.`,
        rules.A2,
      ),
    );
    return;
  }
  if (document.plans.length === 0) found.add('plans', 'PlanMissing', 'Add at least one plan.');
  document.plans.forEach((plan, index) => {
    const path = `plans[${index}]`;
    if (document.plans.findIndex((other) => other.planId === plan.planId) < index) {
      found.add(`${path}.planId`, 'PlanIdTwice', `Plan id ${plan.planId} is used twice.`);
    }
    for (const field of ['name', 'description'] as const) {
      if (plan[field] === '') found.add(`${path}.${field}`, 'Required', `The plan needs a ${field}.`);
    }
    checkFrozen(plan, path, facts, found);
    checkPrivate(plan, path, found);
    checkMarkets(plan, path, facts, found);
    const shape = shapeOf(facts.kind, plan);
    if (shape) checkShape(plan, path, shape, facts, found);
    else {
      found.add(
        `${path}.applicationType`,
        'Required',
        'Say whether the plan is a solution template or a managed application.',
        rules.A2,
      );
    }
  });
  checkSharedDimensions(document, facts, found);
}

const kindMembers: readonly KindMember[] = [
  'applicationType',
  'terms',
  'prices',
  'priceInput',
  'hourlyPrices',
  'dimensions',
  'trial',
  'onePerCustomer',
  'package',
  'authorizations',
];

function checkShape(plan: Plan, path: string, shape: PlanShape, { kind, on }: ValidationFacts, found: Findings): void {
  for (const member of kindMembers) {
    if (shape.members.includes(member) || !saysSomething(plan, member)) continue;
    found.add(`${path}.${member}`, 'NotOfThisKind', `This does not belong to ${shape.name}. Leave it out.`, shape.rule);
  }
  if (!shape.models.includes(plan.pricingModel)) {
    const wanted = shape.models.join(' or ');
    found.add(
      `${path}.pricingModel`,
      'PricingModelNotOfKind',
      `The pricing model of ${shape.name} is ${wanted}.`,
      shape.rule,
    );
    return;
  }
  checkSeats(plan, path, found);
  const markets = marketsOfPlan(kind, plan, on);
  if (shape.members.includes('terms')) {
    checkTerms(plan, path, found);
    if (plan.applicationType === 'managedApplication') checkMonthly(plan, path, shape, found);
    checkPrices(plan, path, markets, found);
    checkDimensions(plan, path, markets, found);
  }
  if (plan.pricingModel === 'hourly') {
    checkUnitPrices(plan, `${path}.hourlyPrices`, plan.hourlyPrices ?? [], markets, found);
  } else if (plan.pricingModel === 'byol' && kind === 'virtualMachine' && saysSomething(plan, 'hourlyPrices')) {
    found.add(
      `${path}.hourlyPrices`,
      'PriceOfOwnLicence',
      'A plan with the customer’s own licence has no price. Leave it out.',
      shape.rule,
    );
  }
  if (shape.members.includes('trial') && plan.trial && plan.dimensions.length > 0) {
    found.add(
      `${path}.trial`,
      'TrialOfMeteredPlan',
      'A plan with metered dimensions cannot begin with a trial.',
      rules.F25,
    );
  }
  if (shape.members.includes('package')) checkPackage(kind, plan, path, shape, found);
  if (shape.members.includes('authorizations')) checkAuthorizations(plan, path, shape, found);
}

/** Managed applications are billed by the month, on the customer's Azure invoice. */
function checkMonthly(plan: Plan, path: string, shape: PlanShape, found: Findings): void {
  plan.terms.forEach(({ term, billingCycle }, index) => {
    if (term === 'P1M' && billingCycle === 'monthly') return;
    found.add(
      `${path}.terms[${index}]`,
      'OnlyMonthly',
      `${sentence(shape.name)} is sold for a month, billed monthly.`,
      shape.rule,
    );
  });
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function checkFrozen(plan: Plan, path: string, { live }: ValidationFacts, found: Findings): void {
  const published = live?.plans.find((other) => other.planId === plan.planId);
  if (!published) return;
  if (published.pricingModel !== plan.pricingModel) {
    found.add(
      `${path}.pricingModel`,
      'PricingModelFixed',
      'The pricing model of a published plan cannot change. Add a plan instead.',
    );
  }
  if (published.applicationType !== plan.applicationType) {
    found.add(
      `${path}.applicationType`,
      'ApplicationTypeFixed',
      'What a published plan deploys cannot change. Add a plan instead.',
    );
  }
  if (plan.private && !published.private) {
    found.add(
      `${path}.private`,
      'PublicPlanFixed',
      'A public plan that was published cannot become private. Stop it and add a private plan instead.',
      rules.A31,
    );
  }
}

function checkPrivate(plan: Plan, path: string, found: Findings): void {
  const named = plan.privateAudience ?? [];
  if (plan.private && named.length === 0) {
    found.add(
      `${path}.privateAudience`,
      'PrivateAudienceMissing',
      'Name at least one customer tenant that may buy this private plan.',
      rules.A31,
    );
  }
  if (!plan.private && named.length > 0) {
    found.add(
      `${path}.privateAudience`,
      'PlanNotPrivate',
      'Only a private plan has customers of its own. Leave them out.',
      rules.A31,
    );
  }
  named.forEach(({ tenantId }, index) => {
    if (named.findIndex((one) => one.tenantId === tenantId) < index) {
      found.add(`${path}.privateAudience[${index}].tenantId`, 'TenantTwice', `${tenantId} is named twice.`);
    }
  });
}

function checkSeats(plan: Plan, path: string, found: Findings): void {
  if (plan.pricingModel !== 'perSeat') {
    if (plan.seats) found.add(`${path}.seats`, 'SeatsOnFlatPlan', 'Only a per-seat plan has seats. Leave them out.');
  } else if (!plan.seats) {
    found.add(
      `${path}.seats`,
      'Required',
      'A per-seat plan needs a minimum and a maximum number of seats per purchase.',
    );
  } else if (plan.seats.min > plan.seats.max) {
    found.add(
      `${path}.seats`,
      'SeatsReversed',
      `The minimum number of seats must not exceed the maximum (at most ${maxSeats}).`,
    );
  }
}

function checkMarkets(plan: Plan, path: string, { kind, on }: ValidationFacts, found: Findings): void {
  if (plan.markets === 'all') return;
  if (plan.markets.length === 0)
    found.add(`${path}.markets`, 'MarketMissing', 'Choose at least one market.', rules.A32);
  const open = marketsOfPlan(kind, { ...plan, markets: 'all' }, on);
  const sold = new Set(open.map((market) => market.country));
  plan.markets.forEach((country, index) => {
    if (!sold.has(country)) {
      found.add(
        `${path}.markets[${index}]`,
        'NotASaleMarket',
        `The marketplace does not sell in ${country}.`,
        rules.A32,
      );
    } else if (plan.markets.indexOf(country) < index) {
      found.add(`${path}.markets[${index}]`, 'MarketTwice', `${country} is chosen twice.`);
    }
  });
}
