/** Events delegated administration publishes, with the shape of their new value. */

interface Named {
  readonly displayName: string;
}

export interface DelegatedAdministrationEvents {
  readonly DelegatedAdminCreated: Named & {
    durationDays: number;
    autoExtendDays: number;
    roleIds: readonly string[];
  };
  readonly DelegatedAdminChanged: Named & {
    durationDays: number;
    autoExtendDays: number;
    roleIds: readonly string[];
  };
  readonly DelegatedAdminDeleted: Named;
  readonly DelegatedAdminRequested: Named & { requestExpiresAt: string };
  readonly DelegatedAdminApproved: Named & { roleIds: readonly string[]; endsAt: string };
  readonly DelegatedAdminRejected: Named;
  readonly DelegatedAdminTerminated: Named & { by: 'partner' | 'customer' };
  readonly DelegatedAdminRequestExpired: Named;
  readonly DelegatedAdminExtended: Named & { endsAt: string };
  readonly DelegatedAdminExpired: Named;
  readonly DelegatedAdminAssigned: Named & { groupId: string; roleIds: readonly string[] };
  readonly DelegatedAdminAssignmentChanged: Named & { groupId: string; roleIds: readonly string[] };
  readonly DelegatedAdminAssignmentRemoved: Named & { groupId: string };
  /** Somebody of the partner went into the customer's tenant, by these directory roles. */
  readonly AdministrationBegun: { roleIds: readonly string[] };
}
