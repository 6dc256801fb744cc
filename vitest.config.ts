import { defineConfig } from 'vitest/config';

const shared = {
  globalSetup: ['server/test/global-setup.ts'],
  testTimeout: 60_000,
  hookTimeout: 60_000,
  pool: 'forks' as const,
};

// Three projects: `unit` is pure, `server` needs the database, `browser` needs the built portal and a browser.
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
          testTimeout: 20_000,
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
          exclude: ['**/domain/*.test.ts', '**/node_modules/**'],
        },
      },
      {
        test: {
          ...shared,
          name: 'browser',
          include: ['portal/e2e/**/*.e2e.ts'],
          testTimeout: 90_000,
        },
      },
    ],
    maxWorkers: 2,
  },
});
