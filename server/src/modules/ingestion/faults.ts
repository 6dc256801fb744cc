/** What can go wrong with ingestion jobs and the resources they name. */
import { faultMaker, type Fault, type FaultKind } from '../../kernel/index.ts';

/** Every code, and how it is to be understood. */
const kinds = {
  IngestionJobCompleted: 'invalid',
  IngestionJobNotCompleted: 'invalid',
  IngestionJobRunning: 'invalid',
  IngestionJobUnknown: 'notFound',
  IngestionJobsWaiting: 'conflict',
  IngestionRefused: 'invalid',
  IngestionResourceUnknown: 'notFound',
} as const satisfies Record<string, FaultKind>;
export type IngestionFaultCode = keyof typeof kinds;

export const ingestionFault = faultMaker(kinds);

export function resourceUnknown(what: string): Fault<IngestionFaultCode> {
  return ingestionFault('IngestionResourceUnknown', `You have no ${what}. List your products and their resources.`);
}
