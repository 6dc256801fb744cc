/** Delegated administration's only door: what a customer grants a partner in its own tenant. */
export type { DelegatedAdministrationEvents } from './events.ts';
export { writeDuration } from './domain/durations.ts';
export { delegationFault, type DelegatedAdministrationFaultCode } from './faults.ts';
export { actOnDelegation, grantedDelegations, openedDelegation } from './service/actions.ts';
export { consentForCustomer, revokeForCustomer } from './service/application-consents.ts';
export {
  assignmentOf,
  assignmentsEverOf,
  assignmentsOf,
  assignRoles,
  changeAssignment,
  removeAssignment,
} from './service/assignments.ts';
export {
  addCustomerPerson,
  changeCustomerPerson,
  customerPeople,
  customerPerson,
  customerPersonRoles,
  customerRoles,
  deleteCustomerPerson,
  inCustomer,
  listedCustomerPeople,
  membersOfRole,
  setCustomerRole,
  type ListedCustomerPerson,
} from './service/customer-people.ts';
export { delegatedCustomerOf, delegatedCustomers } from './service/customers.ts';
export { grantByDefault } from './service/default-relationship.ts';
export { delegatedAdministrationWork } from './service/due.ts';
export { endDelegations } from './service/ending.ts';
export { delegatedRolesOf } from './service/held-roles.ts';
export { approvalLink } from './service/mails.ts';
export { administeredCustomer, administering, beginAdministering, type Administering } from './service/on-behalf.ts';
export {
  changeDelegation,
  createDelegation,
  delegationOf,
  delegationRequests,
  deleteDelegation,
  listDelegations,
  searchDelegations,
  type DelegationChange,
} from './service/relationships.ts';
export type { Assignment } from './store/assignments.ts';
export type { DelegatedRelationship, DelegatedRequest } from './store/relationships.ts';
export type { DelegatedAdministrationTables } from './tables.ts';
