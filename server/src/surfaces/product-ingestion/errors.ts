/**
 * From fault codes to this API's errors, `{error: {code, message, target?, details[]}}`: the outer code follows the status,
 * the inner one is the schema's (wire contract `saas-fulfillment.md`, section 7).
 */
import type { IngestionError } from '@comptoir/contracts/product-ingestion/configure';
import type { Fault, FaultKind } from '../../kernel/index.ts';
import type { FaultCode } from '../../modules/fault-codes.ts';
import { problemCodes, type ProblemCode } from '../../modules/ingestion/index.ts';

const innerCodes = {
  // platform
  AnswerNotKept: 'invalidRequest',
  BodyTooLarge: 'invalidRequest',
  ClockMovesForwardOnly: 'invalidRequest',
  Forbidden: 'invalidRequest',
  InvalidInput: 'schemaValidationError',
  DueWorkNotFound: 'resourceNotFound',
  JobNotFound: 'resourceNotFound',
  MailNotFound: 'resourceNotFound',
  MalformedJson: 'invalidRequest',
  RequestIdReused: 'invalidRequest',
  RouteNotFound: 'invalidRequest',
  Unauthenticated: 'invalidRequest',
  Unexpected: 'notDeployed',
  UnsupportedMediaType: 'invalidRequest',
  UserTokenRequired: 'invalidRequest',
  // identity
  ApplicationNotFound: 'resourceNotFound',
  ClientIdTaken: 'businessValidationError',
  TenantDomainTaken: 'businessValidationError',
  TenantNotFound: 'resourceNotFound',
  UnknownResource: 'businessValidationError',
  PasswordRefused: 'businessValidationError',
  UserNameTaken: 'businessValidationError',
  UserNotFound: 'resourceNotFound',
  // partners
  MpnIdTaken: 'businessValidationError',
  MpnIdUnknown: 'resourceNotFound',
  PartnerAgreementMissing: 'businessValidationError',
  PartnerMayNotSell: 'businessValidationError',
  PartnerNotFound: 'resourceNotFound',
  PartnerOutsideMarkets: 'businessValidationError',
  // customers
  AddressIncomplete: 'businessValidationError',
  CultureNotSupported: 'businessValidationError',
  PhoneNumberMissing: 'businessValidationError',
  RegistrationNumberMissing: 'businessValidationError',
  RegistrationNumberNotTaken: 'businessValidationError',
  AgreementAlreadyConfirmed: 'businessValidationError',
  AgreementDateInFuture: 'businessValidationError',
  AgreementLinkExpired: 'businessValidationError',
  AgreementTemplateUnknown: 'resourceNotFound',
  BillingProfileChanged: 'businessValidationError',
  CompanyNameRefused: 'businessValidationError',
  CountryFixed: 'businessValidationError',
  CountryUnknown: 'resourceNotFound',
  CustomerEmailRefused: 'businessValidationError',
  CustomerNotFound: 'resourceNotFound',
  DomainMalformed: 'businessValidationError',
  // relationships
  CustomerOutsideRegion: 'businessValidationError',
  ResellerNotConnected: 'businessValidationError',
  // offers
  AudienceChangeNeedsRequest: 'businessValidationError',
  AudienceChangeRefused: 'businessValidationError',
  AudienceFileRefused: 'businessValidationError',
  AudienceListEmpty: 'businessValidationError',
  AudienceListFull: 'collectionLimitExceeded',
  AudienceNotOffered: 'businessValidationError',
  AudienceSyncRefused: 'businessValidationError',
  AvailabilityUnknown: 'resourceNotFound',
  CountryNotListed: 'businessValidationError',
  ExchangeRateFixed: 'businessValidationError',
  OfferDraftChanged: 'productLocked',
  OfferExternalIdTaken: 'invalidId',
  OfferNotLive: 'invalidState',
  OfferNotReady: 'businessValidationError',
  OfferUnknown: 'resourceNotFound',
  OfferVersionUnknown: 'resourceNotFound',
  PartnersNotSelectable: 'businessValidationError',
  PreviewUnknown: 'resourceNotFound',
  ProductUnknown: 'resourceNotFound',
  SkuUnknown: 'resourceNotFound',
  SubmissionDecided: 'invalidState',
  SubmissionUnknown: 'resourceNotFound',
  TargetSegmentNotAllowed: 'businessValidationError',
  TargetViewNotAllowed: 'businessValidationError',
  // material
  MaterialFileEmpty: 'businessValidationError',
  MaterialFileRefused: 'businessValidationError',
  MaterialFull: 'businessValidationError',
  MaterialLinkRefused: 'businessValidationError',
  MaterialUnknown: 'resourceNotFound',
  NoticeEnded: 'businessValidationError',
  NoticeSpanRefused: 'businessValidationError',
  NoticesFull: 'businessValidationError',
  NoticeUnknown: 'resourceNotFound',
  OfferHasNoPartners: 'businessValidationError',
  // private-offers
  MarginWithdrawn: 'businessValidationError',
  PrivateOfferChanged: 'productLocked',
  PrivateOfferFixed: 'invalidState',
  PrivateOfferNotReady: 'businessValidationError',
  PrivateOfferNotWithdrawable: 'invalidState',
  PrivateOfferUnknown: 'resourceNotFound',
  // subscriptions
  AgreementMissing: 'businessValidationError',
  CartNotFound: 'resourceNotFound',
  CartAlreadyOrdered: 'businessValidationError',
  CatalogueItemUnknown: 'resourceNotFound',
  CatalogueItemOutdated: 'businessValidationError',
  CurrencyNotSupported: 'businessValidationError',
  LineNumbersWrong: 'businessValidationError',
  NotInMarket: 'businessValidationError',
  NotPurchasable: 'businessValidationError',
  OrderNotFound: 'resourceNotFound',
  QuantityNotAllowed: 'businessValidationError',
  ReferenceCustomerDiffers: 'businessValidationError',
  RegionNotServed: 'businessValidationError',
  ResellerAgreementMissing: 'businessValidationError',
  ResellerIsProvider: 'resourceNotFound',
  ResellerNotIndirect: 'businessValidationError',
  ResellerUnknown: 'resourceNotFound',
  SubscriptionEnded: 'businessValidationError',
  SubscriptionNotFound: 'resourceNotFound',
  SubscriptionSuspended: 'businessValidationError',
  TermNotOffered: 'businessValidationError',
  // fulfillment
  ActivationDiffers: 'businessValidationError',
  LandingTokenInvalid: 'businessValidationError',
  LandingTokenForeign: 'businessValidationError',
  PurchaseForeign: 'businessValidationError',
  // billing
  InvoiceNotFound: 'resourceNotFound',
  PriceRefused: 'businessValidationError',
  // support
  AudienceChangeIsFree: 'businessValidationError',
  PublisherRequestDecided: 'businessValidationError',
  PublisherRequestInvalid: 'businessValidationError',
  PublisherRequestOpen: 'businessValidationError',
  PublisherRequestUnknown: 'resourceNotFound',
  // ingestion
  IngestionJobCompleted: 'invalidEntityStatus',
  IngestionJobNotCompleted: 'invalidEntityStatus',
  IngestionJobRunning: 'invalidEntityStatus',
  IngestionJobUnknown: 'resourceNotFound',
  IngestionJobsWaiting: 'collectionLimitExceeded',
  IngestionRefused: 'invalidRequest',
  IngestionResourceUnknown: 'resourceNotFound',
} as const satisfies Record<FaultCode, ProblemCode>;

const byKind = {
  invalid: { status: 400, code: 'badRequest' },
  unauthenticated: { status: 401, code: 'unauthorized' },
  forbidden: { status: 403, code: 'forbidden' },
  notFound: { status: 404, code: 'notFound' },
  conflict: { status: 409, code: 'conflict' },
  unavailable: { status: 500, code: 'internalServerError' },
} as const satisfies Record<FaultKind, { status: number; code: string }>;

/** The schema's code for a problem of a resource or a fault, kept as text with a job. */
export function errorCodeOf(code: string): ProblemCode {
  return problemCodes.find((one) => one === code) ?? innerCodes[code as FaultCode] ?? 'invalidResource';
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
  const inner = errorCodeOf(fault.code);
  const listed = problems.map((problem) => ({
    code: problemCodes.find((one) => one === problem.code) ?? inner,
    message: problem.path ? `${problem.path}: ${problem.message}` : problem.message,
  }));
  const said = rule ? `${message} (rule ${rule.id}, ${rule.source})` : message;
  const details = bare.has(fault.code) ? [] : listed.length > 0 ? listed : [{ code: inner, message: said }];
  return { status, body: { error: { code, message: said, ...(target ? { target } : {}), details } } };
}
