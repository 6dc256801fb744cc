/** What belongs to a plan of each kind of offer, and what does not. Pure data with its sources. */
import type { RuleReference } from '../../../kernel/index.ts';
import type { OfferKind, Plan, PricingModel } from './document.ts';

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
  rule: { id: 'F3', source: 'MS plan-saas-offer' },
  models: ['perSeat', 'flat'],
  members: ['terms', 'prices', 'priceInput', 'dimensions', 'trial', 'onePerCustomer'],
};

const machine: PlanShape = {
  name: 'a plan of a virtual machine',
  rule: { id: 'A3', source: 'SEED 0 L33; MS azure-vm-plan-pricing-and-availability' },
  models: ['hourly', 'byol'],
  members: ['hourlyPrices', 'priceInput', 'package'],
};

const solutionTemplate: PlanShape = {
  name: 'a solution template',
  rule: { id: 'A2', source: 'SEED 0 L29; decision 0012' },
  models: ['free'],
  members: ['applicationType', 'package'],
};

const managedApplication: PlanShape = {
  name: 'a managed application',
  rule: { id: 'A2', source: 'SEED 0 L30; decision 0012' },
  models: ['flat'],
  members: ['applicationType', 'terms', 'prices', 'priceInput', 'dimensions', 'package', 'authorizations'],
};

const container: PlanShape = {
  name: 'a plan of a container',
  rule: { id: 'A3', source: 'SEED 0 L33; decision 0012' },
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
