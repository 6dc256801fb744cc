/** Whether a reseller may accept an invitation of a provider (rules B9, B17, C2, D2). Pure. */
import type { RuleReference } from '../../../kernel/index.ts';
import type { PartnerAccount } from '../../partners/index.ts';
import { rules } from '../../../programme/rules/index.ts';

/** How long a link is open: a decision of ours (docs/decisions/0064). */
export const invitationDays = 30;

export interface AcceptanceFacts {
  readonly state: 'open' | 'accepted' | 'declined' | 'withdrawn';
  readonly expiresAt: Temporal.Instant;
  readonly now: Temporal.Instant;
  readonly provider: PartnerAccount;
  /** Undefined while the tenant has no partner account: it is not enrolled, or has no PartnerID yet. */
  readonly reseller: PartnerAccount | undefined;
  /** The two are partners already. */
  readonly connected: boolean;
}

export interface AcceptanceRefusal {
  readonly code:
    | 'InvitationUsed'
    | 'InvitationWithdrawn'
    | 'InvitationExpired'
    | 'InvitationOutsideRegion'
    | 'InvitationToReseller'
    | 'InviterMayNotSell'
    | 'PartnershipExists';
  readonly reason: string;
  readonly rule?: RuleReference;
}

/** Why an invitation is no longer open; undefined while it is. */
export function whyNotOpen({
  state,
  expiresAt,
  now,
}: Pick<AcceptanceFacts, 'state' | 'expiresAt' | 'now'>): AcceptanceRefusal | undefined {
  if (state === 'withdrawn') {
    return { code: 'InvitationWithdrawn', reason: 'This invitation was withdrawn. Ask for a new one.' };
  }
  if (state !== 'open') {
    return {
      code: 'InvitationUsed',
      reason: 'This invitation was answered already: it counts once. Ask for a new one.',
    };
  }
  if (Temporal.Instant.compare(now, expiresAt) >= 0) {
    return { code: 'InvitationExpired', reason: 'This invitation has expired. Ask for a new one.' };
  }
  return undefined;
}

/** Why the tenant cannot authorise the provider by this invitation; undefined when it can. */
export function whyNotAccepted(facts: AcceptanceFacts): AcceptanceRefusal | undefined {
  return whyNotOpen(facts) ?? whyNotProvider(facts) ?? whyNotReseller(facts);
}

function whyNotProvider({ provider }: AcceptanceFacts): AcceptanceRefusal | undefined {
  if (provider.kind === 'provider' && provider.state === 'active' && provider.agreementSignedAt) return undefined;
  return {
    code: 'InviterMayNotSell',
    reason: `${provider.name} is not an active indirect provider at present. Ask it before you go on.`,
    rule: rules.D2,
  };
}

function whyNotReseller({ provider, reseller, connected }: AcceptanceFacts): AcceptanceRefusal | undefined {
  const refuse = (reason: string, rule: RuleReference): AcceptanceRefusal => ({
    code: 'InvitationToReseller',
    reason,
    rule,
  });
  if (!reseller) {
    return refuse('Your company has no PartnerID in the programme yet. Finish the enrolment first.', rules.B9);
  }
  if (reseller.kind !== 'reseller') {
    return refuse('This invitation is for an indirect reseller, which your company is not.', rules.D2);
  }
  if (reseller.region !== provider.region) {
    return {
      code: 'InvitationOutsideRegion',
      reason: `${provider.name} is in another region than your company. Choose a provider of your region.`,
      rule: rules.C2,
    };
  }
  if (!reseller.agreementSignedAt) {
    return refuse(
      'Your company has not signed the partner agreement. A global administrator signs it first.',
      rules.B17,
    );
  }
  if (reseller.state !== 'active') return refuse(`Your partner account is ${reseller.state}.`, rules.B24);
  if (!connected) return undefined;
  return { code: 'PartnershipExists', reason: `${provider.name} is your indirect provider already.`, rule: rules.D2 };
}
