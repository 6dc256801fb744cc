/** Identity's only door: tenants, people, applications, and the tokens that carry them. */
export { bareAudience, tokenAuthenticator, type AccessTokenClaims } from './access-token.ts';
export type { IdentityEvents } from './events.ts';
export { tenantNotFound, userNotFound, type IdentityFaultCode } from './faults.ts';
export {
  addApplicationSecret,
  applicationsOf,
  checkSecret,
  createApplication,
  ensureHouseApplication,
  findApplication,
  type Application,
  type ApplicationSecret,
  type NewApplication,
} from './service/applications.ts';
export {
  createTenant,
  findTenant,
  findTenantByDomain,
  listTenants,
  tenantOf,
  type NewTenant,
  type Tenant,
} from './service/tenants.ts';
export {
  checkPassword,
  createUser,
  findUser,
  findUserByName,
  usersOf,
  type NewUser,
  type User,
} from './service/users.ts';
export { publicKey, signingAlgorithm, signingKeys } from './signing-keys.ts';
export type { IdentityTables } from './tables.ts';
