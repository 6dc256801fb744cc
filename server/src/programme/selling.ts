/** Whether a partner may sell: create customers, attest agreements, place orders. Pure. */
import { allowed, refused, type Verdict } from '../kernel/index.ts';
import { rules } from './rules/index.ts';

/** What the rule looks at. */
export interface SellingPartner {
  readonly kind: 'direct' | 'provider' | 'reseller';
  readonly state: 'active' | 'restricted' | 'suspended';
  /** When the partner agreement was signed; undefined while it was not. */
  readonly agreementSignedAt: Temporal.Instant | undefined;
}

/** Direct partners and providers sell, once the partner agreement is signed and while the account is active. */
export function maySell(partner: SellingPartner): Verdict {
  if (partner.kind === 'reseller') {
    return refused(rules.D9, 'An indirect reseller does not place orders itself. Ask your indirect provider to do so.');
  }
  if (!partner.agreementSignedAt) {
    return refused(
      rules.B17,
      'Your company has not signed the partner agreement. A global administrator signs it on the Agreements page.',
    );
  }
  if (partner.state !== 'active') {
    return refused(
      rules.B24,
      `Your partner account is ${partner.state}: no new customers and no purchases until it is active again. Existing subscriptions go on.`,
    );
  }
  return allowed;
}
