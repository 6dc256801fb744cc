/** Identity's only door: tenants, people, applications, and the tokens that carry them. */
export type { IdentityEvents } from './events.ts';
export { tokenAuthenticator } from './service/access-token.ts';
export {
  accessTokenClaims,
  accessTokenSeconds,
  issueUserToken,
  portalClientId,
} from './service/access-token-claims.ts';
export { marketplaceToken } from './service/marketplace-token.ts';
export {
  defaultPermission,
  defaultResource,
  findResource,
  readScopes,
  resources,
  userPermission,
  type Resource,
} from './domain/resources.ts';
export { grantsRefused, peopleRefused, userNotFound, type IdentityFaultCode } from './faults.ts';
export {
  addApplicationSecret,
  applicationsOf,
  createApplication,
  ensureHouseApplication,
  findApplication,
  findSecret,
  removeApplicationSecret,
  setApplicationActive,
  type ApplicationCertificate,
  type ApplicationSecret,
  type Application,
  type ListedApplication,
} from './service/applications.ts';
export {
  consentOf,
  consentsOf,
  giveConsent,
  revokeConsent,
  revokeConsentsGivenBy,
  sharedApplication,
  shareApplication,
  withConsent,
  type ListedConsent,
  type SharedApplication,
} from './service/consents.ts';
export { findScope, scopes as applicationScopes, scopesOfGrants, type ApplicationGrant } from './domain/scopes.ts';
export {
  anyIdentityProvider,
  identityProviderOf,
  providerSettings,
  removeIdentityProvider,
  requireProvider,
  saveIdentityProvider,
  wishedSettings,
  type IdentityProvider,
} from './service/identity-providers.ts';
export { arriveFrom, departFor, farewellAddress, ProviderFailure, type Provider } from './service/provider-client.ts';
export { decideAccount, readClaims, rolesByGroups, type AccountRefusal } from './domain/external-sign-in.ts';
export { journeys, keepJourney, type KeptJourney } from './service/journeys.ts';
export { noPassword, recordFailedExternal, signInExternally } from './service/external-sign-in.ts';
export {
  addApplicationCertificate,
  proveClient,
  removeApplicationCertificate,
  type Proof,
} from './service/certificates.ts';
export {
  createTenant,
  findOperator,
  findTenant,
  findTenantByDomain,
  listTenants,
  operatorTenant,
  requirePublisher,
  renameTenant,
  takePart,
  tenantNames,
  tenantsMadeBy,
  tenantOf,
  tenantsNamed,
  type Tenant,
} from './service/tenants.ts';
export {
  actorOf,
  choosePassword,
  changePassword,
  endOtherSignIns,
  endSignIn,
  signInsOf,
  type SignIn,
} from './service/sign-ins.ts';
export {
  acceptUserInvitation,
  inviteUser,
  readUserInvitation,
  sendInvitationAgain,
  userInvitationsOf,
  withdrawUserInvitation,
  type ListedUserInvitation,
} from './service/invitations.ts';
export {
  begunApp,
  beginApp,
  beginPasskey,
  confirmSecondFactor,
  removeSecondFactor,
  renewRecoveryCodes,
  resetSecondFactors,
  secondFactorsOf,
  type BegunApp,
  type SecondFactors,
} from './service/second-factors.ts';
export {
  askForSecondFactor,
  asksSecondFactor,
  proveSecondFactor,
  requireSecondFactor,
  secondFactorFacts,
  signInPolicyOf,
  type SecondFactorFacts,
  type SignInPolicy,
} from './service/sign-in-policy.ts';
export { demandSecondFactor, secondFactorDemand } from './service/second-factor-demand.ts';
export { passkeysAt } from './service/passkeys.ts';
export { askPasswordReset, confirmPasswordReset, readPasswordReset } from './service/password-resets.ts';
export { hashNewPassword, hashPassword, type PasswordHash } from './service/passwords.ts';
export {
  checkPassword,
  createUser,
  findUser,
  findUserByName,
  listUsers,
  recordFailedSignIn,
  recordSignIn,
  usersOf,
  type User,
} from './service/users.ts';
export { setPassword } from './service/set-password.ts';
export { licencesInUse, licencesOf, setLicences } from './service/licences.ts';
export { groupsOfPerson, namedGroups } from './service/groups.ts';
export { nextStep, type SignInStep } from './domain/sign-in-steps.ts';
export { rolesOfParts, rolesToGive } from './domain/people.ts';
export {
  changePerson,
  deletePerson,
  erasedPeopleSweep,
  groupsOf,
  peopleOf,
  personOf,
  requireOwnName,
  restorePerson,
  setPersonActive,
  setRoles,
  type Group,
  type Person,
  type PersonWish,
} from './service/people.ts';
export {
  addUser,
  changeRoles,
  changeState,
  changeUser,
  deleteUser,
  makePassword,
  ownPeoplesOf,
  resetPassword,
  restoreUser,
} from './service/user-management.ts';
export { signingAlgorithm, signingKeys } from './store/signing-keys.ts';
export type { IdentityTables } from './tables.ts';
export { tokenRecords, tokenRecordSweep } from './store/token-records.ts';
export { readersOf } from './service/readers.ts';
