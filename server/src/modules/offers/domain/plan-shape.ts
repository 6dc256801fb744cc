/** What belongs to a plan of each kind of offer, and what does not. Pure data with its sources. */
import type { RuleReference } from '../../../kernel/index.ts';
import type { OfferKind, Plan, PricingModel } from './document.ts';
import { rules } from '../../../programme/rules/index.ts';

/** Members of a plan that only some kinds have. */
export type KindMember =
  | 'applicationType'
  | 'authorizations'
  | 'dimensions'
  | 'hourlyPrices'
  | 'onePerCustomer'
  | 'package'
  | 'priceInput'
  | 'prices'
  | 'terms'
  | 'trial';

export interface PlanShape {
  /** As a sentence names it. */
  readonly name: string;
  readonly rule: RuleReference;
  readonly models: readonly PricingModel[];
  readonly members: readonly KindMember[];
}

const saas: PlanShape = {
  name: 'a SaaS plan',
  rule: rules.F3,
  models: ['perSeat', 'flat'],
  members: ['terms', 'prices', 'priceInput', 'dimensions', 'trial', 'onePerCustomer'],
};

const machine: PlanShape = {
  name: 'a plan of a virtual machine',
  rule: rules.A3,
  models: ['hourly', 'byol'],
  members: ['hourlyPrices', 'priceInput', 'package'],
};

const solutionTemplate: PlanShape = {
  name: 'a solution template',
  rule: rules.A2,
  models: ['free'],
  members: ['applicationType', 'package'],
};

const managedApplication: PlanShape = {
  name: 'a managed application',
  rule: rules.A2,
  models: ['flat'],
  members: ['applicationType', 'terms', 'prices', 'priceInput', 'dimensions', 'package', 'authorizations'],
};

const container: PlanShape = {
  name: 'a plan of a container',
  rule: rules.A3,
  models: ['free', 'byol'],
  members: ['package'],
};

/** Undefined for a plan of an Azure application that does not say which of the two it is. */
export function shapeOf(kind: OfferKind, plan: Pick<Plan, 'applicationType'>): PlanShape | undefined {
  switch (kind) {
    case 'saas':
      return saas;
    case 'virtualMachine':
      return machine;
    case 'container':
      return container;
    case 'azureApplication':
      if (!plan.applicationType) return undefined;
      return plan.applicationType === 'managedApplication' ? managedApplication : solutionTemplate;
  }
}

/** Whether a plan says anything in a member; an empty list or `false` says nothing. */
export function saysSomething(plan: Plan, member: KindMember): boolean {
  const value = plan[member];
  return Array.isArray(value) ? value.length > 0 : value !== undefined && value !== false;
}

/** A way in which a plan of a kind is sold. */
export interface PlanSort {
  readonly kind: OfferKind;
  readonly applicationType?: NonNullable<Plan['applicationType']>;
  readonly pricingModel: PricingModel;
}

/** Every sort of plan there is. */
export const planSorts: readonly PlanSort[] = (
  [
    ['saas'],
    ['virtualMachine'],
    ['azureApplication', 'solutionTemplate'],
    ['azureApplication', 'managedApplication'],
    ['container'],
  ] as const
).flatMap(([kind, applicationType]) => {
  const type = applicationType ? { applicationType } : {};
  return shapeOf(kind, type)!.models.map((pricingModel) => ({ kind, ...type, pricingModel }));
});
