/** From fault codes to Graph's errors, `{error: {code, message, innerError}}`. */
import type { Fault, FaultKind } from '../../kernel/index.ts';
import type { FaultCode } from '../../modules/fault-codes.ts';
import { withSource } from '../../programme/rules/index.ts';

interface GraphError {
  readonly status: number;
  readonly code: string;
}

const byKind = {
  invalid: { status: 400, code: 'badRequest' },
  unauthenticated: { status: 401, code: 'InvalidAuthenticationToken' },
  forbidden: { status: 403, code: 'accessDenied' },
  notFound: { status: 404, code: 'resourceNotFound' },
  conflict: { status: 409, code: 'conflict' },
  unavailable: { status: 503, code: 'serviceUnavailable' },
  internal: { status: 500, code: 'generalException' },
} as const satisfies Record<FaultKind, GraphError>;

const named: Partial<Record<FaultCode, GraphError>> = {
  DelegationChanged: { status: 412, code: 'preconditionFailed' },
  Forbidden: { status: 403, code: 'forbidden' },
  TooManyRequests: { status: 429, code: 'tooManyRequests' },
};

export function graphErrorOf(fault: Fault): GraphError {
  return named[fault.code as FaultCode] ?? byKind[fault.kind];
}

export function graphBody(fault: Fault, code: string, ids: { readonly request: string; readonly client: string }) {
  const { message, rule, target, problems = [] } = fault.details;
  const where = problems.map((problem) => `${problem.path}: ${problem.message}`).join('; ');
  const said = where || (target ? `${target}: ${message}` : message);
  return {
    error: {
      code,
      message: rule ? withSource(said, rule) : said,
      innerError: {
        // Of this answer: a client quotes it with the ids.
        date: new Date().toISOString().slice(0, 19),
        'request-id': ids.request,
        'client-request-id': ids.client,
        code: fault.code,
      },
    },
  };
}
