/** What can go wrong with offers and the catalogue. */
import { Fault, type FaultDetails, type FaultKind } from '../../kernel/index.ts';

export type OfferFaultCode =
  | 'AudienceChangeNeedsRequest'
  | 'AvailabilityUnknown'
  | 'CountryNotListed'
  | 'ExchangeRateFixed'
  | 'OfferDraftChanged'
  | 'OfferExternalIdTaken'
  | 'OfferNotReady'
  | 'OfferUnknown'
  | 'OfferVersionUnknown'
  | 'ProductUnknown'
  | 'SkuUnknown'
  | 'TargetSegmentNotAllowed'
  | 'TargetViewNotAllowed';

const kinds: Record<OfferFaultCode, FaultKind> = {
  AudienceChangeNeedsRequest: 'conflict',
  AvailabilityUnknown: 'notFound',
  CountryNotListed: 'invalid',
  ExchangeRateFixed: 'conflict',
  OfferDraftChanged: 'conflict',
  OfferExternalIdTaken: 'conflict',
  OfferNotReady: 'invalid',
  OfferUnknown: 'notFound',
  OfferVersionUnknown: 'notFound',
  ProductUnknown: 'notFound',
  SkuUnknown: 'notFound',
  TargetSegmentNotAllowed: 'forbidden',
  TargetViewNotAllowed: 'forbidden',
};

export function offerFault(
  code: OfferFaultCode,
  message: string,
  more: Omit<FaultDetails, 'message'> = {},
): Fault<OfferFaultCode> {
  return new Fault(code, kinds[code], { message, ...more });
}
