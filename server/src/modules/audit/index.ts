/** Audit's only door: the seal on the trail of events. */
export { sealSweep, verifySeal } from './service.ts';
