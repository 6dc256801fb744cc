/** What surfaces and tasks are built from; made once by the composition root. */
import type { Config } from '../config.ts';
import type { Clockwork, ClockworkState } from './clockwork.ts';
import type { Pools } from './database.ts';
import type { Jobs } from './jobs.ts';
import type { Logger } from './log.ts';
import type { Metrics } from './metrics.ts';
import type { SealedSecrets } from './sealed-secrets.ts';
import type { Throttle } from './throttle.ts';
import type { WorkRunner } from './work.ts';

export interface Context {
  readonly config: Config;
  readonly log: Logger;
  readonly runner: WorkRunner;
  readonly clockwork: Clockwork;
  readonly pools: Pools;
  /** Scheme, host and port that clients use; known once the server listens. */
  origin(): string;
  /** The job runner; throws before it runs. */
  jobs(): Jobs;
  /** Seals what must be read again. */
  readonly secrets: SealedSecrets;
  readonly metrics: Metrics;
  /** What is due and what fails, asked by a connection of its own: it answers when requests use up all others. */
  health(): Promise<ClockworkState>;
  readonly throttle: Throttle;
  /** Mails to others that an account causes (mail-limit.ts). */
  readonly mails: Throttle;
  /** Whether everything is started and the world is made. */
  ready(): boolean;
}
