/** How many requests an account may make in a minute. Counted in each process by itself, in wall-clock time. */
import { LRUCache } from 'lru-cache';

export interface Throttle {
  /** Requests of one account in a minute; undefined: as many as it likes. */
  readonly limit: number | undefined;
  setLimit(requestsPerMinute: number | undefined): void;
  /** Counts a request of an account. The whole seconds it has to wait, from 1 to 60, when it made too many already. */
  take(account: string): number | undefined;
}

const windowMs = 60_000;
/** An account that was forgotten begins a new minute. */
const rememberedAccounts = 10_000;

export function createThrottle(limit: number | undefined, wallClockMs: () => number = Date.now): Throttle {
  const windows = new LRUCache<string, { readonly since: number; count: number }>({ max: rememberedAccounts });
  let current = limit;
  return {
    get limit() {
      return current;
    },
    setLimit(requestsPerMinute) {
      current = requestsPerMinute;
      windows.clear();
    },
    take(account) {
      if (current === undefined) return undefined;
      const now = wallClockMs();
      const known = windows.get(account);
      if (!known || now - known.since >= windowMs) {
        windows.set(account, { since: now, count: 1 });
        return undefined;
      }
      if (known.count >= current) return Math.ceil((known.since + windowMs - now) / 1000);
      known.count += 1;
      return undefined;
    },
  };
}
