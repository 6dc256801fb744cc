/** Events partnerships publishes, with the shape of their new value. */

export interface PartnershipEvents {
  readonly ResellerInvited: { email?: string; expiresAt: string };
  readonly PartnershipInvitationWithdrawn: Record<string, never>;
  readonly PartnershipInvitationDeclined: { resellerName: string };
  readonly PartnershipAuthorized: {
    providerName: string;
    resellerTenantId: string;
    resellerName: string;
    administratorAccess: boolean;
  };
  /** Customers and delegated rights of both stay (rule D14). */
  readonly PartnershipEnded: { resellerTenantId: string; endedByTenantId: string };
  /** The partnership goes on (rule D3). */
  readonly AdministratorAccessRemoved: { resellerTenantId: string };
  readonly DirectoryEntryChanged: {
    description: string;
    services: readonly string[];
    email: string;
    phone: string;
    website: string;
  };
}
