/** What relationships refuses. */
import { faultMaker, type Fault, type FaultKind, type RuleReference } from '../../kernel/index.ts';
import { rules } from '../../programme/rules/index.ts';

/** Every code, and how it is to be understood. */
const kinds = {
  CustomerOutsideRegion: 'forbidden',
  OwnPartnerNotFound: 'notFound',
  PartnerNotActive: 'forbidden',
  ProviderNotConnected: 'invalid',
  RelationshipExists: 'conflict',
  RequestExpired: 'conflict',
  RequestUnknown: 'notFound',
  RequestUsed: 'conflict',
  RequestWithdrawn: 'conflict',
  ResellerHasCustomers: 'conflict',
  ResellerNotConnected: 'invalid',
  SandboxResellersExhausted: 'forbidden',
} as const satisfies Record<string, FaultKind>;
export type RelationshipFaultCode = keyof typeof kinds;

export const relationshipFault = faultMaker(kinds);

export function customerOutsideRegion(rule: RuleReference, reason: string): Fault<RelationshipFaultCode> {
  return relationshipFault('CustomerOutsideRegion', reason, { target: 'billingProfile.defaultAddress.country', rule });
}

export function resellerNotConnected(resellerTenantId: string): Fault<RelationshipFaultCode> {
  return relationshipFault(
    'ResellerNotConnected',
    `You have no partnership with an indirect reseller ${resellerTenantId}. Connect with it first, or leave associatedPartnerId out.`,
    { target: 'associatedPartnerId', rule: rules.D5 },
  );
}

/** The same for a link that never was and one with another secret. */
export function requestUnknown(): Fault<RelationshipFaultCode> {
  return relationshipFault('RequestUnknown', 'There is no such request. Open the link of the mail as it is.');
}

export function ownPartnerNotFound(tenantId: string): Fault<RelationshipFaultCode> {
  return relationshipFault('OwnPartnerNotFound', `The tenant ${tenantId} is no partner of yours.`);
}
