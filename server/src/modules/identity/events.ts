/** Events identity publishes, with the shape of their new value. */

export interface IdentityEvents {
  readonly TenantCreated: { name: string; domain: string; country: string; parts: readonly string[] };
  readonly UserCreated: { userPrincipalName: string; displayName: string; roles: readonly string[] };
  readonly UserSignedIn: { userPrincipalName: string; applicationName: string };
  readonly ApplicationCreated: { name: string; public: boolean; redirectUris: readonly string[] };
  readonly ApplicationSecretAdded: { hint: string; expiresAt: string };
}
