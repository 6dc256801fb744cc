/**
 * From fault codes to Partner Center's statuses and numbers (wire contract, sections 1.9 to 1.11). Clients recover only
 * from 400, 401, 403, 404 and 409: the Java SDK repeats anything else without end, so no fault becomes 412 or 422.
 * A customer of another partner and one that does not exist are the same answer, 404 with 20002 (docs/decisions/0004).
 */
import type { Fault } from '../../kernel/index.ts';
import type { FaultCode } from '../../modules/fault-codes.ts';

export interface WireError {
  readonly status: 400 | 401 | 403 | 404 | 409 | 500 | 503;
  readonly code: number;
}

const wireErrors = {
  // platform
  BodyTooLarge: { status: 400, code: 800002 },
  ClockMovesForwardOnly: { status: 400, code: 800002 },
  Forbidden: { status: 403, code: 900308 },
  InvalidInput: { status: 400, code: 800002 },
  MalformedJson: { status: 400, code: 800002 },
  RequestIdReused: { status: 409, code: 800002 },
  RouteNotFound: { status: 404, code: 1000 },
  Unauthenticated: { status: 401, code: 400 },
  Unexpected: { status: 500, code: 0 },
  UnsupportedMediaType: { status: 400, code: 800002 },
  UserTokenRequired: { status: 403, code: 900329 },
  // identity
  ApplicationNotFound: { status: 404, code: 1000 },
  ClientIdTaken: { status: 409, code: 800002 },
  TenantDomainTaken: { status: 409, code: 600041 },
  TenantNotFound: { status: 404, code: 1000 },
  UserNameTaken: { status: 409, code: 800002 },
  UserNotFound: { status: 404, code: 1000 },
} satisfies Record<FaultCode, WireError>;

export function wireErrorOf(fault: Fault): WireError {
  return wireErrors[fault.code as FaultCode] ?? wireErrors.Unexpected;
}

const longestDescription = 1024;

/** The documented body, and beside it `errorName`, the stable code that the portal translates by. */
export function errorBody(fault: Fault, wire: WireError) {
  const { message, problems = [], rule } = fault.details;
  return {
    code: wire.code,
    description: message.slice(0, longestDescription),
    data: [
      ...problems.map((problem) => (problem.path ? `${problem.path}: ${problem.message}` : problem.message)),
      ...(rule ? [`rule ${rule.id} (${rule.source})`] : []),
    ],
    source: 'PartnerFD',
    errorName: fault.code,
  };
}
