/** What can go wrong with offers and the catalogue. */
import { Fault, type FaultDetails, type FaultKind } from '../../kernel/index.ts';
import { rules } from '../../programme/rules/index.ts';

export type OfferFaultCode =
  | 'AudienceChangeNeedsRequest'
  | 'AudienceChangeRefused'
  | 'AudienceFileRefused'
  | 'AudienceListEmpty'
  | 'AudienceListFull'
  | 'AudienceNotOffered'
  | 'AudienceSyncRefused'
  | 'AvailabilityUnknown'
  | 'CountryNotListed'
  | 'OfferDraftChanged'
  | 'OfferExternalIdTaken'
  | 'OfferNotLive'
  | 'OfferNotReady'
  | 'OfferUnknown'
  | 'OfferVersionUnknown'
  | 'PartnersNotSelectable'
  | 'PreviewUnknown'
  | 'ProductUnknown'
  | 'SkuUnknown'
  | 'SubmissionDecided'
  | 'SubmissionUnknown'
  | 'TargetSegmentNotAllowed'
  | 'TargetViewNotAllowed';

const kinds: Record<OfferFaultCode, FaultKind> = {
  AudienceChangeNeedsRequest: 'conflict',
  AudienceChangeRefused: 'conflict',
  AudienceFileRefused: 'invalid',
  AudienceListEmpty: 'conflict',
  AudienceListFull: 'conflict',
  AudienceNotOffered: 'conflict',
  AudienceSyncRefused: 'conflict',
  AvailabilityUnknown: 'notFound',
  CountryNotListed: 'invalid',
  OfferDraftChanged: 'conflict',
  OfferExternalIdTaken: 'conflict',
  OfferNotLive: 'conflict',
  OfferNotReady: 'invalid',
  OfferUnknown: 'notFound',
  OfferVersionUnknown: 'notFound',
  PartnersNotSelectable: 'invalid',
  PreviewUnknown: 'notFound',
  ProductUnknown: 'notFound',
  SkuUnknown: 'notFound',
  SubmissionDecided: 'conflict',
  SubmissionUnknown: 'notFound',
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

/** A country that is not in the market list of the day (rule C1). */
export function countryNotListed(country: string, on: Temporal.PlainDate): Fault<OfferFaultCode> {
  return offerFault(
    'CountryNotListed',
    `${country} is not a market of the programme on ${on.toString()}. Use the code of a listed country.`,
    {
      target: 'country',
      rule: rules.C1,
    },
  );
}
