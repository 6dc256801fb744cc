import { defineConfig } from 'vitest/config';
import { SlowestFiles } from './server/test/slowest.ts';

const shared = {
  globalSetup: ['server/test/global-setup.ts'],
  testTimeout: 120_000,
  hookTimeout: 120_000,
  // What comes a moment later comes late on a busy machine.
  expect: { poll: { timeout: 15_000 } },
  pool: 'forks' as const,
  isolate: false,
};

/** They start whole processes or embedded servers of their own, kill them, and start them again. */
const processes = [
  'server/scenarios/{kill,ingestion-kill,production,production-newcomers,stop,story-tls}.scenario.ts',
  'server/src/platform/{embedded,start}.test.ts',
];

/**
 * Four projects: `unit` is pure, `server` needs the database, `processes` starts and kills servers, `browser` needs the
 * built portal and a browser. All run side by side.
 */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: [
            'server/src/{kernel,programme}/**/*.test.ts',
            'server/src/**/domain/*.test.ts',
            'contracts/**/*.test.ts',
            'portal/src/**/*.test.ts',
            'scripts/**/*.test.ts',
          ],
          testTimeout: 60_000,
          // Pure: nothing that one file could leave to the next.
          isolate: false,
        },
      },
      {
        test: {
          ...shared,
          name: 'server',
          include: [
            'server/src/{modules,surfaces,platform,demo}/**/*.test.ts',
            'server/scenarios/**/*.scenario.ts',
            'server/test/**/*.test.ts',
          ],
          exclude: ['**/domain/*.test.ts', '**/node_modules/**', ...processes],
        },
      },
      {
        test: {
          ...shared,
          name: 'processes',
          // They change what a whole process has: signals, trusted certificates.
          isolate: true,
          include: processes,
          // Eight deaths and starts, beside whatever else runs.
          testTimeout: 240_000,
        },
      },
      {
        test: {
          ...shared,
          name: 'browser',
          include: ['portal/e2e/**/*.e2e.ts'],
          testTimeout: 240_000,
        },
      },
    ],
    maxWorkers: 2,
    // What passed and failed is said last.
    reporters: [new SlowestFiles(), 'default'],
  },
});
