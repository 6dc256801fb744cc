/** How the state of an invoice's payment is told. */
import { Status } from '../../ui/status.tsx';
import { useText, type Text } from '../../ui/text.tsx';
import { dueState, type Due } from './due-state.ts';

export const dueText = (t: Text, state: ReturnType<typeof dueState>): string => t(`invoice.due.${state}`);

const tones = { nothing: 'neutral', open: 'waiting', overdue: 'attention' } as const;

/** Last day to pay, or that nothing is. */
export const dueDayText = (t: Text, { dueDate }: Due): string =>
  dueDate ? t.formats.day(dueDate) : t('invoice.due.nothing');

export function DueStatus({ invoice, today }: { invoice: Due; today: string }) {
  const t = useText();
  const state = dueState(invoice, today);
  return <Status tone={tones[state]}>{dueText(t, state)}</Status>;
}
