/** Dear work a few at a time; the next ones wait in order, and who would wait too long is told so at once. */

export interface BoundedQueue {
  /** What `body` answers, or `busy` without running it when as many wait as may. */
  run<Result>(body: () => Promise<Result>): Promise<Result | 'busy'>;
}

export function boundedQueue(limits: { readonly atOnce: number; readonly mostWaiting: number }): BoundedQueue {
  const waiting: (() => void)[] = [];
  let running = 0;
  return {
    async run(body) {
      if (running < limits.atOnce) running += 1;
      else if (waiting.length >= limits.mostWaiting) return 'busy';
      // Whoever ends hands its place on, so that nobody who comes later slips in between.
      else await new Promise<void>((resolve) => waiting.push(resolve));
      try {
        return await body();
      } finally {
        const next = waiting.shift();
        if (next) next();
        else running -= 1;
      }
    },
  };
}
