/** Identity's only door: tenants, people, applications, and the tokens that carry them. */
export { tokenAuthenticator } from './access-token.ts';
export {
  accessTokenClaims,
  accessTokenSeconds,
  issuerOf,
  issueUserToken,
  portalClientId,
  type AccessTokenClaims,
  type TokenSubject,
} from './access-token-claims.ts';
export {
  defaultPermission,
  defaultResource,
  findResource,
  readScopes,
  resources,
  userPermission,
  type Resource,
} from './domain/resources.ts';
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
  operatorTenant,
  tenantOf,
  type NewTenant,
  type Tenant,
} from './service/tenants.ts';
export {
  checkPassword,
  createUser,
  findUser,
  findUserByName,
  listUsers,
  recordSignIn,
  usersOf,
  type NewUser,
  type User,
} from './service/users.ts';
export { publicKey, signingAlgorithm, signingKeys } from './signing-keys.ts';
export type { IdentityTables } from './tables.ts';
export { tokenRecords, tokenRecordSweep, type TokenRecord, type TokenRecords } from './token-records.ts';
