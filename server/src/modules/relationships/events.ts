/** Events relationships publishes, with the shape of their new value. */

export interface RelationshipEvents {
  /** The tenant, its record and its first relationship, all at once. */
  readonly CustomerCreated: {
    companyName: string;
    domain: string;
    country: string;
    registrationNumber?: string;
    email: string;
  };
  /** A partner and a customer that has its tenant already. */
  readonly CustomerConnected: {
    companyName: string;
    delegatedAccess: boolean;
    /** The partner of the other tier that it takes on at once (rule D4). */
    sharedWith?: string;
  };
  readonly RelationshipRequested: { email?: string; delegatedAccess: boolean; providerTenantId?: string };
  readonly RelationshipRequestWithdrawn: Record<string, never>;
  readonly RelationshipDeclined: { companyName: string };
  readonly CustomerRelationshipEnded: { endedByTenantId: string };
  /** The partner goes on selling (rule D7). */
  readonly DelegatedAccessRemoved: { endedByTenantId: string };
}
