/** The CSP reseller audience: who may resell an offer, and which changes of it a publisher makes alone (rules A3–A22). */
import { allowed, refused, type Verdict } from '../../../kernel/index.ts';
import { decideOption, type Audience } from './audience-transitions.ts';
import type { AudienceOption, OfferState } from './document.ts';
import { rules } from '../../../programme/rules/index.ts';

export type { Audience } from './audience-transitions.ts';

export interface ResaleQuestion {
  /** The audience in force; null while the offer was never published. */
  readonly option: AudienceOption | null;
  /** Whether the partner is on the offer's list. */
  readonly listed: boolean;
  /** BYOL plans and containers are sold by partners whatever the publisher does (A3); plans of SaaS offers never. */
  readonly planIsDefaultResold?: boolean;
  readonly offerState: OfferState;
}

/** Whether a partner of the programme may resell a plan to its customers. Region and market are other rules. */
export function mayResell({ option, listed, planIsDefaultResold = false, offerState }: ResaleQuestion): Verdict {
  if (offerState === 'draft') return refused(rules.A10, 'This offer is not published.');
  if (offerState === 'stopped') return refused(rules.A10, 'This offer is no longer sold.');
  if (planIsDefaultResold) return { allowed: true, rule: rules.A3 };
  if (option === null) return refused(rules.A1, 'The publisher has not opened this offer to partners.');
  if (option === 'any') return { allowed: true, rule: rules.A6 };
  if (option === 'none') return refused(rules.A14, 'The publisher does not sell this offer through partners.');
  if (listed) return { allowed: true, rule: rules.A7 };
  return refused(rules.A7, 'This offer is exclusive to partners its publisher selected. Contact the publisher.');
}

/**
 * Whether a publisher may bring about an audience by itself. Before the first publication everything is free (A22);
 * afterwards adding partners and leaving option 3 are, and all else goes through a support request.
 */
export function mayChangeAudience(inForce: Audience | undefined, wanted: Audience): Verdict {
  if (!inForce) return allowed;
  if (inForce.option === 'none') return { allowed: true, rule: rules.A21 };
  if (inForce.option === wanted.option) return inForce.option === 'selected' ? onlyAdds(inForce, wanted) : allowed;
  const { rule, reason } = decideOption(inForce, [], wanted.option);
  return refused(rule, reason);
}

function onlyAdds(inForce: Audience, wanted: Audience): Verdict {
  const kept = new Set(wanted.partnerTenantIds);
  const missing = inForce.partnerTenantIds.filter((partner) => !kept.has(partner));
  if (missing.length === 0) return { allowed: true, rule: rules.A12 };
  return refused(
    rules.A16,
    `${missing.length === 1 ? 'A partner' : `${missing.length} partners`} of this published offer would lose it. Removing one needs a support request.`,
  );
}

/**
 * Whether "Sync CSP audience" can bring further partners into force without a publication (rule A12): only where a list
 * is what decides, on an offer that is sold.
 */
export function maySync(offerState: OfferState, inForce: Audience | undefined): Verdict {
  if (offerState === 'stopped') return refused(rules.A10, 'This offer is no longer sold.');
  if (offerState === 'draft' || !inForce) {
    return refused(rules.A10, 'This offer is not published. Publish it: that brings its list into force.');
  }
  if (inForce.option === 'any') {
    return refused(rules.A6, 'Any partner can resell this offer already; there is no list to add partners to.');
  }
  if (inForce.option === 'none') {
    return refused(rules.A14, 'This offer is not open to partners. Choose selected partners and publish it first.');
  }
  return { allowed: true, rule: rules.A12 };
}

/** What a sync changes: it adds, and whoever the request leaves out stays (rules A12, A16). */
export function syncOf(inForce: readonly string[], wanted: readonly string[]) {
  return { added: missingIn(inForce, wanted), stayed: [...inForce] };
}

/** The wanted ones that a list does not have yet, each once, in their order. */
export function missingIn(list: readonly string[], wanted: readonly string[]): string[] {
  const known = new Set(list);
  return [...new Set(wanted)].filter((partner) => !known.has(partner));
}
