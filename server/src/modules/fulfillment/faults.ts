/** What can go wrong on the publisher's side of a purchase. */
import type { WishRefused } from './domain/wish.ts';
import { faultMaker, type Fault, type FaultKind } from '../../kernel/index.ts';

/** Every code, and how it is to be understood. */
const kinds = {
  ActivationDiffers: 'invalid',
  LandingTokenForeign: 'forbidden',
  LandingTokenInvalid: 'invalid',
  OperationNotAllowed: 'invalid',
  PatchUnclear: 'invalid',
  PurchaseForeign: 'forbidden',
  PurchaseLocked: 'conflict',
} as const satisfies Record<string, FaultKind>;
export type FulfillmentFaultCode = keyof typeof kinds;

const fulfillmentFault = faultMaker(kinds);

export function landingTokenInvalid(message: string): Fault<FulfillmentFaultCode> {
  return fulfillmentFault('LandingTokenInvalid', message, { target: 'x-ms-marketplace-token' });
}

export function landingTokenForeign(): Fault<FulfillmentFaultCode> {
  return fulfillmentFault('LandingTokenForeign', "This token is for another publisher's offer.");
}

export function purchaseForeign(): Fault<FulfillmentFaultCode> {
  return fulfillmentFault(
    'PurchaseForeign',
    "This is a subscription of another publisher's offer. Call with the application of that offer.",
  );
}

/** One change at a time (contract, section 3). */
export function purchaseLocked(): Fault<FulfillmentFaultCode> {
  const message = 'Patch cannot be completed because the subscription is locked due to pending operations';
  return fulfillmentFault('PurchaseLocked', message, { target: 'update' });
}

export function activationDiffers(message: string, target: string): Fault<FulfillmentFaultCode> {
  return fulfillmentFault('ActivationDiffers', message, { target });
}

/** The publisher asks for what this purchase does not allow it (rule F15), or in a way that cannot be read. */
export function wishRefused({ code, message, target }: WishRefused): Fault<FulfillmentFaultCode> {
  return fulfillmentFault(code, message, { target });
}
