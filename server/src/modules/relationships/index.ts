/** Relationships' only door: which partner may act for which customer, and how that begins. */
export { listCustomers, searchCustomers } from './customer-list.ts';
export { customerSorts, type CustomerSort, type ListedCustomer } from './customer-list-store.ts';
export type { RelationshipFaultCode } from './faults.ts';
export {
  connectCustomer,
  onboardCustomer,
  requireCustomer,
  type OnboardedCustomer,
  type OnboardingRequest,
} from './service.ts';
export { sellingFacts, type Relationship, type SellingFacts } from './store.ts';
export type { RelationshipTables } from './tables.ts';
