/** A row of the bench: one kind of request, one after another, with its p50, p95 and p99 beside their limit. */
export interface Figure {
  readonly what: string;
  readonly limitMs: number;
  /** Part of the answers that must keep within the limit; 99 of 100 when absent. */
  readonly within?: number;
  readonly times: number;
  readonly ask: (turn: number) => Promise<Response>;
}

/** Not counted: compiled, planned and connected by then. */
export const warmUps = 3;

/** Prints the row; a limit that is not kept, or an answer that is no 2xx, ends the run with an error. */
export async function printFigure({ what, limitMs, within = 0.99, times, ask }: Figure): Promise<void> {
  const took: number[] = [];
  let failed = 0;
  for (let turn = 0; turn < warmUps + times; turn += 1) {
    const begun = performance.now();
    const response = await ask(turn);
    await response.arrayBuffer();
    if (!response.ok) failed += 1;
    if (turn >= warmUps) took.push(performance.now() - begun);
  }
  took.sort((left, right) => left - right);
  const at = (share: number) => Math.ceil(took[Math.min(took.length - 1, Math.floor(took.length * share))]!);
  const late = failed > 0 ? `   FAILED ${failed}` : at(within) > limitMs ? '   TOO SLOW' : '';
  if (late) process.exitCode = 1;
  const cells = [0.5, 0.95, 0.99].map((share) => String(at(share)).padStart(8)).join(' ');
  console.log(`  ${what.padEnd(34)} ${cells} ${String(limitMs).padStart(10)}${late}`);
}
