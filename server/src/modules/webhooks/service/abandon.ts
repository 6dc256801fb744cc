/** What waits for an address that is not told any more. */
import type { Work } from '../../../platform/work.ts';
import { parkDeliveriesTo, type Waiting } from '../store/deliveries.ts';

/** Parks what waits for it, with the reason; what is under way comes to its end. The system's work. */
export function abandonDeliveries(
  work: Pick<Work, 'prepared' | 'now'>,
  waiting: Waiting,
  reason: string,
): Promise<void> {
  return parkDeliveriesTo(work, waiting, reason);
}
