/** How long a request that changes a subscription waits for the publisher's answer (decision 0089). */
import { setTimeout as pause } from 'node:timers/promises';
import type { Answer } from '../../platform/idempotency.ts';

/** A publisher that answers at once is waited for, so long. */
const publisherWaitMs = 5_000;
const lookEveryMs = 50;

/** The first answer that `look` finds; undefined when there is none in time. */
export async function soonAnswered(look: () => Promise<Answer | undefined>): Promise<Answer | undefined> {
  const until = performance.now() + publisherWaitMs;
  while (performance.now() < until) {
    await pause(lookEveryMs);
    const answer = await look();
    if (answer) return answer;
  }
  return undefined;
}
