/**
 * From fault codes to Partner Center's statuses and numbers (wire contract, sections 1.9 to 1.11). Clients recover only
 * from 400, 401, 403, 404 and 409: the Java SDK repeats anything else without end, so no fault becomes 412 or 422.
 * A customer of another partner and one that does not exist are the same answer, 404 with 20002 (docs/decisions/0004).
 */
import type { Fault, FaultKind } from '../../kernel/index.ts';
import type { FaultCode } from '../../modules/fault-codes.ts';
import { withSource } from '../../programme/rules/index.ts';

export interface WireError {
  readonly status: 400 | 401 | 403 | 404 | 409 | 500 | 503;
  readonly code: number;
  /** The service that answers; `PartnerFD` where none is said. */
  readonly source?: string;
  /** Repeated later, it may be taken: something else is under way. */
  readonly later?: true;
  /** The page that explains it, which is all that `data` says then. */
  readonly help?: string;
}

/** Documented of the errors of an agreement's status (section 2.6). */
const help = 'https://learn.microsoft.com/partner-center/developer/verify-indirect-reseller-mpa-status';

/** What a fault is when it has no number of its own here. */
const byKind = {
  invalid: { status: 400, code: 800002 },
  unauthenticated: { status: 401, code: 400 },
  forbidden: { status: 403, code: 900308 },
  notFound: { status: 404, code: 1000 },
  conflict: { status: 409, code: 3000 },
  // With Retry-After: whoever repeats is right to.
  unavailable: { status: 503, code: 0 },
  internal: { status: 500, code: 0 },
} as const satisfies Record<FaultKind, WireError>;

/** Codes that have a number of their own in the contract, or mean more to a client of this API than their kind. */
const named: Partial<Record<FaultCode, WireError>> = {
  RequestIdReused: { status: 409, code: 3000 },
  FeatureNotOffered: { status: 400, code: 900127 },
  // subscriptions
  AccountUnderReview: { status: 403, code: 800073 },
  AccountNotAllowed: { status: 403, code: 800074 },
  AccountUnknown: { status: 403, code: 800075 },
  AddOnUnrelated: { status: 400, code: 800029 },
  AzureEntitlementNotFound: { status: 404, code: 800111 },
  AzurePlanUnknown: { status: 400, code: 900129 },
  CustomTermEndRefused: { status: 400, code: 900242 },
  PromotionUnknown: { status: 400, code: 27007 },
  TransitionTargetRefused: { status: 400, code: 900236 },
  ProvisioningContextRefused: { status: 400, code: 900312 },
  AgreementMissing: { status: 403, code: 13605 },
  BillingCycleNotOffered: { status: 400, code: 6001 },
  BillingCycleFixed: { status: 400, code: 2054 },
  CancellationHoursPassed: { status: 400, code: 900213 },
  CancellationWindowPassed: { status: 400, code: 900117 },
  CartNotFound: { status: 404, code: 800008 },
  CartAlreadyOrdered: { status: 400, code: 800065 },
  CartChanged: { status: 409, code: 2055 },
  CartPricesChanged: { status: 409, code: 2055 },
  CatalogueItemUnknown: { status: 400, code: 800004 },
  CatalogueItemOutdated: { status: 404, code: 400019 },
  CurrencyNotSupported: { status: 400, code: 900169 },
  LineNumbersWrong: { status: 400, code: 800071 },
  FeatureNotServed: { status: 400, code: 900127 },
  MigrationNotFound: { status: 404, code: 1000 },
  NotAzureSubscription: { status: 400, code: 800011 },
  NotTransferable: { status: 400, code: 900146 },
  OperationPending: { status: 409, code: 900278, later: true },
  OrderNotCancellable: { status: 403, code: 800077 },
  OverageNotEligible: { status: 403, code: 800114 },
  TransferNotFound: { status: 404, code: 900100 },
  NotInMarket: { status: 400, code: 800070 },
  NotPurchasable: { status: 403, code: 800020 },
  OrderNotFound: { status: 404, code: 20000 },
  PartnerAgreementMissing: { status: 403, code: 900124 },
  PartnerMayNotSell: { status: 403, code: 800039 },
  QuantityNotAllowed: { status: 400, code: 2002 },
  RegionNotServed: { status: 403, code: 2030 },
  RenewalOff: { status: 400, code: 800093 },
  ResellerAgreementMissing: { status: 403, code: 900123 },
  RelationshipHasSubscriptions: { status: 400, code: 3000 },
  ResellerIsProvider: { status: 404, code: 2072 },
  ResellerNotIndirect: { status: 400, code: 800016 },
  ResellerUnknown: { status: 404, code: 800015 },
  NicknameRefused: { status: 400, code: 800002 },
  StatusFixed: { status: 400, code: 800096 },
  StatusUnreachable: { status: 400, code: 800040 },
  SubscriptionChanged: { status: 400, code: 2055 },
  SubscriptionEnded: { status: 400, code: 2011 },
  SubscriptionActivated: { status: 400, code: 800041 },
  SubscriptionNotActivated: { status: 400, code: 800081 },
  SubscriptionNotFound: { status: 404, code: 20003 },
  SubscriptionSuspended: { status: 400, code: 800091 },
  SupportContactRefused: { status: 400, code: 3000 },
  TermNotOffered: { status: 400, code: 900267 },
  // customers
  AccountStatusNotFound: { status: 404, code: 600074 },
  QualificationDecided: { status: 409, code: 3000 },
  QualificationReasonMissing: { status: 400, code: 3000 },
  QualificationRefused: { status: 409, code: 3000 },
  QualificationUnknown: { status: 404, code: 1000 },
  ValidationCodeRefused: { status: 400, code: 3000 },
  PartnerConfirmedAgreementAlreadyExists: { status: 400, code: 600061 },
  AgreementDateInFuture: { status: 400, code: 3000 },
  AgreementDateTooEarly: { status: 400, code: 3000 },
  BillingProfileChanged: { status: 400, code: 2055 },
  CompanyNameRefused: { status: 400, code: 3000 },
  CountryFixed: { status: 400, code: 3000 },
  CountryUnknown: { status: 400, code: 3000 },
  CustomerEmailRefused: { status: 400, code: 3000 },
  CustomerNotFound: { status: 404, code: 20002 },
  DomainMalformed: { status: 400, code: 3000 },
  AddressIncomplete: { status: 400, code: 3000 },
  AddressMalformed: { status: 400, code: 3000 },
  CultureNotSupported: { status: 400, code: 3000 },
  PhoneNumberMalformed: { status: 400, code: 3000 },
  PhoneNumberMissing: { status: 400, code: 600051 },
  RegistrationNumberMissing: { status: 400, code: 600049 },
  RegistrationNumberNotTaken: { status: 400, code: 600002 },
  // relationships
  CustomerOutsideRegion: { status: 403, code: 2030 },
  OwnPartnerNotFound: { status: 404, code: 20002 },
  PartnerNotActive: { status: 403, code: 800039 },
  ProviderNotConnected: { status: 400, code: 900154 },
  RelationshipExists: { status: 409, code: 3000 },
  RequestExpired: { status: 409, code: 3000 },
  RequestUnknown: { status: 404, code: 1000 },
  RequestUsed: { status: 409, code: 3000 },
  RequestWithdrawn: { status: 409, code: 3000 },
  ResellerHasCustomers: { status: 409, code: 1003 },
  ResellerNotConnected: { status: 400, code: 900154 },
  SandboxResellersExhausted: { status: 403, code: 6003 },
  // What is asked wrongly of an agreement's status comes from other services than its answer (section 2.6).
  MpnIdMalformed: { status: 400, code: 2000, source: 'PartnerApiServiceControllers' },
  TenantIdMalformed: { status: 400, code: 2000, source: 'PartnerApiServiceControllers' },
  AgreementStatusAskedTwice: { status: 400, code: 2000, source: 'ComplianceController' },
  AgreementStatusUnasked: { status: 400, code: 2001, source: 'ComplianceController' },
  MpnIdOutsideProgramme: { status: 400, code: 2200, help },
  ResellerOfOtherRegion: { status: 400, code: 2201, help },
  MpnAgreementMissing: { status: 400, code: 2203, help },
  MpnIdNotReseller: { status: 400, code: 2204, help },
  PartnerTenantUnknown: { status: 400, code: 2205 },
  TenantAgreementMissing: { status: 400, code: 2206, help },
  // the other families
  UserTokenRequired: { status: 403, code: 900329 },
  DelegationMissing: { status: 403, code: 900309 },
  DelegationRoleUnknown: { status: 404, code: 1000 },
  LicenceUnknown: { status: 400, code: 3000 },
  LicencesExhausted: { status: 400, code: 60012 },
  LicencesOfOwnTenant: { status: 400, code: 900316 },
  UsageLocationMissing: { status: 400, code: 3000 },
  UserNameTaken: { status: 409, code: 3000 },
  UserNameForeign: { status: 400, code: 3000 },
  PasswordRefused: { status: 400, code: 3000 },
  TenantDomainTaken: { status: 409, code: 3000 },
  LegalProfileVerified: { status: 400, code: 3000 },
  ProfileChanged: { status: 400, code: 2055 },
  MpnIdTaken: { status: 409, code: 3000 },
  MpnIdUnknown: { status: 404, code: 3000 },
  PartnerOutsideMarkets: { status: 400, code: 3000 },
  AvailabilityUnknown: { status: 404, code: 400019 },
  ProductUnknown: { status: 404, code: 400013 },
  SkuUnknown: { status: 404, code: 400018 },
  TargetSegmentNotAllowed: { status: 403, code: 400030 },
  TargetViewNotAllowed: { status: 403, code: 400036 },
};

export function wireErrorOf(fault: Fault): WireError {
  return named[fault.code as FaultCode] ?? byKind[fault.kind];
}

/** The error of a code that was kept as text, such as an order error of a checkout. */
export function wireErrorNamed(code: string): WireError {
  return named[code as FaultCode] ?? byKind.invalid;
}

const longestDescription = 1024;

/**
 * The documented body: the members of the older services and those of the newer ones (agreements, customers) beside each
 * other, which no client minds. `errorName` is the stable code, by which the portal translates. `data` says where: problems
 * with their paths, or the line concerned such as `lineItems[1].quantity`; and the rule that decided.
 */
export function errorBody(fault: Fault, wire: Pick<WireError, 'code' | 'source' | 'help' | 'later'>) {
  const { message, values = {} } = fault.details;
  return {
    code: wire.code,
    message,
    description: message.slice(0, longestDescription),
    data: wire.help ? [wire.help] : dataOf(fault),
    source: wire.source ?? 'PartnerFD',
    errorName: fault.code,
    isRetryable: wire.later === true || fault.kind === 'unavailable' || fault.kind === 'internal',
    parameters: values,
    errorMessageExtended: `InternalErrorCode=${wire.code}`,
  };
}

function dataOf({ details: { problems = [], rule, target } }: Fault): string[] {
  return [
    ...problems.map((problem) => (problem.path ? `${problem.path}: ${problem.message}` : problem.message)),
    // Which of several lines; a single member is named by the description, and documented bodies have empty data there.
    ...(target?.includes('[') && problems.length === 0 ? [target] : []),
    ...(rule ? [withSource(`rule ${rule.id}`, rule)] : []),
  ];
}
