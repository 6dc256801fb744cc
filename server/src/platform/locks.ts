/** Numbers of PostgreSQL's advisory locks that are taken once in a database: here together, so that no two share one. */
export const locks = {
  /** One process migrates at a time. */
  migrate: 4380_0001,
  /** With the sweep's position as second number: each sweep runs in one process at a time. */
  sweeps: 4380_0002,
  /** The first signing key is made once. */
  signingKeys: 4380_0003,
  /** Held in share by every living process that runs jobs, for as long as it lives. */
  jobRunners: 4380_0004,
  /** Mails are claimed by one process at a time. */
  mailClaim: 4380_0005,
  /** One at a time: of two operators made at once the second is refused. */
  setUp: 4380_0006,
  /** The demo world is made once. */
  seed: 4380_0007,
} as const;
