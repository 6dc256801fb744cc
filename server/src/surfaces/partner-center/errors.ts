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
  AnswerNotKept: { status: 409, code: 800002 },
  BodyTooLarge: { status: 400, code: 800002 },
  ClockMovesForwardOnly: { status: 400, code: 800002 },
  Forbidden: { status: 403, code: 900308 },
  InvalidInput: { status: 400, code: 800002 },
  DueWorkNotFound: { status: 404, code: 1000 },
  JobNotFound: { status: 404, code: 1000 },
  MailNotFound: { status: 404, code: 1000 },
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
  TenantDomainTaken: { status: 409, code: 3000 },
  TenantNotFound: { status: 404, code: 1000 },
  UnknownResource: { status: 400, code: 800002 },
  PasswordRefused: { status: 400, code: 800002 },
  UserNameTaken: { status: 409, code: 800002 },
  UserNotFound: { status: 404, code: 1000 },
  // partners
  MpnIdTaken: { status: 409, code: 3000 },
  MpnIdUnknown: { status: 404, code: 3000 },
  PartnerNotFound: { status: 404, code: 1000 },
  PartnerOutsideMarkets: { status: 400, code: 3000 },
  // private offers: all but the first raised on our own surface only
  MarginWithdrawn: { status: 409, code: 800002 },
  PrivateOfferChanged: { status: 409, code: 800002 },
  PrivateOfferFixed: { status: 409, code: 800002 },
  PrivateOfferNotReady: { status: 400, code: 800002 },
  PrivateOfferNotWithdrawable: { status: 409, code: 800002 },
  PrivateOfferUnknown: { status: 404, code: 1000 },
  // subscriptions
  AgreementMissing: { status: 403, code: 13605 },
  CartNotFound: { status: 404, code: 800008 },
  CartAlreadyOrdered: { status: 400, code: 800065 },
  CatalogueItemUnknown: { status: 400, code: 800004 },
  CatalogueItemOutdated: { status: 404, code: 400019 },
  CurrencyNotSupported: { status: 400, code: 900169 },
  LineNumbersWrong: { status: 400, code: 800071 },
  NotInMarket: { status: 400, code: 800070 },
  NotPurchasable: { status: 403, code: 800020 },
  OrderNotFound: { status: 404, code: 20000 },
  PartnerAgreementMissing: { status: 403, code: 900124 },
  PartnerMayNotSell: { status: 403, code: 800039 },
  QuantityNotAllowed: { status: 400, code: 2002 },
  ReferenceCustomerDiffers: { status: 400, code: 800002 },
  RegionNotServed: { status: 403, code: 2030 },
  ResellerAgreementMissing: { status: 403, code: 900123 },
  ResellerIsProvider: { status: 404, code: 2072 },
  ResellerNotIndirect: { status: 400, code: 800016 },
  ResellerUnknown: { status: 404, code: 800015 },
  SubscriptionEnded: { status: 400, code: 2011 },
  SubscriptionNotFound: { status: 404, code: 20003 },
  SubscriptionSuspended: { status: 400, code: 800091 },
  TermNotOffered: { status: 400, code: 900267 },
  // fulfillment: raised on the publisher's own surface only
  ActivationDiffers: { status: 400, code: 800002 },
  LandingTokenForeign: { status: 403, code: 900308 },
  LandingTokenInvalid: { status: 400, code: 800002 },
  PurchaseForeign: { status: 403, code: 900308 },
  // material: raised on our own surface only
  MaterialFileEmpty: { status: 400, code: 800002 },
  MaterialFileRefused: { status: 400, code: 800002 },
  MaterialFull: { status: 409, code: 800002 },
  MaterialLinkRefused: { status: 400, code: 800002 },
  MaterialUnknown: { status: 404, code: 1000 },
  NoticeEnded: { status: 409, code: 800002 },
  NoticeSpanRefused: { status: 400, code: 800002 },
  NoticesFull: { status: 409, code: 800002 },
  NoticeUnknown: { status: 404, code: 1000 },
  OfferHasNoPartners: { status: 409, code: 800002 },
  // customers
  AddressIncomplete: { status: 400, code: 3000 },
  AgreementAlreadyConfirmed: { status: 400, code: 600061 },
  AgreementDateInFuture: { status: 400, code: 3000 },
  AgreementLinkExpired: { status: 404, code: 1000 },
  AgreementTemplateUnknown: { status: 404, code: 1000 },
  BillingProfileChanged: { status: 400, code: 2055 },
  CompanyNameRefused: { status: 400, code: 3000 },
  CountryFixed: { status: 400, code: 3000 },
  CountryUnknown: { status: 404, code: 1000 },
  CultureNotSupported: { status: 400, code: 3000 },
  CustomerEmailRefused: { status: 400, code: 3000 },
  CustomerNotFound: { status: 404, code: 20002 },
  DomainMalformed: { status: 400, code: 3000 },
  PhoneNumberMissing: { status: 400, code: 600051 },
  RegistrationNumberMissing: { status: 400, code: 600049 },
  RegistrationNumberNotTaken: { status: 400, code: 600002 },
  // support: raised on our own surface only
  AudienceChangeIsFree: { status: 409, code: 800002 },
  PublisherRequestDecided: { status: 409, code: 800002 },
  PublisherRequestInvalid: { status: 400, code: 800002 },
  PublisherRequestOpen: { status: 409, code: 800002 },
  PublisherRequestUnknown: { status: 404, code: 1000 },
  // offers
  AudienceChangeNeedsRequest: { status: 409, code: 800002 },
  AudienceChangeRefused: { status: 409, code: 800002 },
  AudienceFileRefused: { status: 400, code: 800002 },
  AudienceListEmpty: { status: 409, code: 800002 },
  AudienceListFull: { status: 409, code: 800002 },
  AudienceNotOffered: { status: 409, code: 800002 },
  AudienceSyncRefused: { status: 409, code: 800002 },
  AvailabilityUnknown: { status: 404, code: 400019 },
  CountryNotListed: { status: 400, code: 800002 },
  ExchangeRateFixed: { status: 409, code: 800002 },
  OfferDraftChanged: { status: 409, code: 800002 },
  OfferExternalIdTaken: { status: 409, code: 800002 },
  OfferNotLive: { status: 409, code: 800002 },
  OfferNotReady: { status: 400, code: 800002 },
  OfferUnknown: { status: 404, code: 1000 },
  OfferVersionUnknown: { status: 404, code: 1000 },
  PreviewUnknown: { status: 404, code: 1000 },
  SubmissionDecided: { status: 409, code: 800002 },
  SubmissionUnknown: { status: 404, code: 1000 },
  PartnersNotSelectable: { status: 400, code: 800002 },
  ProductUnknown: { status: 404, code: 400013 },
  SkuUnknown: { status: 404, code: 400018 },
  TargetSegmentNotAllowed: { status: 403, code: 400030 },
  TargetViewNotAllowed: { status: 403, code: 400036 },
  // ingestion: raised on the publisher's own surface only
  IngestionJobCompleted: { status: 400, code: 800002 },
  IngestionJobNotCompleted: { status: 400, code: 800002 },
  IngestionJobRunning: { status: 400, code: 800002 },
  IngestionJobUnknown: { status: 404, code: 1000 },
  IngestionJobsWaiting: { status: 409, code: 800002 },
  IngestionRefused: { status: 400, code: 800002 },
  IngestionResourceUnknown: { status: 404, code: 1000 },
  // billing
  InvoiceNotFound: { status: 404, code: 1000 },
  PriceRefused: { status: 400, code: 800002 },
  // relationships
  CustomerOutsideRegion: { status: 403, code: 2030 },
  ResellerNotConnected: { status: 400, code: 900154 },
} satisfies Record<FaultCode, WireError>;

export function wireErrorOf(fault: Fault): WireError {
  return wireErrorNamed(fault.code);
}

/** The wire error of a code that was kept as text, e.g. among a checkout's order errors. */
export function wireErrorNamed(code: string): WireError {
  return wireErrors[code as FaultCode] ?? wireErrors.Unexpected;
}

const longestDescription = 1024;

/**
 * The documented body, and beside it `errorName`, the stable code that the portal translates by. `data` says where:
 * problems with their paths, or the line concerned such as `lineItems[1].quantity`; and the rule that decided.
 */
export function errorBody(fault: Fault, wire: Pick<WireError, 'code'>) {
  const { message, problems = [], rule, target } = fault.details;
  return {
    code: wire.code,
    description: message.slice(0, longestDescription),
    data: [
      ...problems.map((problem) => (problem.path ? `${problem.path}: ${problem.message}` : problem.message)),
      // Which of several lines; a single member is named by the description, and documented bodies have empty data there.
      ...(target?.includes('[') && problems.length === 0 ? [target] : []),
      ...(rule ? [`rule ${rule.id} (${rule.source})`] : []),
    ],
    source: 'PartnerFD',
    errorName: fault.code,
  };
}
