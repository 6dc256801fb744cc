/** What can go wrong with ingestion jobs and the resources they name. */
import { Fault, type FaultDetails, type FaultKind } from '../../kernel/index.ts';

export type IngestionFaultCode =
  | 'IngestionJobCompleted'
  | 'IngestionJobNotCompleted'
  | 'IngestionJobRunning'
  | 'IngestionJobUnknown'
  | 'IngestionJobsWaiting'
  | 'IngestionRefused'
  | 'IngestionResourceUnknown';

const kinds: Record<IngestionFaultCode, FaultKind> = {
  IngestionJobCompleted: 'invalid',
  IngestionJobNotCompleted: 'invalid',
  IngestionJobRunning: 'invalid',
  IngestionJobUnknown: 'notFound',
  IngestionJobsWaiting: 'conflict',
  IngestionRefused: 'invalid',
  IngestionResourceUnknown: 'notFound',
};

export function ingestionFault(
  code: IngestionFaultCode,
  message: string,
  more: Omit<FaultDetails, 'message'> = {},
): Fault<IngestionFaultCode> {
  return new Fault(code, kinds[code], { message, ...more });
}

export function resourceUnknown(what: string): Fault<IngestionFaultCode> {
  return ingestionFault('IngestionResourceUnknown', `You have no ${what}. List your products and their resources.`);
}
