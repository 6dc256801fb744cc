/** Whether a partner may be named as the indirect reseller of a purchase (rule D10). Pure. */
import type { RuleReference } from '../../../kernel/index.ts';
import type { SellingPartner } from '../../../programme/selling.ts';
import { rules } from '../../../programme/rules/index.ts';

/** What the rule looks at, of who sells and of who is named. */
export interface RecordParty extends SellingPartner {
  /** Code of the CSP region. */
  readonly region: string;
}

interface RecordRefusal {
  readonly code:
    | 'ResellerUnknown'
    | 'ResellerIsProvider'
    | 'ResellerNotIndirect'
    | 'ResellerAgreementMissing'
    | 'ResellerNotConnected';
  readonly reason: string;
  readonly rule: RuleReference;
}

/**
 * Why `named` cannot stand on the record of what `seller` sells; undefined when it can. An indirect provider names an
 * indirect reseller of its own region that is active, has signed the partner agreement, and is its partner today (rule D3).
 */
export function whyNotOnRecord(
  seller: RecordParty,
  named: RecordParty | undefined,
  mpnId: string,
  connected: boolean,
): RecordRefusal | undefined {
  const refuse = (code: RecordRefusal['code'], reason: string, rule: RuleReference = rules.D10) => ({
    code,
    reason,
    rule,
  });
  if (!named) return refuse('ResellerUnknown', `There is no partner with the PartnerID '${mpnId}'.`);
  if (named.kind === 'provider') {
    return refuse(
      'ResellerIsProvider',
      `'${mpnId}' is the PartnerID of an indirect provider. Name an indirect reseller.`,
    );
  }
  if (named.kind !== 'reseller') {
    return refuse('ResellerNotIndirect', `'${mpnId}' is not the PartnerID of an indirect reseller.`);
  }
  if (seller.kind !== 'provider') {
    return refuse('ResellerNotIndirect', 'Only an indirect provider names a reseller. Leave the PartnerID out.');
  }
  if (named.region !== seller.region) {
    return refuse('ResellerNotIndirect', `The reseller '${mpnId}' is in another region than your company.`);
  }
  if (!named.agreementSignedAt) {
    return refuse(
      'ResellerAgreementMissing',
      `The reseller '${mpnId}' has not signed the partner agreement.`,
      rules.B17,
    );
  }
  if (named.state !== 'active') {
    return refuse('ResellerNotIndirect', `The partner account of the reseller '${mpnId}' is ${named.state}.`);
  }
  if (!connected) {
    return refuse(
      'ResellerNotConnected',
      `You have no active partnership with the reseller '${mpnId}'. Invite it first; a global administrator of it accepts.`,
      rules.D3,
    );
  }
  return undefined;
}
