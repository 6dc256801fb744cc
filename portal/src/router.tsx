/** Addresses and the pages behind them; each page is its own chunk, loaded when it is first wanted. */
import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
  type AnyRoute,
} from '@tanstack/react-router';
import { Frame } from './features/frame/frame.tsx';
import { NotFoundPage, RouteFailure } from './features/frame/fallbacks.tsx';
import { paths } from './paths.ts';
import { Skeleton } from './ui/states.tsx';

/** What stands behind the question mark of an address: plain text, so that it can be read and typed. */
export interface AddressSearch {
  /** Words and filters of lists, and what single pages ask for; each page knows its own. */
  readonly [name: string]: string | undefined;
}

const root = createRootRoute({
  component: Outlet,
  // What comes from an address is text: see `parseSearch` below.
  validateSearch: (search: AddressSearch): AddressSearch => search,
});
const framed = createRoute({ getParentRoute: () => root, id: 'framed', component: Frame });

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  component: lazyRouteComponent(() => import('./routes/sign-in.tsx'), 'SignInPage'),
});
const signedIn = createRoute({
  getParentRoute: () => root,
  path: '/signed-in',
  component: lazyRouteComponent(() => import('./routes/signed-in.tsx'), 'SignedInPage'),
});

/** Where Microsoft's links of requests lead. */
const adminPortal = createRoute({
  getParentRoute: () => root,
  path: '/AdminPortal/Home',
  component: lazyRouteComponent(() => import('./routes/access-request.tsx'), 'AdminPortalPage'),
});

/** The online store has a frame of its own: nobody signs in there. */
const store = createRoute({
  getParentRoute: () => root,
  id: 'store',
  component: lazyRouteComponent(() => import('./features/store/store-frame.tsx'), 'StoreFrame'),
});

type Loader = Parameters<typeof lazyRouteComponent>[0];

/** One page inside a frame: address, chunk, name of its component. */
function pageOf<Frame extends AnyRoute, const Path extends string>(
  parent: Frame,
  path: Path,
  load: Loader,
  name: string,
) {
  const component = lazyRouteComponent(load, name as never);
  return createRoute({ getParentRoute: () => parent, path, component });
}

const page = <const Path extends string>(path: Path, load: Loader, name: string) => pageOf(framed, path, load, name);
const storePage = <const Path extends string>(path: Path, load: Loader, name: string) =>
  pageOf(store, path, load, name);

/** What several pages are about: its id is a parameter of all of them. */
const offer = createRoute({ getParentRoute: () => framed, path: '/publisher/offers/$offerId' });
const customer = createRoute({ getParentRoute: () => framed, path: '/partner/customers/$customerId' });
const offerPage = <const Path extends string>(path: Path, load: Loader, name: string) =>
  pageOf(offer, path, load, name);
const customerPage = <const Path extends string>(path: Path, load: Loader, name: string) =>
  pageOf(customer, path, load, name);

/** An address that is cut off behind the id of a thing leads to the thing's first page. */
const firstPageOf = <Frame extends AnyRoute>(parent: Frame, address: (params: Record<string, string>) => string) =>
  createRoute({
    getParentRoute: () => parent,
    path: '/',
    beforeLoad: ({ params }) => {
      throw redirect({ to: address(params as Record<string, string>), replace: true });
    },
  });

const storePages = [
  storePage('/store', () => import('./routes/store.tsx'), 'StorePage'),
  storePage('/standard-contract', () => import('./routes/standard-contract.tsx'), 'StandardContractPage'),
  storePage('/welcome', () => import('./routes/welcome.tsx'), 'WelcomePage'),
  storePage('/sign-up', () => import('./routes/sign-up.tsx'), 'SignUpPage'),
  storePage('/sign-up/confirm', () => import('./routes/sign-up-confirm.tsx'), 'ConfirmSignUpPage'),
  storePage('/forgotten-password', () => import('./routes/forgotten-password.tsx'), 'ForgottenPasswordPage'),
  storePage('/password-reset', () => import('./routes/password-reset.tsx'), 'PasswordResetPage'),
  storePage('/invitation', () => import('./routes/invitation.tsx'), 'InvitationPage'),
  storePage('/enrolment/confirm', () => import('./routes/enrolment-confirm.tsx'), 'ConfirmAddressPage'),
  storePage('/store/partners', () => import('./routes/store-partners.tsx'), 'StorePartnersPage'),
  // Links of partners: who asks is seen before anybody signs in.
  storePage('/partner-request', () => import('./routes/partner-request.tsx'), 'PartnerRequestPage'),
  storePage('/Adminportal/Home', () => import('./routes/partner-request.tsx'), 'PartnerRequestPage'),
  storePage('/store/$productId', () => import('./routes/store-offer.tsx'), 'StoreOfferPage'),
];

const publisherPages = [
  page('/publisher/notices', () => import('./routes/publisher-notices.tsx'), 'PublisherNoticesPage'),
  page('/publisher/markets', () => import('./routes/markets.tsx'), 'MarketsPage'),
  page('/publisher/offers', () => import('./routes/offers.tsx'), 'OffersPage'),
  page('/publisher/offers/new', () => import('./routes/offer-new.tsx'), 'NewOfferPage'),
  page('/previews/$productId', () => import('./routes/preview.tsx'), 'PreviewPage'),
  page('/publisher/support', () => import('./routes/support.tsx'), 'SupportPage'),
  page('/publisher/support/new', () => import('./routes/support-new.tsx'), 'NewSupportRequestPage'),
  page('/publisher/support/$requestId', () => import('./routes/support-request.tsx'), 'SupportRequestPage'),
  page('/publisher/try-out', () => import('./routes/try-out.tsx'), 'TryOutPage'),
  page('/publisher/operations', () => import('./routes/operations.tsx'), 'OperationsPage'),
  page('/publisher/operations/$deliveryId', () => import('./routes/operation.tsx'), 'OperationPage'),
  page('/publisher/usage', () => import('./routes/usage.tsx'), 'UsagePage'),
  page('/publisher/private-offers', () => import('./routes/private-offers.tsx'), 'PrivateOffersPage'),
  page('/publisher/private-offers/new', () => import('./routes/private-offer-new.tsx'), 'NewPrivateOfferPage'),
  page('/publisher/private-offers/$privateOfferId', () => import('./routes/private-offer.tsx'), 'PrivateOfferPage'),
];

const offerPages = [
  firstPageOf(offer, ({ offerId = '' }) => paths.offer(offerId)),
  offerPage('/overview', () => import('./routes/offer-overview.tsx'), 'OfferOverviewPage'),
  offerPage('/setup', () => import('./routes/offer-setup.tsx'), 'OfferSetupPage'),
  offerPage('/properties', () => import('./routes/offer-properties.tsx'), 'OfferPropertiesPage'),
  offerPage('/listing', () => import('./routes/offer-listing.tsx'), 'OfferListingPage'),
  offerPage('/preview', () => import('./routes/offer-preview.tsx'), 'OfferPreviewPage'),
  offerPage('/technical', () => import('./routes/offer-technical.tsx'), 'OfferTechnicalPage'),
  offerPage('/plans', () => import('./routes/offer-plans.tsx'), 'OfferPlansPage'),
  offerPage('/audience', () => import('./routes/offer-audience.tsx'), 'OfferAudiencePage'),
  offerPage('/publish', () => import('./routes/offer-publish.tsx'), 'OfferPublishPage'),
  offerPage('/compare', () => import('./routes/offer-compare.tsx'), 'OfferComparePage'),
  offerPage('/versions/$number', () => import('./routes/offer-version.tsx'), 'OfferVersionPage'),
];

const customerPages = [
  firstPageOf(customer, ({ customerId = '' }) => paths.customer(customerId)),
  customerPage('/subscriptions', () => import('./routes/subscriptions.tsx'), 'SubscriptionsPage'),
  customerPage('/account', () => import('./routes/customer-account.tsx'), 'CustomerAccountPage'),
  customerPage('/agreement', () => import('./routes/agreement.tsx'), 'AgreementPage'),
  customerPage('/users', () => import('./routes/customer-users.tsx'), 'CustomerUsersPage'),
  customerPage('/access', () => import('./routes/customer-access.tsx'), 'CustomerAccessPage'),
  customerPage('/carts/$cartId', () => import('./routes/cart.tsx'), 'CartPage'),
];

const partnerPages = [
  page('/partner/notices', () => import('./routes/partner-notices.tsx'), 'PartnerNoticesPage'),
  page('/partner/customers', () => import('./routes/customers.tsx'), 'CustomersPage'),
  page('/partner/customers/new', () => import('./routes/customer-new.tsx'), 'NewCustomerPage'),
  page(
    '/partner/customers/$customerId/subscriptions/$subscriptionId',
    () => import('./routes/subscription.tsx'),
    'SubscriptionPage',
  ),
  page(
    '/partner/customers/$customerId/orders/$orderId/confirmation',
    () => import('./routes/confirmation.tsx'),
    'ConfirmationPage',
  ),
  page('/partner/marketplace', () => import('./routes/marketplace.tsx'), 'MarketplacePage'),
  page('/partner/marketplace/$productId', () => import('./routes/marketplace-offer.tsx'), 'MarketplaceOfferPage'),
  page('/partner/pricing/margins', () => import('./routes/margins.tsx'), 'MarginsPage'),
  page('/partner/billing/invoices', () => import('./routes/invoices.tsx'), 'InvoicesPage'),
  page('/partner/billing/invoices/$invoiceId', () => import('./routes/invoice.tsx'), 'InvoicePage'),
  page('/partner/billing/prices', () => import('./routes/prices.tsx'), 'PricesPage'),
  page('/partner/billing/customer-invoices', () => import('./routes/customer-invoices.tsx'), 'CustomerInvoicesPage'),
  page(
    '/partner/billing/customer-invoices/$invoiceId',
    () => import('./routes/customer-invoice.tsx'),
    'CustomerInvoicePage',
  ),
  page('/partner/billing/proof', () => import('./routes/proof.tsx'), 'ProofPage'),
];

/** Of a customer, or of who works on its behalf. */
const ownCustomerPages = [
  page('/partner/overview', () => import('./routes/overview.tsx'), 'ResellerOverviewPage'),
  page('/customer/overview', () => import('./routes/overview.tsx'), 'CustomerOverviewPage'),
  page('/customer/subscriptions', () => import('./routes/own-subscriptions.tsx'), 'OwnSubscriptionsPage'),
  page('/customer/invoices', () => import('./routes/own-invoices.tsx'), 'OwnInvoicesPage'),
  page('/customer/buy/$productId', () => import('./routes/store-buy.tsx'), 'StoreBuyPage'),
  page('/customer/purchases/$subscriptionId', () => import('./routes/own-purchase.tsx'), 'OwnPurchasePage'),
  page('/customer/access', () => import('./routes/own-access.tsx'), 'OwnAccessPage'),
  page('/customer/access/$relationshipId', () => import('./routes/access-request.tsx'), 'AccessRequestPage'),
];

/** How partners find each other, and customers their partners. */
const relationPages = [
  page('/partnership-invitation', () => import('./routes/partnership-invitation.tsx'), 'PartnershipInvitationPage'),
  page('/partner/customers/requests', () => import('./routes/relationship-requests.tsx'), 'RelationshipRequestsPage'),
  page('/partner/renewals', () => import('./routes/renewals.tsx'), 'RenewalsPage'),
  page('/partner/indirect-resellers', () => import('./routes/indirect-resellers.tsx'), 'IndirectResellersPage'),
  page(
    '/partner/indirect-resellers/invitations',
    () => import('./routes/reseller-invitations.tsx'),
    'ResellerInvitationsPage',
  ),
  page('/partner/indirect-providers', () => import('./routes/indirect-providers.tsx'), 'IndirectProvidersPage'),
  page('/partner/providers', () => import('./routes/provider-directory.tsx'), 'ProviderDirectoryPage'),
  page('/partner/providers/own', () => import('./routes/directory-entry.tsx'), 'DirectoryEntryPage'),
  page('/partner/activity', () => import('./routes/activity.tsx'), 'ActivityPage'),
  page('/customer/partners', () => import('./routes/own-partners.tsx'), 'OwnPartnersPage'),
];

const operatorPages = [
  page('/operator/vetting', () => import('./routes/vetting.tsx'), 'VettingPage'),
  page('/operator/vetting/$tenantId/$kind', () => import('./routes/vetting-case.tsx'), 'VettingCasePage'),
  page('/operator/nominations', () => import('./routes/nominations.tsx'), 'NominationsPage'),
  page('/operator/mail-domains', () => import('./routes/mail-domains.tsx'), 'MailDomainsPage'),
  page(
    '/operator/cancellation-policies',
    () => import('./routes/cancellation-policies.tsx'),
    'CancellationPoliciesPage',
  ),
  page('/operator/requests', () => import('./routes/requests.tsx'), 'RequestsPage'),
  page('/operator/requests/$requestId', () => import('./routes/request.tsx'), 'RequestPage'),
  page('/operator/qualifications', () => import('./routes/qualifications.tsx'), 'QualificationsPage'),
  page('/operator/customer-accounts', () => import('./routes/customer-accounts.tsx'), 'CustomerAccountsPage'),
  page(
    '/operator/customer-accounts/$customerId',
    () => import('./routes/customer-subscriptions.tsx'),
    'CustomerSubscriptionsPage',
  ),
  page('/operator/clock', () => import('./routes/clock.tsx'), 'ClockPage'),
  page('/operator/due-work', () => import('./routes/due-work.tsx'), 'DueWorkPage'),
  page('/operator/jobs', () => import('./routes/jobs.tsx'), 'JobsPage'),
  page('/operator/mails', () => import('./routes/mails.tsx'), 'MailsPage'),
  page('/operator/mailbox', () => import('./routes/mailbox.tsx'), 'MailboxPage'),
  // A refusal leads everybody there.
  page('/rules', () => import('./routes/rules.tsx'), 'RulesPage'),
];

/** Of the person and its organisation, whichever workspaces they have. */
const accountPages = [
  page('/settings/billing-profile', () => import('./routes/billing-profile.tsx'), 'BillingProfilePage'),
  page('/settings/support-profile', () => import('./routes/support-profile.tsx'), 'SupportProfilePage'),
  page('/help', () => import('./routes/help.tsx'), 'HelpPage'),
  page('/enrolment', () => import('./routes/enrolment.tsx'), 'EnrolmentPage'),
  page('/account/agreements', () => import('./routes/agreements.tsx'), 'AgreementsPage'),
  page('/account/agreements/$kind', () => import('./routes/partner-agreement.tsx'), 'PartnerAgreementPage'),
  page('/account/organization', () => import('./routes/organization.tsx'), 'OrganizationPage'),
  page('/account/legal/company', () => import('./routes/legal-info.tsx'), 'LegalInfoPage'),
  page('/account/legal/documents', () => import('./routes/programme-documents.tsx'), 'ProgrammeDocumentsPage'),
  page('/account/identifiers', () => import('./routes/identifiers.tsx'), 'IdentifiersPage'),
  page('/account/legal/programme', () => import('./routes/program-info.tsx'), 'ProgramInfoPage'),
  page('/account/security', () => import('./routes/security.tsx'), 'SecurityPage'),
  page('/settings/users', () => import('./routes/users.tsx'), 'UsersPage'),
  page('/settings/users/new', () => import('./routes/user-new.tsx'), 'NewUserPage'),
  page('/settings/users/$userId', () => import('./routes/user.tsx'), 'UserPage'),
  page('/settings/security', () => import('./routes/sign-in-policy.tsx'), 'SignInPolicyPage'),
  page('/settings/invitations', () => import('./routes/user-invitations.tsx'), 'UserInvitationsPage'),
  page('/settings/groups', () => import('./routes/groups.tsx'), 'GroupsPage'),
  page('/account/identity-provider', () => import('./routes/identity-provider.tsx'), 'IdentityProviderPage'),
  page('/account/webhooks', () => import('./routes/webhooks.tsx'), 'WebhooksPage'),
  page('/account/webhooks/$webhookId', () => import('./routes/webhook.tsx'), 'WebhookPage'),
  page(
    '/account/webhooks/$webhookId/deliveries/$deliveryId',
    () => import('./routes/webhook-delivery.tsx'),
    'WebhookDeliveryPage',
  ),
  page('/account/applications', () => import('./routes/applications.tsx'), 'ApplicationsPage'),
];

const nowhere = createRoute({ getParentRoute: () => framed, path: '$', component: NotFoundPage });
const home = page('/', () => import('./routes/home.tsx'), 'HomePage');

export const router = createRouter({
  routeTree: root.addChildren([
    signIn,
    signedIn,
    adminPortal,
    store.addChildren(storePages),
    framed.addChildren([
      home,
      nowhere,
      offer.addChildren(offerPages),
      customer.addChildren(customerPages),
      ...publisherPages,
      ...partnerPages,
      ...ownCustomerPages,
      ...relationPages,
      ...operatorPages,
      ...accountPages,
    ]),
  ]),
  // Addresses carry plain text, so that they can be read and typed.
  parseSearch: (text) => Object.fromEntries(new URLSearchParams(text)),
  stringifySearch: (search) => {
    const text = new URLSearchParams(search as Record<string, string>).toString();
    return text ? `?${text}` : '';
  },
  defaultPreload: 'intent',
  defaultPendingMs: 200,
  defaultPendingMinMs: 0,
  defaultPendingComponent: Skeleton,
  defaultNotFoundComponent: NotFoundPage,
  defaultErrorComponent: RouteFailure,
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
