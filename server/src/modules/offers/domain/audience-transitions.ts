/** Transitions between the options of an audience: alone, by support request, or not at all (rules A12, A15 to A22). */
import type { RuleReference } from '../../../kernel/index.ts';
import type { AudienceOption, OfferDocument } from './document.ts';
import { rules } from '../../../programme/rules/index.ts';

export interface Audience {
  readonly option: AudienceOption;
  readonly partnerTenantIds: readonly string[];
}

/** A change of the audience in force that a publisher wants. */
export type AudienceChange =
  | { readonly kind: 'removePartners'; readonly partnerTenantIds: readonly string[] }
  | {
      readonly kind: 'changeOption';
      readonly to: AudienceOption;
      /** For `selected`: who may resell then; whoever sold is added (A18). */
      readonly partnerTenantIds: readonly string[];
    };

export interface TransitionFacts {
  /** Undefined while the offer was never published. */
  readonly inForce: Audience | undefined;
  /** Tenants of the partners that resold the offer. */
  readonly sold: readonly string[];
}

export interface TransitionDecision {
  readonly how: 'selfService' | 'request' | 'refused';
  readonly rule: RuleReference;
  /** An English sentence that says so, and what to do. */
  readonly reason: string;
}

const decision =
  (how: TransitionDecision['how']) =>
  (rule: RuleReference, reason: string): TransitionDecision => ({ how, rule, reason });
const alone = decision('selfService');
const byRequest = decision('request');
const not = decision('refused');

const unpublished = alone(rules.A22, 'The offer has never been published, so its audience can be changed freely.');
const noPartnerLeft = not(
  rules.A5,
  'No partner would be left on the list. Keep one, or ask for the option without partners.',
);

/** The whole table of transitions: what a wanted change needs, as things stand. */
export function decideTransition(facts: TransitionFacts, change: AudienceChange): TransitionDecision {
  if (!facts.inForce) return unpublished;
  if (change.kind === 'removePartners') return decideRemoval(facts.inForce, facts.sold, change.partnerTenantIds);
  const way = decideOption(facts.inForce, facts.sold, change.to);
  const nobody =
    change.to === 'selected' && audienceAfter(facts.inForce, change, facts.sold).partnerTenantIds.length === 0;
  return nobody && way.how !== 'refused' ? noPartnerLeft : way;
}

/** The transition to an option, whoever would be on its list. */
export function decideOption(inForce: Audience, sold: readonly string[], to: AudienceOption): TransitionDecision {
  const { option: from } = inForce;
  if (from === to) return not(rules.A5, 'The offer already has this option.');
  if (from === 'none') return alone(rules.A21, 'From no partner to the other options is free at any time.');
  if (from === 'any') return to === 'selected' ? anyToSelected : anyToNone(sold);
  return to === 'any' ? selectedToAny : selectedToNone(inForce, sold);
}

const anyToSelected = byRequest(
  rules.A17,
  'This published offer is open to any partner. Narrowing it needs a support request; partners that have sold it stay on the list.',
);

const selectedToAny = byRequest(
  rules.A19,
  'Opening this published offer from selected partners to any needs a support request.',
);

function anyToNone(sold: readonly string[]): TransitionDecision {
  if (sold.length === 0) {
    return byRequest(rules.A17, 'This published offer is open to any partner. Narrowing it needs a support request.');
  }
  return not(
    rules.A22,
    `${partners(sold.length)} already resold this offer, so it cannot be taken away from partners.`,
  );
}

function selectedToNone(inForce: Audience, sold: readonly string[]): TransitionDecision {
  const authorised = new Set(inForce.partnerTenantIds);
  const sellers = sold.filter((partner) => authorised.has(partner)).length;
  if (sellers === 0) {
    return byRequest(
      rules.A20,
      'Withdrawing this published offer from its partners needs a support request, and is possible only if none of them has resold it.',
    );
  }
  return not(
    rules.A20,
    `${partners(sellers)} of the list already resold this offer, so it cannot be taken away from partners.`,
  );
}

/** Further partners on the list: alone, and in force by a sync. */
export function decideAddition(inForce: Audience | undefined): TransitionDecision {
  if (!inForce) return unpublished;
  if (inForce.option === 'selected')
    return alone(rules.A12, 'Partners are added alone; Sync CSP audience brings them into force.');
  return not(rules.A12, 'There is no list of partners under this option.');
}

/** Partners off the list. */
function decideRemoval(inForce: Audience, sold: readonly string[], wanted: readonly string[]): TransitionDecision {
  if (inForce.option !== 'selected') return not(rules.A16, 'There is no list of partners under this option.');
  const listed = new Set(inForce.partnerTenantIds);
  const leaving = new Set(wanted);
  if (leaving.size === 0 || wanted.some((partner) => !listed.has(partner))) {
    return not(rules.A16, 'Only partners on the list in force can be removed. Read the list again.');
  }
  const sellers = sold.filter((partner) => leaving.has(partner)).length;
  if (sellers > 0) {
    return not(rules.A15, `${partners(sellers)} already resold this offer and cannot be removed.`);
  }
  if (leaving.size === listed.size) return noPartnerLeft;
  return byRequest(rules.A16, 'Removing a partner from this published offer needs a support request.');
}

/** Whether any partner of the list could be removed at all. */
export function decideAnyRemoval({ inForce, sold }: TransitionFacts): TransitionDecision {
  if (!inForce) return unpublished;
  const sellers = new Set(sold);
  const removable = inForce.partnerTenantIds.find((partner) => !sellers.has(partner));
  if (inForce.option === 'selected' && inForce.partnerTenantIds.length > 0 && removable === undefined) {
    return not(rules.A15, 'Every partner on the list has already resold this offer and cannot be removed.');
  }
  return decideRemoval(inForce, sold, removable === undefined ? [] : [removable]);
}

/** The audience a change leads to. From any to selected partners, those who sold are on the list (A18). */
export function audienceAfter(inForce: Audience, change: AudienceChange, sold: readonly string[]): Audience {
  if (change.kind === 'removePartners') {
    const leaving = new Set(change.partnerTenantIds);
    return { ...inForce, partnerTenantIds: inForce.partnerTenantIds.filter((partner) => !leaving.has(partner)) };
  }
  if (change.to !== 'selected') return { option: change.to, partnerTenantIds: [] };
  const kept = inForce.option === 'any' ? sold : [];
  return { option: 'selected', partnerTenantIds: [...new Set([...change.partnerTenantIds, ...kept])] };
}

type DraftAudience = OfferDocument['audience'];

/** What a draft says after a change came into force, so that its next publication does not undo the change. */
export function draftAfterChange(draft: DraftAudience, change: AudienceChange, after: Audience): DraftAudience {
  if (change.kind === 'changeOption') return after;
  const gone = new Set(change.partnerTenantIds);
  return { ...draft, partnerTenantIds: draft.partnerTenantIds.filter((partner) => !gone.has(partner)) };
}

/** What a draft says after partners were authorised; out of option 3 they become its list, whatever it held (A30). */
export function draftAfterAuthorising(draft: DraftAudience, before: Audience, added: readonly string[]): DraftAudience {
  if (before.option === 'none' && (draft.option === 'none' || draft.option === null)) {
    return { option: 'selected', partnerTenantIds: added };
  }
  return { ...draft, partnerTenantIds: [...new Set([...draft.partnerTenantIds, ...added])] };
}

const partners = (count: number) => (count === 1 ? 'A partner' : `${count} partners`);
