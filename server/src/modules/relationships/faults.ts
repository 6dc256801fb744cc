/** What relationships refuses. */
import { Fault, type RuleReference } from '../../kernel/index.ts';
import { rules } from '../../programme/rules/index.ts';

export type RelationshipFaultCode = 'CustomerOutsideRegion' | 'ResellerNotConnected';

export function customerOutsideRegion(rule: RuleReference, reason: string): Fault<RelationshipFaultCode> {
  return new Fault('CustomerOutsideRegion', 'forbidden', {
    message: reason,
    target: 'billingProfile.defaultAddress.country',
    rule,
  });
}

export function resellerNotConnected(resellerTenantId: string): Fault<RelationshipFaultCode> {
  return new Fault('ResellerNotConnected', 'invalid', {
    message: `You have no partnership with an indirect reseller ${resellerTenantId}. Connect with it first, or leave associatedPartnerId out.`,
    target: 'associatedPartnerId',
    rule: rules.D5,
  });
}
