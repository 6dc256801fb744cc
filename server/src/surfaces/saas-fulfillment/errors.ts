/** From fault codes to the fulfillment API's answers: `{code, message, target?}` with 400, 403, 404, 409, 500 or 503. */
import type { Fault } from '../../kernel/index.ts';
import type { FaultCode } from '../../modules/fault-codes.ts';

export interface SaasError {
  readonly status: 400 | 403 | 404 | 409 | 500 | 503;
  readonly code: string;
  /** What is meant where the fault names no member. */
  readonly target?: string;
}

const badRequest = { status: 400, code: 'BadRequest' } as const;
const forbidden = { status: 403, code: 'Forbidden' } as const;
const notFound = { status: 404, code: 'EntityNotFound' } as const;

/** Codes that mean something to a publisher. Everything else keeps the meaning of its kind. */
const named: Partial<Record<FaultCode, SaasError>> = {
  LandingTokenInvalid: { status: 400, code: 'BadArgument' },
  LandingTokenForeign: forbidden,
  ActivationDiffers: badRequest,
  OperationNotAllowed: badRequest,
  OperationNotFound: { ...notFound, target: 'operationId' },
  PatchUnclear: badRequest,
  PurchaseLocked: { status: 409, code: 'Failed' },
  // A plan that cannot be had is a wrong request, whoever may not have it.
  NotPurchasable: badRequest,
  AccountNotAllowed: badRequest,
  AccountUnderReview: badRequest,
  AccountUnknown: badRequest,
  SubscriptionSuspended: badRequest,
  SubscriptionEnded: { ...notFound, target: 'subscriptionId' },
  SubscriptionNotFound: { ...notFound, target: 'subscriptionId' },
  // The address, not the thing: a publisher must not take it for a subscription or operation that is gone.
  RouteNotFound: { status: 404, code: 'NotFound' },
};

/** The contract knows no 401: a missing, wrong or expired token is 403 (section 1). */
const byKind = {
  invalid: badRequest,
  unauthenticated: forbidden,
  forbidden,
  notFound,
  conflict: { status: 409, code: 'Conflict' },
  unavailable: { status: 503, code: 'ServiceUnavailable' },
  internal: { status: 500, code: 'InternalServerError' },
} as const satisfies Record<Fault['kind'], SaasError>;

export function saasErrorOf(fault: Fault): SaasError {
  return named[fault.code as FaultCode] ?? byKind[fault.kind];
}

/** Body of an error; a 500 wears its own wrapping, and a missing api-version another (contract, section 1). */
export function saasErrorBody(fault: Fault, error: SaasError): unknown {
  const { message } = fault.details;
  const target = fault.details.target ?? named[fault.code as FaultCode]?.target;
  if (fault.code === 'InvalidInput' && target === 'api-version') {
    return {
      Error: {
        Code: message.startsWith('The api-version query') ? 'ApiVersionUnspecified' : 'UnsupportedApiVersion',
        Message: message,
      },
    };
  }
  if (fault.code === 'LandingTokenInvalid' && message === 'Mandatory header missing')
    return { code: 'HeaderNotPresent', message, target };
  if (error.status >= 500) return { error: { code: error.code, message } };
  return { code: error.code, message, ...(target ? { target } : {}) };
}
