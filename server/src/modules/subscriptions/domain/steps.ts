/** Steps that a publisher asks for on its own site before a change takes effect (rule F17; rows SUB-18, CAN-06). Pure. */
import type { OperationAction } from './operation.ts';
import { termOverAt } from './term.ts';

/** Changes before which an offer may ask for a step, as its technical configuration names them. */
export type StepFor = 'cancel' | 'quantity' | 'plan';

const actionOf = { cancel: 'Unsubscribe', quantity: 'ChangeQuantity', plan: 'ChangePlan' } as const satisfies Record<
  StepFor,
  OperationAction
>;

/** A step is waited for so long, and never beyond the term. */
export const stepDays = 30;

/** Until when the publisher's word on a change is waited for; undefined where its offer asks for no step before it. */
export function stepUntil(
  stepsFirst: readonly StepFor[] | undefined,
  action: OperationAction,
  { now, termEnd }: { readonly now: Temporal.Instant; readonly termEnd: Temporal.PlainDate | null },
): Temporal.Instant | undefined {
  if (!stepsFirst?.some((change) => actionOf[change] === action)) return undefined;
  const latest = now.add({ hours: 24 * stepDays });
  const over = termEnd ? termOverAt(termEnd) : latest;
  return Temporal.Instant.compare(over, latest) < 0 ? over : latest;
}
