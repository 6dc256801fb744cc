/** Whether an invoice is to be paid, and whether its day has passed. Payments are not kept here: none is ever said to be paid. Pure. */
import { isZero } from '../../ui/amounts.ts';

export interface Due {
  readonly dueDate: string;
  readonly total: string;
}

type DueState = 'nothing' | 'open' | 'overdue';

/** `today`: the business day. */
export function dueState({ dueDate, total }: Due, today: string): DueState {
  if (isZero(total)) return 'nothing';
  return dueDate.slice(0, 10) < today ? 'overdue' : 'open';
}
