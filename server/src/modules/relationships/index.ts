/** Relationships' only door: which partner may act for which customer, and how that begins. */
export type { RelationshipEvents } from './events.ts';
export { listCustomers, searchCustomers, type CustomerPrefixRequest } from './service/customer-list.ts';
export {
  customerNames,
  customersHolding,
  customerSorts,
  type CustomerSort,
  type ListedCustomer,
} from './store/customer-list.ts';
export { olderAccessOf } from './service/delegated-access.ts';
export type { RelationshipFaultCode } from './faults.ts';
export { acceptRequest, declineRequest, openRequest, type Asked, type AskedBy } from './service/acceptance.ts';
export { endDelegatedAccess, endRelationship, holdRelationship, ownPartners } from './service/ending.ts';
export {
  relationshipLink,
  requestDraft,
  requestRelationship,
  requestsOf,
  withdrawRequest,
} from './service/requests.ts';
export { makeSandboxReseller, removeSandboxReseller } from './service/sandbox-reseller.ts';
export type {} from './store/requests.ts';
export {
  connectCustomer,
  onboardCustomer,
  oneTimePassword,
  requireCustomer,
  type OnboardedCustomer,
  type OnboardingRequest,
  type OneTimePassword,
} from './service/relationships.ts';
export { sellingFacts, type Relationship, type SellingFacts } from './store/relationships.ts';
export type { RelationshipTables } from './tables.ts';
