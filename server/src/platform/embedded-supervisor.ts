/** Keeps the embedded server running: one that dies unasked is started again, and one that keeps dying is given up. */
import type { ChildProcess } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { launchServer, stopServer, type Launch } from './embedded-process.ts';

export interface Watcher {
  /** Told each time the server died and is started again, with how it died. */
  readonly onRestart: (died: string) => void;
  readonly onLost: (error: Error) => void;
}

export interface Supervised {
  pid(): number;
  stop(): Promise<void>;
}

/** So many deaths within so long are no accident. */
const mostDeaths = 5;
const countedMs = 60_000;
/** The server's orphaned children need a moment to see that it is gone; until then a new one refuses the folder. */
const waitsMs = [100, 250, 500, 1000, 2000, 4000];

/** Starts the server and stays with it until it is stopped. */
export async function superviseServer(launch: Launch, watcher: Watcher): Promise<Supervised> {
  let running: ChildProcess;
  let restarting: Promise<void> = Promise.resolve();
  let stopping = false;
  const deaths: number[] = [];
  const watch = (child: ChildProcess): void => {
    running = child;
    child.once('exit', (code, signal) => {
      if (!stopping) restarting = restart(String(signal ?? `exit code ${code}`));
    });
  };
  const restart = async (died: string): Promise<void> => {
    deaths.push(performance.now());
    const recent = deaths.filter((at) => at > performance.now() - countedMs);
    if (recent.length > mostDeaths)
      return watcher.onLost(new Error(`PostgreSQL died ${recent.length} times (${died})`));
    watcher.onRestart(died);
    try {
      const child = await launchPatiently(launch, () => stopping);
      if (child) watch(child);
    } catch (error) {
      watcher.onLost(error as Error);
    }
  };
  watch(await launchServer(launch));
  return {
    pid: () => running.pid!,
    async stop() {
      stopping = true;
      await restarting;
      await stopServer(running);
    },
  };
}

async function launchPatiently(launch: Launch, given: () => boolean): Promise<ChildProcess | undefined> {
  for (const waitMs of waitsMs) {
    await pause(waitMs);
    if (given()) return undefined;
    try {
      return await launchServer(launch);
    } catch (error) {
      if (waitMs === waitsMs.at(-1)) throw error;
    }
  }
  return undefined;
}
