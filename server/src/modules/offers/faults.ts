/** What can go wrong with offers and the catalogue. */
import { faultMaker, type Fault, type FaultKind } from '../../kernel/index.ts';
import { rules } from '../../programme/rules/index.ts';

/** Every code, and how it is to be understood. */
const kinds = {
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
  PriceListTooLong: 'conflict',
  ProductUnknown: 'notFound',
  SkuUnknown: 'notFound',
  SubmissionDecided: 'conflict',
  SubmissionUnknown: 'notFound',
  TargetSegmentNotAllowed: 'forbidden',
  TargetViewNotAllowed: 'forbidden',
} as const satisfies Record<string, FaultKind>;
export type OfferFaultCode = keyof typeof kinds;

export const offerFault = faultMaker(kinds);

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
