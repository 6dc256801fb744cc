/**
 * A partner consents for its customer to a control panel vendor's application, and takes that back (“Get customer consent as
 * Control Panel Vendor”; decision 0075). The customer sees both in its settings, and revokes what it does not want.
 */
import { isGuid } from '../../../kernel/index.ts';
import type { Work } from '../../../platform/work.ts';
import { mayAdminister } from '../../../programme/directory-roles.ts';
import {
  consentOf,
  giveConsent,
  grantsRefused,
  revokeConsent,
  scopesOfGrants,
  sharedApplication,
  type ApplicationGrant,
} from '../../identity/index.ts';
import { delegationFault } from '../faults.ts';
import { administering } from './on-behalf.ts';

export interface CustomerConsent {
  readonly customerTenantId: string;
  readonly applicationId: string;
  readonly grants: readonly ApplicationGrant[];
}

/**
 * Consents for the customer, in the acting person's name, within what the customer delegated to it. Only to an application
 * of the partner's own or one that the partner itself let in. System only. Faults: DelegationMissing,
 * ConsentNotDelegated, ApplicationNotShared, UnknownResource, ScopeUnknown, ApplicationConsentExists.
 */
export async function consentForCustomer(work: Work, input: CustomerConsent): Promise<void> {
  const there = await administratorThere(work, input.customerTenantId);
  const scopes = scopesOfGrants(input.grants);
  if ('problem' in scopes) throw grantsRefused(scopes);
  const application = await sharedApplication(work, input.applicationId.toLowerCase());
  const { tenantId: partner } = work.actor;
  const known = application.tenantId === partner || (await consentOf(work, partner, application.clientId));
  if (!known) {
    const message = `${application.name} is another organisation's application, and yours has not consented to it. Consent for your own organisation first.`;
    throw delegationFault('ConsentNotDelegated', message);
  }
  await giveConsent(work.inNameOf(there), { tenantId: there.tenantId, application, scopes, onlyNew: true });
}

/** Takes a consent of the customer's back. System only. Faults: DelegationMissing, ConsentNotDelegated, ApplicationConsentNotFound. */
export async function revokeForCustomer(
  work: Work,
  input: { readonly customerTenantId: string; readonly applicationId: string },
): Promise<void> {
  const there = await administratorThere(work, input.customerTenantId);
  const { applicationId } = input;
  const id = isGuid(applicationId) ? applicationId.toLowerCase() : '00000000-0000-0000-0000-000000000000';
  await revokeConsent(work.inNameOf(there), there.tenantId, id);
}

/** The acting person in the customer's tenant, when what it delegated covers applications. */
async function administratorThere(work: Work, customerTenantId: string) {
  const { actor, roleIds } = await administering(work, work.actor, customerTenantId);
  const verdict = mayAdminister(roleIds, 'consentApplications');
  if (verdict.allowed) return actor;
  throw delegationFault('ConsentNotDelegated', verdict.reason, { rule: verdict.rule });
}
