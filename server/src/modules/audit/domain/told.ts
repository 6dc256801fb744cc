/**
 * Which record an event of an account is to its partner: the one table of it (wire contract, section 9.3; decision 0097).
 * An event that is not told says why; a new one does not compile until its line stands here.
 */
import type { EventName } from './event-names.ts';
import type { OperationStatus, OperationType, ResourceType } from './types.ts';

export interface Told {
  readonly resource: ResourceType;
  readonly operation: OperationType;
  readonly status: OperationStatus;
}

/** Another record when a customer is concerned: its people are not the partner's. */
interface Tellable extends Told {
  readonly ofCustomer?: Told;
}

/** Why an event is not told to partners' programs. */
type Silence =
  /** Partner Center's records have no words for it; the activity log of the portal shows it. */
  | 'no words'
  /** It concerns no partner's account, or the row names none. */
  | 'no partner'
  /** Sign-ins are a log of their own. */
  | 'sign-in'
  /** A publisher's, whose offers partners see as they are published. */
  | 'publisher';

const told = (resource: ResourceType, operation: OperationType): Told => ({ resource, operation, status: 'succeeded' });
const refused = (resource: ResourceType, operation: OperationType): Told => ({ resource, operation, status: 'failed' });
const person = (operation: OperationType, ofCustomer: OperationType): Tellable => ({
  ...told('partner_user', operation),
  ofCustomer: told('customer_user', ofCustomer),
});

export const recordOf: Readonly<Record<EventName, Tellable | Silence>> = {
  // customers and relationships
  CustomerCreated: told('customer', 'add_customer'),
  CustomerConnected: told('customer', 'reseller_relationship_accepted_by_customer'),
  CustomerBillingProfileChanged: told('customer', 'update_customer_billing_profile'),
  CustomerQualificationRequested: told('customer', 'update_customer_qualification'),
  CustomerQualificationDecided: told('customer', 'update_customer_qualification'),
  CustomerAgreementConfirmed: told('agreement', 'create_agreement'),
  CustomerRelationshipEnded: told('partner_customer_relationship', 'remove_partner_customer_relationship'),
  DelegatedAccessRemoved: told('partner_customer_dap', 'dap_admin_relationship_terminated'),
  RelationshipRefused: refused('partner_customer_relationship', 'remove_partner_customer_relationship'),
  RelationshipRequested: 'no words',
  RelationshipRequestWithdrawn: 'no words',
  RelationshipDeclined: 'no words',
  CustomerAccountChecked: 'no partner',
  ValidationCodeIssued: 'no words',

  // purchases
  OrderPlaced: told('order', 'create_order'),
  OrderRefused: refused('order', 'create_order'),
  SubscriptionActivated: told('subscription', 'update_subscription'),
  SubscriptionRenewed: told('subscription', 'update_subscription'),
  SubscriptionEnded: told('subscription', 'update_subscription'),
  SubscriptionChanged: told('subscription', 'update_subscription'),
  SubscriptionCancelled: told('subscription', 'update_subscription'),
  SubscriptionSuspended: told('subscription', 'update_subscription'),
  SubscriptionReinstated: told('subscription', 'update_subscription'),
  ScheduledChangeDropped: 'no words',
  SubscriptionChangeHeld: { ...told('subscription', 'update_subscription'), status: 'progress' },
  EventWebhookAdded: 'no words',
  EventWebhookChanged: 'no words',
  EventWebhookSecretRotated: 'no words',
  EventWebhookRemoved: 'no words',
  EventWebhookTested: 'no words',
  EventWebhookReplayed: 'no words',
  EventWebhookGone: 'no words',
  WebhookReplayed: 'publisher',
  WebhookTested: 'publisher',
  SubscriptionChangeRefused: { ...told('subscription', 'update_subscription'), status: 'decline' },

  // money
  InvoiceIssued: told('invoice', 'ready_invoice'),
  PriceSet: 'no words',
  MonthClosed: 'no words',
  MonthProved: 'no words',
  ChargeDelayed: 'no words',
  ExchangeRatesRecorded: 'no partner',

  // delegated administration
  DelegatedAdminApproved: told('granular_admin_relationship', 'granular_admin_relationship_approved'),
  DelegatedAdminTerminated: told('granular_admin_relationship', 'granular_admin_relationship_terminated'),
  DelegatedAdminExpired: told('granular_admin_relationship', 'granular_admin_relationship_expired'),
  DelegatedAdminExtended: told('granular_admin_relationship', 'extend_relationship'),
  DelegatedAdminAssigned: told('granular_admin_access_assignment', 'granular_admin_access_assignment_created'),
  DelegatedAdminAssignmentChanged: told('granular_admin_access_assignment', 'granular_admin_access_assignment_updated'),
  DelegatedAdminAssignmentRemoved: told('granular_admin_access_assignment', 'granular_admin_access_assignment_deleted'),
  DelegatedAdminCreated: 'no words',
  DelegatedAdminChanged: 'no words',
  DelegatedAdminDeleted: 'no words',
  DelegatedAdminRequested: 'no words',
  DelegatedAdminRejected: 'no words',
  DelegatedAdminRequestExpired: 'no words',
  DelegatedAdminRefused: 'no words',
  AdministrationBegun: 'no words',
  AdministrationRefused: 'no words',

  // people: the partner's own, and those of a customer that it administers
  UserCreated: person('create_partner_user', 'create_customer_user'),
  UserChanged: person('update_partner_user', 'update_customer_user'),
  UserDisabled: person('update_partner_user', 'update_customer_user'),
  UserEnabled: person('update_partner_user', 'update_customer_user'),
  UserDeleted: person('remove_partner_user', 'delete_customer_user'),
  UserRestored: person('update_partner_user', 'restore_customer_user'),
  UserPasswordReset: person('update_partner_user', 'reset_customer_user_password'),
  UserRolesChanged: {
    ...told('partner_user', 'update_partner_user'),
    ofCustomer: told('customer_directory_role', 'add_user_member'),
  },
  UserLicencesChanged: {
    ...told('partner_user', 'update_partner_user'),
    ofCustomer: told('license', 'update_customer_user_licenses'),
  },
  CustomerUsersRefused: refused('customer_user', 'update_customer_user'),
  UserInvited: 'no words',
  UserInvitationSentAgain: 'no words',
  UserInvitationWithdrawn: 'no words',
  UserInvitationAccepted: 'no words',
  UserInvitationRefused: 'no words',
  UserErased: 'no words',
  UserLinked: 'sign-in',
  UserSignedIn: 'sign-in',
  UserSignInFailed: 'sign-in',
  ExternalSignInFailed: 'sign-in',
  UserSignInsEnded: 'sign-in',
  UserPasswordForgotten: 'sign-in',
  UserPasswordResetRefused: 'sign-in',
  UserPasswordChanged: 'sign-in',
  UserSecondFactorAdded: 'sign-in',
  UserSecondFactorRemoved: 'sign-in',
  UserSecondFactorsReset: 'sign-in',
  UserRecoveryCodesMade: 'sign-in',
  SignInPolicyChanged: 'sign-in',
  SecondFactorDemandChanged: 'no partner',
  IdentityProviderChanged: 'sign-in',
  IdentityProviderRemoved: 'sign-in',

  // applications
  ApplicationCreated: told('application', 'register_application'),
  ApplicationEnabled: told('application', 'register_application'),
  ApplicationDisabled: told('application', 'unregister_application'),
  ApplicationSecretAdded: told('application_credential', 'add_application_credential'),
  ApplicationSecretRemoved: told('application_credential', 'remove_application_credential'),
  ApplicationCertificateAdded: told('application_credential', 'add_application_credential'),
  ApplicationCertificateRemoved: told('application_credential', 'remove_application_credential'),
  ApplicationShared: 'no words',
  ApplicationConsentGiven: 'no words',
  ApplicationConsentRevoked: 'no words',
  ApplicationConsentRefused: 'no words',

  // the company and its partnerships
  AgreementSigned: told('agreement', 'create_agreement'),
  PartnerAgreementSigned: 'no words',
  AgreementRefused: refused('agreement', 'create_agreement'),
  CompanyProfileChanged: told('undefined', 'update_company_info'),
  PartnerRenamed: told('undefined', 'update_company_info'),
  PartnerIdAssociated: told('mpn_association', 'create_mpn_association'),
  PartnerIdRefused: refused('mpn_association', 'create_mpn_association'),
  PartnershipAuthorized: told('partner_relationship', 'create_partner_relationship'),
  PartnershipEnded: told('partner_relationship', 'remove_partner_relationship'),
  AdministratorAccessRemoved: told('indirect_provider_indirect_reseller_dap', 'dap_admin_relationship_terminated'),
  PartnershipRefused: refused('partner_relationship', 'create_partner_relationship'),
  ResellerInvited: 'no words',
  PartnershipInvitationWithdrawn: 'no words',
  PartnershipInvitationDeclined: 'no words',
  DirectoryEntryChanged: 'no words',
  PartnerAccountCreated: 'no words',
  PartnerKindChanged: 'no words',
  PartnerLocationAdded: 'no words',
  TenantCreated: 'no partner',
  TenantTookPart: 'no words',
  TenantRenamed: 'no words',

  // enrolment
  SignUpRequested: 'no partner',
  SignUpConfirmed: 'no partner',
  LinkRefused: 'no words',
  EnrolmentStarted: 'no words',
  EnrolmentSaved: 'no words',
  EnrolmentSubmitted: 'no words',
  EnrolmentRefused: 'no words',
  ConfirmationMailSent: 'no words',
  EnrolmentEmailConfirmed: 'no words',
  EnrolmentCheckDecided: 'no words',
  EnrolmentBroughtIn: 'no words',
  EnrolmentApproved: 'no words',
  EnrolmentRejected: 'no words',
  EnrolmentDocumentAdded: 'no words',
  CompanyChangeRequested: 'no words',
  CompanyChangeWithdrawn: 'no words',
  AssociationCodeMade: 'no words',
  AssociationCodeWithdrawn: 'no words',
  AssociationCodeUsed: 'no words',
  ProviderNominated: 'no words',
  NominationWithdrawn: 'no words',
  CancellationPolicySet: 'no partner',
  CancellationPolicyWithdrawn: 'no partner',
  MailDomainRefused: 'no partner',
  MailDomainAllowed: 'no partner',

  // publishers
  OfferCreated: 'publisher',
  OfferDraftSaved: 'publisher',
  OfferPublished: 'publisher',
  OfferPreviewed: 'publisher',
  OfferPreviewWithdrawn: 'publisher',
  OfferStopped: 'publisher',
  OfferAudienceChanged: 'publisher',
  AudienceSynced: 'publisher',
  MaterialAdded: 'publisher',
  MaterialChanged: 'publisher',
  MaterialRemoved: 'publisher',
  NoticePosted: 'publisher',
  NoticeUpdated: 'publisher',
  PrivateOfferCreated: 'publisher',
  PrivateOfferDraftSaved: 'publisher',
  PrivateOfferDraftDeleted: 'publisher',
  PrivateOfferSubmitted: 'publisher',
  PrivateOfferLive: 'publisher',
  PrivateOfferEnded: 'publisher',
  PrivateOfferWithdrawn: 'publisher',
  PublisherRequestSubmitted: 'publisher',
  PublisherRequestApproved: 'publisher',
  PublisherRequestRefused: 'publisher',
  PublisherRequestWithdrawn: 'publisher',
};

const tellable = Object.entries(recordOf).filter((line): line is [EventName, Tellable] => typeof line[1] !== 'string');

/** The record that an event is; undefined when it is not told. */
export function toldOf(name: string, ofCustomer: boolean): Told | undefined {
  const line = (recordOf as Readonly<Partial<Record<string, Tellable | Silence>>>)[name];
  if (line === undefined || typeof line === 'string') return undefined;
  return (ofCustomer && line.ofCustomer) || line;
}

/** Names of the events that are told: of no customer, and of one; those of one resource when it is named. */
export function toldNames(resource?: ResourceType): { readonly own: string[]; readonly ofCustomers: string[] } {
  const names = (recordFor: (line: Tellable) => Told) =>
    tellable
      .filter(([, line]) => resource === undefined || recordFor(line).resource === resource)
      .map(([name]) => name);
  return { own: names((line) => line), ofCustomers: names((line) => line.ofCustomer ?? line) };
}
