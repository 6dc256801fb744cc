/** The demo world: made once on an empty database, told by `GET /sandbox/v1/world`. */
export { seedDemoWorld } from './seed.ts';
export { demoWelcome } from './welcome.ts';
export { isSandbox, readWorld, secretOf, startClock, type WorldTables } from './world.ts';
