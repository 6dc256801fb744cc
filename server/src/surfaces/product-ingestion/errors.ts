/**
 * From fault codes to this API's errors, `{error: {code, message, target?, details[]}}`: the outer code follows the status,
 * the inner one is the schema's (wire contract `saas-fulfillment.md`, section 7).
 */
import type { IngestionError } from '@comptoir/contracts/product-ingestion/configure';
import type { Fault, FaultKind } from '../../kernel/index.ts';
import type { FaultCode } from '../../modules/fault-codes.ts';
import { problemCodes, type ProblemCode } from '../../modules/ingestion/index.ts';
import { withSource } from '../../programme/rules/index.ts';

/** The schema's code for a fault of each kind. */
const codeByKind = {
  invalid: 'businessValidationError',
  unauthenticated: 'invalidRequest',
  forbidden: 'businessValidationError',
  notFound: 'resourceNotFound',
  conflict: 'businessValidationError',
  unavailable: 'notDeployed',
  internal: 'notDeployed',
} as const satisfies Record<FaultKind, ProblemCode>;

/** Codes that say more to a publisher's program than their kind. */
const named: Partial<Record<FaultCode, ProblemCode>> = {
  IngestionJobCompleted: 'invalidEntityStatus',
  IngestionJobNotCompleted: 'invalidEntityStatus',
  IngestionJobRunning: 'invalidEntityStatus',
  IngestionJobsWaiting: 'collectionLimitExceeded',
  IngestionRefused: 'invalidRequest',
  AnswerNotKept: 'invalidRequest',
  BodyTooLarge: 'invalidRequest',
  Forbidden: 'invalidRequest',
  InvalidInput: 'schemaValidationError',
  MalformedJson: 'invalidRequest',
  RequestIdReused: 'invalidRequest',
  RouteNotFound: 'invalidRequest',
  UnsupportedMediaType: 'invalidRequest',
  UserTokenRequired: 'invalidRequest',
  AudienceListFull: 'collectionLimitExceeded',
  OfferDraftChanged: 'productLocked',
  OfferExternalIdTaken: 'invalidId',
  OfferNotLive: 'invalidState',
  SubmissionDecided: 'invalidState',
  PrivateOfferChanged: 'productLocked',
  PrivateOfferFixed: 'invalidState',
  PrivateOfferNotWithdrawable: 'invalidState',
};

const byKind = {
  invalid: { status: 400, code: 'badRequest' },
  unauthenticated: { status: 401, code: 'unauthorized' },
  forbidden: { status: 403, code: 'forbidden' },
  notFound: { status: 404, code: 'notFound' },
  conflict: { status: 409, code: 'conflict' },
  unavailable: { status: 503, code: 'serviceUnavailable' },
  internal: { status: 500, code: 'internalServerError' },
} as const satisfies Record<FaultKind, { status: number; code: string }>;

/** The schema's code for a problem of a resource or a fault, kept as text with a job. */
export function errorCodeOf(code: string, kind?: FaultKind): ProblemCode {
  const own = problemCodes.find((one) => one === code) ?? named[code as FaultCode];
  return own ?? (kind ? codeByKind[kind] : 'invalidResource');
}

/** The outer code of a resource's error within a job. */
export function outerCodeOf(code: ProblemCode): string {
  if (code === 'resourceNotFound') return 'notFound';
  if (code === 'notDeployed') return 'internalServerError';
  return code === 'invalidState' || code === 'productLocked' ? 'conflict' : 'badRequest';
}

/** The documented answer of a refused cancellation has no details. */
const bare: ReadonlySet<string> = new Set(['IngestionJobCompleted', 'IngestionJobRunning']);

export function errorOf(fault: Fault): { readonly status: number; readonly body: { readonly error: IngestionError } } {
  const { status, code } = byKind[fault.kind];
  const { message, target, problems = [], rule } = fault.details;
  const inner = errorCodeOf(fault.code, fault.kind);
  const listed = problems.map((problem) => ({
    code: problemCodes.find((one) => one === problem.code) ?? inner,
    message: problem.path ? `${problem.path}: ${problem.message}` : problem.message,
    details: [],
  }));
  const said = rule ? withSource(message, rule) : message;
  const details = bare.has(fault.code)
    ? []
    : listed.length > 0
      ? listed
      : [{ code: inner, message: said, details: [] }];
  return { status, body: { error: { code, message: said, ...(target ? { target } : {}), details } } };
}
