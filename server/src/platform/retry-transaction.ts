/** Transactions that wait for each other: the database ends one of them, which left no trace and may be tried again. */

const mostRounds = 3;

/** Runs a unit of work, up to three times when it met another one. Nothing else of it may outlive its transaction. */
export async function retryTransaction<Result>(run: () => Promise<Result>): Promise<Result> {
  for (let round = 1; ; round += 1) {
    try {
      return await run();
    } catch (error) {
      if (round >= mostRounds || !meetsAnother(error)) throw error;
    }
  }
}

/** Deadlock or serialization failure. */
function meetsAnother(error: unknown): boolean {
  const { code } = error as { code?: unknown };
  return code === '40P01' || code === '40001';
}
