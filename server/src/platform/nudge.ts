/** Something that is done soon after it was asked for, and once for all who ask until then. */
import { setTimeout as pause } from 'node:timers/promises';

export interface Nudge {
  /** Has it done, in a moment. */
  soon(): void;
  /** Resolves when all that was asked for so far is done; what waits for its moment begins at once. */
  settled(): Promise<void>;
  /** Nothing begins any more; resolves when what runs has ended. */
  stop(): Promise<void>;
}

/** `waitMs`: how long those who ask are gathered. `body` must not throw. */
export function nudgeOf(body: () => Promise<void>, waitMs: number): Nudge {
  let pending: AbortController | undefined;
  let running: Promise<void> = Promise.resolve();
  let stopped = false;
  const begin = () => {
    pending = undefined;
    running = running.then(() => (stopped ? undefined : body()));
  };
  return {
    soon() {
      if (pending || stopped) return;
      const waiting = new AbortController();
      pending = waiting;
      void pause(waitMs, undefined, { signal: waiting.signal, ref: false }).then(begin, () => undefined);
    },
    async settled() {
      if (pending) {
        pending.abort();
        begin();
      }
      await running;
    },
    async stop() {
      stopped = true;
      pending?.abort();
      await running;
    },
  };
}
