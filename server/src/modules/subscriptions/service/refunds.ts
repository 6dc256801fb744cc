/** Until when a cancellation gives back the whole fee of a term: by the windows in force when the term began (rules F21, F22). */
import type { Work } from '../../../platform/work.ts';
import { refundableUntil, windowsAt, type CancellationWindows } from '../../../programme/cancellation.ts';
import { chosenWindows } from '../../cancellation-policies/index.ts';
import { cancellable } from '../domain/change.ts';
import type { Subscription } from './read.ts';

/** The windows of a term that began at a moment; of one that is still to begin, today's. */
export async function windowsOf(work: Work, begins: Temporal.Instant | undefined): Promise<CancellationWindows> {
  return windowsAt(await chosenWindows(work), begins ?? work.now);
}

/** A subscription with the end of its window, not included; null when nothing was paid for, or once that has passed. */
export type Refundable = Subscription & { readonly refundableUntil: Temporal.Instant | null };

/** What was chosen is read once for all of them. */
export async function refundable(work: Work, ones: readonly Subscription[]): Promise<Refundable[]> {
  const chosen = await chosenWindows(work);
  return ones.map((one) => {
    const paidSince = one.paidSince ?? undefined;
    const windows = windowsAt(chosen, paidSince ?? work.now);
    const until = refundableUntil(cancellable({ ...one, paidSince }), windows);
    const isOpen = until !== undefined && Temporal.Instant.compare(until, work.now) > 0;
    return { ...one, refundableUntil: isOpen ? until : null };
  });
}
