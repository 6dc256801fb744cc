/** The CSP reseller audience: which changes of it a publisher makes alone (rules A10–A22). */
import { allowed, refused, type Verdict } from '../../../kernel/index.ts';
import { decideOption, type Audience } from './audience-transitions.ts';
import type { OfferState } from './document.ts';
import { rules } from '../../../programme/rules/index.ts';

export type { Audience } from './audience-transitions.ts';

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
