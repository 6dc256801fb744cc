/** The verification of a company: what is checked in which order, and which move is allowed from where (rules B14, B16). Pure. */
import { allowed, refused, type Verdict } from '../kernel/index.ts';
import type { VettingStatus } from './enrolment.ts';
import { rules } from './rules/index.ts';

export const vettingSubStatuses = [
  'none',
  'entry',
  'email_ownership',
  'email_domain',
  'employment_verification',
  'business_verification',
  'decision',
  'other',
] as const;
export type VettingSubStatus = (typeof vettingSubStatuses)[number];

/** In their order. The desk decides all but the first, which the mail's link does. */
export const vettingChecks = [
  'email_ownership',
  'email_domain',
  'employment_verification',
  'business_verification',
  'due_diligence',
] as const;
export type VettingCheck = (typeof vettingChecks)[number];
export type CheckState = 'pending' | 'passed' | 'failed';
export type CheckStates = Readonly<Record<VettingCheck, CheckState>>;

export const untouched: CheckStates = {
  email_ownership: 'pending',
  email_domain: 'pending',
  employment_verification: 'pending',
  business_verification: 'pending',
  due_diligence: 'pending',
};

/** Where the verification stands: at the first check that has not passed, or at the decision. */
export function subStatusOf(checks: CheckStates): VettingSubStatus {
  const next = vettingChecks.find((check) => checks[check] !== 'passed');
  if (next === undefined) return 'decision';
  return next === 'due_diligence' ? 'other' : next;
}

/** What can be done with an enrolment that was begun. */
export const vettingMoves = ['edit', 'submit', 'confirm', 'check', 'approve', 'reject', 'fix', 'change'] as const;
export type VettingMove = (typeof vettingMoves)[number];

const from: Readonly<Record<VettingMove, readonly VettingStatus[]>> = {
  edit: ['none', 'rejected'],
  submit: ['none', 'rejected'],
  confirm: ['pending'],
  check: ['pending'],
  approve: ['pending'],
  reject: ['pending'],
  fix: ['pending', 'rejected'],
  // Of a verified company, to its name or address.
  change: ['authorized'],
};

const where: Readonly<Record<VettingStatus, string>> = {
  none: 'has not been submitted',
  pending: 'is being verified',
  authorized: 'was approved',
  rejected: 'was rejected',
};

/** Whether a move is allowed: from which status, after the confirmation, and an approval once all checks have passed. */
export function vettingVerdict(
  move: VettingMove,
  { status, checks }: { readonly status: VettingStatus; readonly checks: CheckStates },
): Verdict {
  if (!from[move].includes(status)) {
    return refused(rules.B16, `The enrolment ${where[status]}, so this cannot be done now. Read it again.`);
  }
  const confirmed = checks.email_ownership === 'passed';
  if ((move === 'check' || move === 'approve') && !confirmed) {
    return refused(rules.B14, 'The primary contact has not confirmed the email address yet. The review goes on then.');
  }
  const open = vettingChecks.filter((check) => checks[check] !== 'passed');
  if (move === 'approve' && open.length > 0) {
    return refused(rules.B16, `Checks that have not passed: ${open.join(', ')}. Finish them first, or reject.`);
  }
  return allowed;
}
