/** Whether a partner may be named as the indirect reseller of a purchase (rule D10). Pure. */
import type { RuleReference } from '../../../kernel/index.ts';
import type { SellingPartner } from '../../../programme/selling.ts';
import { declaresResellers } from '../../../programme/european-trade.ts';
import { rules } from '../../../programme/rules/index.ts';

/** The most resellers of a chain beside the main one (rule C9). */
const mostAdditional = 5;

/** What the rule looks at, of who sells and of who is named. */
export interface RecordParty extends SellingPartner {
  /** Code of the CSP region. */
  readonly region: string;
}

export interface RecordRefusal {
  readonly code:
    | 'ParticipantNotSupported'
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

/** The resellers that a line declares beside its main one. */
export interface Declared {
  readonly seller: RecordParty;
  /** PartnerID of the main one. */
  readonly main: string | undefined;
  readonly others: readonly { readonly mpnId: string; readonly party: RecordParty | undefined }[];
  /** Country that the line is sold in, ISO 3166-1 alpha-2. */
  readonly market: string;
}

/**
 * Why the other resellers of a chain cannot be declared; undefined when they can, or when there are none. Five at most,
 * behind the main one, in the European Union and EFTA: each an active indirect reseller of the region that has signed the
 * partner agreement. They are partners of those before them in the chain, not of the provider (rule C9).
 */
export function whyNotDeclared({ seller, main, others, market }: Declared): RecordRefusal | undefined {
  if (others.length === 0) return undefined;
  const refuse = (reason: string) => ({ code: 'ParticipantNotSupported' as const, reason, rule: rules.C9 });
  if (!main) return refuse('Name the main reseller first; the others of the chain are named behind it.');
  if (others.length > mostAdditional)
    return refuse(`A line names ${mostAdditional} resellers at most behind the main one.`);
  if (!declaresResellers(market))
    return refuse('Further resellers of the chain are named for sales in the European Union and EFTA only.');
  const ids = [main, ...others.map(({ mpnId }) => mpnId)];
  const twice = ids.find((mpnId, index) => ids.indexOf(mpnId) !== index);
  if (twice) return refuse(`The reseller '${twice}' is named twice.`);
  for (const { mpnId, party } of others) {
    const why = whyNotOnRecord(seller, party, mpnId, true);
    if (why) return why;
  }
  return undefined;
}
