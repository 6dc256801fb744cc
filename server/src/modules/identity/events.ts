/** Events identity publishes, with the shape of their new value. */

export interface IdentityEvents {
  readonly TenantCreated: { name: string; domain: string; country: string; parts: readonly string[] };
  readonly TenantTookPart: { part: string };
  /** Old and new value. */
  readonly TenantRenamed: { name: string };
  readonly UserCreated: { userPrincipalName: string; displayName: string; roles: readonly string[] };
  readonly UserInvited: { email: string; roles: readonly string[]; expiresAt: string };
  readonly UserInvitationSentAgain: { email: string; expiresAt: string };
  readonly UserInvitationWithdrawn: { email: string };
  readonly UserInvitationAccepted: { email: string; userId: string };
  /** A link that opened nothing: changed, used, withdrawn, expired, or its address has an account meanwhile. */
  readonly UserInvitationRefused: { code: string };
  readonly UserSignedIn: { userPrincipalName: string; applicationName: string };
  /** `source`: the address it came from. Names nobody has are not kept: people type passwords there. */
  readonly UserSignInFailed: {
    reason: 'wrongPassword' | 'unknownName' | 'disabled' | 'otherTenant' | 'wrongCode' | 'tooManyCodes';
    applicationName: string;
    source: string;
    userPrincipalName?: string;
  };
  /** Old and new value: what was changed of names, address and language. */
  readonly UserChanged: Readonly<Record<string, string | null>>;
  /** Old and new value. */
  readonly UserRolesChanged: { readonly roles: readonly string[] };
  readonly UserDisabled: { userPrincipalName: string };
  readonly UserEnabled: { userPrincipalName: string };
  /** Kept for 30 days. */
  readonly UserDeleted: { userPrincipalName: string };
  readonly UserRestored: { userPrincipalName: string };
  /** After the 30 days: the account is gone. */
  readonly UserErased: { userPrincipalName: string };
  /** Old and new value: SKU ids, `product:sku`. */
  readonly UserLicencesChanged: { userPrincipalName: string; readonly licences: readonly string[] };
  /** Somebody else made a password for the person. */
  readonly UserPasswordReset: { userPrincipalName: string };
  /** Somebody asked for a link by which a password is set anew; `mailed`: false when too many were sent that day. */
  readonly UserPasswordForgotten: { userPrincipalName: string; source: string; mailed: boolean };
  /** Such a link opened nothing: changed, used or expired. */
  readonly UserPasswordResetRefused: { code: string };
  readonly UserSecondFactorAdded: { kind: string; name: string };
  readonly UserSecondFactorRemoved: { kind: string; name: string };
  /** An administrator took all of a person's away. */
  readonly UserSecondFactorsReset: { userPrincipalName: string };
  readonly UserRecoveryCodesMade: { codes: number };
  /** Of whom the operator asks a second factor. */
  readonly SecondFactorDemandChanged: { askedOf: 'nobody' | 'partners' | 'everyone' };
  readonly SignInPolicyChanged: { secondFactorRequired: boolean };
  readonly UserPasswordChanged: Record<string, never>;
  /** How many sign-ins of a person ended before their time. */
  readonly UserSignInsEnded: { ended: number };
  readonly ApplicationCreated: { name: string; public: boolean; redirectUris: readonly string[] };
  readonly ApplicationSecretAdded: { hint: string; expiresAt: string };
  readonly ApplicationSecretRemoved: { hint: string };
  readonly ApplicationCertificateAdded: { thumbprint: string; expiresAt: string };
  readonly ApplicationCertificateRemoved: { thumbprint: string };
  readonly ApplicationDisabled: { name: string };
  readonly ApplicationEnabled: { name: string };
  /** Old and new value: whether other tenants may consent, and to what. */
  readonly ApplicationShared: { name: string; multiTenant: boolean; scopes: readonly string[] };
  /** Another tenant's application was let in; old value: what stood before. */
  readonly ApplicationConsentGiven: { application: string; scopes: readonly string[] };
  /** Never the secret. Groups with the roles that they hold. */
  readonly IdentityProviderChanged: {
    issuer: string;
    clientId: string;
    groupClaim: string;
    groupRoles: Readonly<Record<string, readonly string[]>>;
    active: boolean;
  };
  readonly IdentityProviderRemoved: { issuer: string };
  /** The first sign-in by a provider into an account that was there, or that was made for it. */
  readonly UserLinked: { userPrincipalName: string; issuer: string; made: boolean };
  /** `reason`: of the provider, or why what it said opens no account. */
  readonly ExternalSignInFailed: { reason: string; issuer: string; detail?: string };
  readonly ApplicationConsentRevoked: { application: string; scopes: readonly string[] };
}
