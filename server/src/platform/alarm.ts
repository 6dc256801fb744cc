/**
 * Has what falls due within seconds looked at when it does, not when the timer next comes round. It only makes things
 * happen on time: without it they happen a little later.
 */
import { setTimeout as pause } from 'node:timers/promises';

export interface Alarm {
  /** Something may be due sooner than was known. Looked up in a moment, once for all who say so until then. */
  recheck(): void;
  /** Nothing rings any more. */
  stop(): Promise<void>;
}

/** Those who say that something is due are gathered so long. */
const gatherMs = 20;

/** `msUntilDue`: how long until the next thing is due, or undefined; must not throw. `ring`: has it done. */
export function alarmOf(msUntilDue: () => Promise<number | undefined>, ring: () => void): Alarm {
  const stopping = new AbortController();
  let asked: Promise<void> | undefined;
  let set: NodeJS.Timeout | undefined;
  const look = async () => {
    await pause(gatherMs, undefined, { signal: stopping.signal, ref: false });
    asked = undefined;
    const ms = await msUntilDue();
    if (ms === undefined || stopping.signal.aborted) return;
    clearTimeout(set);
    set = setTimeout(ring, ms);
    set.unref();
  };
  return {
    recheck() {
      if (!stopping.signal.aborted) asked ??= look().catch(() => undefined);
    },
    async stop() {
      stopping.abort();
      clearTimeout(set);
      await asked;
    },
  };
}
