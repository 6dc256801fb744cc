/** Whether an invoice is to be paid, and whether its day has passed. Payments are not kept here: none is ever said to be paid. Pure. */

export interface Due {
  /** Absent: nothing is to be paid. */
  readonly dueDate?: string | undefined;
}

type DueState = 'nothing' | 'open' | 'overdue';

/** `today`: the business day. */
export function dueState({ dueDate }: Due, today: string): DueState {
  if (!dueDate) return 'nothing';
  return dueDate.slice(0, 10) < today ? 'overdue' : 'open';
}
