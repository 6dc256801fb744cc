/** What the publisher is asked before a change, and what becomes of it (rule F20; SaaS fulfillment contract, sections 3 to 5). Pure. */
import type { Change, PlanTaken } from './change.ts';

export type OperationAction = 'ChangePlan' | 'ChangeQuantity' | 'Renew' | 'Suspend' | 'Reinstate' | 'Unsubscribe';
export type OperationStatus = 'InProgress' | 'Succeeded' | 'Failed' | 'Conflict';

/**
 * How an operation ended: the publisher said yes or no, said nothing in time, could not be reached, was told what had
 * happened already, or was not asked; or something else came before its answer, as when the change is taken back. Silence is
 * a yes, but of a step that the publisher asks for a no.
 */
export type OperationEnding = 'acknowledged' | 'silence' | 'refused' | 'undelivered' | 'overtaken' | 'told' | 'unasked';

/** The parts of a change that wait for the publisher, by the operation that asks for each. */
const heldBy = {
  quantity: 'ChangeQuantity',
  plan: 'ChangePlan',
  reinstated: 'Reinstate',
  cancelled: 'Unsubscribe',
} as const satisfies Partial<Record<keyof Change, OperationAction>>;
type HeldPart = keyof typeof heldBy;

/** What waits for the publisher. */
export type HeldChange = Partial<Pick<ResolvedChange, HeldPart>>;

/** A change whose other plan is one that is sold. */
export type ResolvedChange = Omit<Change, 'plan'> & { readonly plan?: PlanTaken };

/** What publishers are asked; of everything else they are told once it has happened. */
export const asking: readonly OperationAction[] = ['ChangePlan', 'ChangeQuantity', 'Reinstate'];

/** Silence for so long, after the webhook was taken, counts as yes (rule F20). */
export const silenceSeconds = 10;

export interface SplitChange {
  /** Is made at once. */
  readonly now: Omit<ResolvedChange, HeldPart>;
  /** Waits; undefined when nothing does. */
  readonly held: { readonly action: OperationAction; readonly change: HeldChange } | undefined;
}

/** What of a change is made at once, and what its publisher is asked about first. */
export function splitChange(change: ResolvedChange): SplitChange {
  const parts = Object.entries(change) as [keyof ResolvedChange, unknown][];
  const waits = parts.filter(([name]) => name in heldBy);
  const now = Object.fromEntries(parts.filter(([name]) => !(name in heldBy))) as SplitChange['now'];
  if (waits.length === 0) return { now, held: undefined };
  const action = heldBy[waits[0]![0] as HeldPart];
  return { now, held: { action, change: Object.fromEntries(waits) as HeldChange } };
}

/**
 * Whether a change must wait until another one is answered: what the publisher is asked itself, and an end or
 * a suspension once an end is asked for. All else passes, and these two overtake what waits: what a partner may do until a certain day must not hang on
 * somebody else's answer (decision 0089).
 */
export function isLockedBy(waiting: OperationAction, change: Change): boolean {
  if (change.cancelled || change.suspended) return waiting === 'Unsubscribe';
  return Object.keys(change).some((name) => name in heldBy);
}

/** What a publisher answers about an operation. */
export type OperationAnswer = 'Success' | 'Failure';

/**
 * What an answer does: settles the operation, changes nothing because it says what happened anyway, or comes too late.
 * What is only told has happened when it is told: nothing of it is in progress.
 */
export function decideAnswer(
  { status }: { readonly status: OperationStatus },
  answer: OperationAnswer,
): 'apply' | 'refuse' | 'nothing' | 'tooLate' {
  if (status === 'InProgress') return answer === 'Success' ? 'apply' : 'refuse';
  const same = status === 'Failed' ? 'Failure' : 'Success';
  return answer === same ? 'nothing' : 'tooLate';
}
