/** Whether a partner may sell: create customers, attest agreements, place orders. Pure. */
import { allowed, refused, type RuleReference, type Verdict } from '../../../kernel/index.ts';

/** What the rule looks at. */
export interface SellingPartner {
  readonly kind: 'direct' | 'provider' | 'reseller';
  readonly state: 'active' | 'restricted' | 'suspended';
  /** When the partner agreement was signed; undefined while it was not. */
  readonly agreementSignedAt: Temporal.Instant | undefined;
}

const rules = {
  kind: { id: 'D9', source: 'MS transition-direct-to-indirect 2021-10-07; SEED 2 L105, L142-148' },
  agreement: { id: 'B17', source: 'SEED 1 L32, L39 (B9, B17)' },
  state: { id: 'B24', source: 'MS restricted-direct-bill-capabilities 2022-08-18; SEED 1 L40 (B18)' },
} as const satisfies Record<string, RuleReference>;

/** Direct partners and providers sell, once the partner agreement is signed and while the account is active. */
export function maySell(partner: SellingPartner): Verdict {
  if (partner.kind === 'reseller') {
    return refused(rules.kind, 'An indirect reseller does not transact itself. Ask your indirect provider to do it.');
  }
  if (!partner.agreementSignedAt) {
    return refused(
      rules.agreement,
      'Your company has not signed the partner agreement. A global administrator signs it on the Agreements page.',
    );
  }
  if (partner.state !== 'active') {
    return refused(
      rules.state,
      `Your partner account is ${partner.state}: no new customers and no purchases until it is active again. Existing subscriptions go on.`,
    );
  }
  return allowed;
}
