/**
 * Who may enrol as what and when (rules B1, B21, B23, B26), which PartnerID fits (B7, B8), and when a company is in the
 * programme (B18). Pure.
 */
import { allowed, refused, type RuleReference, type Verdict } from '../kernel/index.ts';
import { rules } from './rules/index.ts';

export const enrolmentKinds = ['reseller', 'direct', 'provider', 'publisher'] as const;
export type EnrolmentKind = (typeof enrolmentKinds)[number];
export type SellerKind = Exclude<EnrolmentKind, 'publisher'>;

/** What decides who may enrol. */
export interface EnrolmentFacts {
  /** Kinds the company has begun or finished an enrolment of. */
  readonly enrolled: readonly EnrolmentKind[];
  /** What its partner account is, when it has one. */
  readonly account: SellerKind | undefined;
  readonly accountState: 'active' | 'restricted' | 'suspended' | undefined;
  /** Since when it is an indirect reseller: when it signed the partner agreement. */
  readonly resellerSince: Temporal.PlainDate | undefined;
  /** Whether the operator nominated it as a provider. */
  readonly nominated: boolean;
}

/** From this day newcomers enrol as indirect resellers (rule B1). */
const resellersFirst = Temporal.PlainDate.from('2020-10-01');

interface DirectRequirements {
  readonly since: Temporal.PlainDate;
  /** Months as an active indirect reseller. */
  readonly months: number;
  /** US dollars of CSP revenue in the twelve months before; undefined: none asked. */
  readonly revenueUsd: string | undefined;
}

/** What a direct-bill partner has to show, the newest last (rule B23, decision 0062). */
const directRequirements: readonly DirectRequirements[] = [
  { since: Temporal.PlainDate.from('2018-08-31'), months: 0, revenueUsd: undefined },
  { since: Temporal.PlainDate.from('2020-10-27'), months: 12, revenueUsd: '300000' },
  { since: Temporal.PlainDate.from('2025-10-01'), months: 12, revenueUsd: '1000000' },
];

export function directRequirementsOn(day: Temporal.PlainDate): DirectRequirements {
  return (
    directRequirements.findLast(({ since }) => Temporal.PlainDate.compare(since, day) <= 0) ?? directRequirements[0]!
  );
}

/** What each way into the programme requires, as its page of documents says it (AZP-63). */
export const requirementsOf = {
  reseller: [rules.B1, rules.B5, rules.B8, rules.B13, rules.B17],
  direct: [rules.B23, rules.B5, rules.B8, rules.B17, rules.B30],
  provider: [rules.B26, rules.B5, rules.B8, rules.B17, rules.B30],
  publisher: [rules.B5, rules.B13, rules.B16],
} as const satisfies Record<EnrolmentKind, readonly RuleReference[]>;

/** Whether a company may enrol as a kind on a day. */
export function mayEnrol(kind: EnrolmentKind, facts: EnrolmentFacts, on: Temporal.PlainDate): Verdict {
  if (kind === 'publisher') return allowed;
  // Whoever was not nominated is told that first: no other tenant of the company could enrol as one either.
  if (kind === 'provider' && !facts.nominated) return notNominated;
  const other = heldInstead(kind, facts);
  if (other) {
    return refused(
      rules.B21,
      `Your organisation is enrolled as ${sellerWords[other]} already, and a tenant is one of them only. Enrol another tenant.`,
    );
  }
  return kind === 'direct' ? mayBeDirect(facts, on) : allowed;
}

const sellerWords = {
  reseller: 'an indirect reseller',
  direct: 'a direct-bill partner',
  provider: 'an indirect provider',
} as const satisfies Record<SellerKind, string>;

/**
 * What a company is enrolled as already, which keeps it from another kind (rule B21); undefined when nothing does. A reseller
 * may become a direct partner: that is the way there (rule B1).
 */
export function heldInstead(kind: EnrolmentKind, { enrolled, account }: EnrolmentFacts): SellerKind | undefined {
  if (kind === 'publisher') return undefined;
  const held = [...enrolled.filter((one): one is SellerKind => one !== 'publisher'), ...(account ? [account] : [])];
  return held.find((one) => one !== kind && !(kind === 'direct' && one === 'reseller'));
}

const notNominated = refused(
  rules.B26,
  'Indirect providers are nominated by the operator. Your organisation has not been nominated.',
);

function mayBeDirect(facts: EnrolmentFacts, on: Temporal.PlainDate): Verdict {
  if (Temporal.PlainDate.compare(on, resellersFirst) < 0) return allowed;
  if (facts.account !== 'reseller') {
    return refused(rules.B1, 'Every company new to the programme enrols as an indirect reseller first.');
  }
  const { resellerSince, accountState } = facts;
  if (!resellerSince) {
    return refused(
      rules.B17,
      'Your organisation has not signed the partner agreement yet, from which its time as an indirect reseller counts.',
    );
  }
  if (accountState !== 'active') {
    return refused(
      rules.B24,
      `Your partner account is ${accountState}: enrol as a direct-bill partner once it is active again.`,
    );
  }
  const { months } = directRequirementsOn(on);
  const from = resellerSince.add({ months });
  if (Temporal.PlainDate.compare(from, on) <= 0) return allowed;
  return refused(
    rules.B23,
    `A direct-bill partner has been an indirect reseller for ${months} months. You may enrol from ${from.toString()}.`,
  );
}

/** A PartnerID as it is associated. */
export interface LocationFacts {
  readonly type: 'global' | 'location';
  /** ISO 3166-1 alpha-2, upper case. */
  readonly country: string;
}

/** Whether a PartnerID fits the account of a country. */
export function partnerIdVerdict(location: LocationFacts, accountCountry: string): Verdict {
  if (location.type !== 'location') {
    return refused(
      rules.B8,
      'This is the PartnerID of the headquarters, which does not transact. Take one of type Location.',
    );
  }
  if (location.country !== accountCountry) {
    return refused(
      rules.B7,
      `This PartnerID is in ${location.country} and your account in ${accountCountry}. They must be in the same country, because incentives are paid by country. Add a location in ${accountCountry}.`,
    );
  }
  return allowed;
}

export type VettingStatus = 'none' | 'pending' | 'authorized' | 'rejected';

/** In the words of the programme info page (rule B18). */
export const programmeStatuses = [
  'notSubmitted',
  'pendingQualification',
  'qualified',
  'active',
  'rejected',
  'restricted',
] as const;
export type ProgrammeStatus = (typeof programmeStatuses)[number];

export interface ProgrammeFacts {
  readonly kind: EnrolmentKind;
  readonly vetting: VettingStatus;
  /** A company that changes its name or address is verified anew, and is what it was until that is decided (decision 0080). */
  readonly verifiedBefore: boolean;
  /** Whether a PartnerID is associated; publishers need none. */
  readonly hasPartnerId: boolean;
  readonly agreementSigned: boolean;
  /** State of the partner account, when it is open. */
  readonly account: 'active' | 'restricted' | 'suspended' | undefined;
}

/** Active only once vetted, with its PartnerID and its agreement (rule B18). */
export function programmeStatus(facts: ProgrammeFacts): ProgrammeStatus {
  if (facts.vetting === 'none') return 'notSubmitted';
  if (facts.vetting === 'pending' && !facts.verifiedBefore) return 'pendingQualification';
  if (facts.vetting === 'rejected' && !facts.verifiedBefore) return 'rejected';
  if (facts.account === 'restricted' || facts.account === 'suspended') return 'restricted';
  const complete = facts.kind === 'publisher' || (facts.hasPartnerId && facts.account === 'active');
  return complete && facts.agreementSigned ? 'active' : 'qualified';
}

/** Whether the agreement may be accepted now (rules B9, B17). */
export function maySignAgreement({ kind, vetting, hasPartnerId }: ProgrammeFacts): Verdict {
  if (vetting !== 'authorized') {
    return refused(rules.B17, 'The agreement is accepted once your company has been verified.');
  }
  if (kind !== 'publisher' && !hasPartnerId) {
    return refused(
      rules.B9,
      'No PartnerID is associated with your account yet. Without it the partner agreement cannot be accepted and nothing can be ordered.',
    );
  }
  return allowed;
}
