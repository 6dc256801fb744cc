/** Consents that a partner gives for its customers to a control panel vendor’s application (“Get customer consent as Control Panel Vendor”). */
import { z } from 'zod';
import { customerPath } from './common.ts';

export const applicationGrant = z.object({
  /** The resource: Partner Center, Microsoft Graph, Azure. */
  enterpriseApplicationId: z.guid(),
  /** Scopes with commas between. */
  scope: z.string().max(2000),
});

/** POST customers/{customerId}/applicationconsents; what was granted is answered. */
export const applicationConsent = z.object({
  applicationId: z.guid(),
  applicationGrants: z.array(applicationGrant).min(1).max(20),
  displayName: z.string().max(120).optional(),
});
export type ApplicationConsent = z.infer<typeof applicationConsent>;

/** DELETE customers/{customerId}/applicationconsents/{applicationId}. */
export const applicationConsentPath = customerPath.extend({ applicationId: z.string() });
