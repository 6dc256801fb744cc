/**
 * Plays the tests that reckon with dates at dates where reckoning goes wrong: `npm run test:dates`, or with dates of
 * one's own behind it. What is pure names its dates itself and is not among them.
 */
import { spawnSync } from 'node:child_process';

/** A leap day; a Sunday that ends a month of 31 days before the shortest one; the last minute of a year. */
const dates = ['2028-02-29T10:00:00Z', '2027-01-31T10:00:00Z', '2026-12-31T23:59:00Z'];

/** Everything that begins at `testNow` and has to do with periods, terms, months or what is in force on a day. */
const reckoning = [
  'server/src/modules/customers',
  'server/src/modules/material',
  'server/src/modules/offers',
  'server/src/modules/private-offers',
  'server/src/modules/subscriptions',
  'server/src/surfaces/comptoir',
  'server/src/surfaces/partner-center',
  'server/src/surfaces/saas-fulfillment',
  'server/src/surfaces/sandbox',
  'server/scenarios/story.scenario.ts',
];

const asked = process.argv.slice(2);
for (const date of asked.length > 0 ? asked : dates) {
  console.log(`\n-- the tests begin on ${date}`);
  const { status } = spawnSync('vitest', ['run', '--project', 'server', ...reckoning], {
    env: { ...process.env, COMPTOIR_TEST_NOW: date },
    stdio: 'inherit',
  });
  if (status !== 0) process.exit(status ?? 1);
}
