/** What can go wrong on the publisher's side of a purchase. */
import { Fault } from '../../kernel/index.ts';

export type FulfillmentFaultCode =
  | 'ActivationDiffers'
  | 'LandingTokenInvalid'
  | 'LandingTokenForeign'
  | 'PurchaseForeign';

export function landingTokenInvalid(message: string): Fault<FulfillmentFaultCode> {
  return new Fault('LandingTokenInvalid', 'invalid', { message, target: 'x-ms-marketplace-token' });
}

export function landingTokenForeign(): Fault<FulfillmentFaultCode> {
  return new Fault('LandingTokenForeign', 'forbidden', { message: "This token is for another publisher's offer." });
}

export function purchaseForeign(): Fault<FulfillmentFaultCode> {
  return new Fault('PurchaseForeign', 'forbidden', {
    message: "This is a subscription of another publisher's offer. Call with the application of that offer.",
  });
}

export function activationDiffers(message: string, target: string): Fault<FulfillmentFaultCode> {
  return new Fault('ActivationDiffers', 'invalid', { message, target });
}
