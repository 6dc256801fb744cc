/** Prints the slowest test files at the end, with their set-up, so that a slow one is seen the day it becomes so. */
import type { Reporter, TestModule } from 'vitest/node';

const shown = 10;

/** Seconds of a file: its import, its hooks and its tests. */
function secondsOf(file: TestModule): number {
  const { collectDuration, setupDuration, duration } = file.diagnostic();
  return (collectDuration + setupDuration + duration) / 1000;
}

export class SlowestFiles implements Reporter {
  onTestRunEnd(files: readonly TestModule[]): void {
    if (files.length <= shown) return;
    const slowest = files.toSorted((a, b) => secondsOf(b) - secondsOf(a)).slice(0, shown);
    const lines = slowest.map(
      (file) => `${secondsOf(file).toFixed(1).padStart(7)} s  ${file.project.name}  ${file.relativeModuleId}`,
    );
    process.stdout.write(`\nThe ${shown} slowest of ${files.length} test files\n${lines.join('\n')}\n\n`);
  }
}
