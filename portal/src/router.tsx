/** Addresses and the pages behind them; each page is its own chunk, loaded when it is first wanted. */
import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Outlet } from '@tanstack/react-router';
import { Frame } from './features/frame/frame.tsx';
import { NotFoundPage, RouteFailure } from './features/frame/fallbacks.tsx';
import { Skeleton } from './ui/states.tsx';

const root = createRootRoute({ component: Outlet });
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

/** The online store has a frame of its own: nobody signs in there. */
const store = createRoute({
  getParentRoute: () => root,
  id: 'store',
  component: lazyRouteComponent(() => import('./features/store/store-frame.tsx'), 'StoreFrame'),
});

type Loader = Parameters<typeof lazyRouteComponent>[0];

/** One page inside the frame: address, chunk, name of its component. */
function page(path: string, load: Loader, name: string) {
  return createRoute({ getParentRoute: () => framed, path, component: lazyRouteComponent(load, name as never) });
}

function storePage(path: string, load: Loader, name: string) {
  return createRoute({ getParentRoute: () => store, path, component: lazyRouteComponent(load, name as never) });
}

const storePages = [
  storePage('/store', () => import('./routes/store.tsx'), 'StorePage'),
  storePage('/store/partners', () => import('./routes/store-partners.tsx'), 'StorePartnersPage'),
  storePage('/store/$productId', () => import('./routes/store-offer.tsx'), 'StoreOfferPage'),
];

const publisherPages = [
  page('/publisher/notices', () => import('./routes/publisher-notices.tsx'), 'PublisherNoticesPage'),
  page('/publisher/markets', () => import('./routes/markets.tsx'), 'MarketsPage'),
  page('/publisher/offers', () => import('./routes/offers.tsx'), 'OffersPage'),
  page('/publisher/offers/new', () => import('./routes/offer-new.tsx'), 'NewOfferPage'),
  page('/publisher/offers/$offerId/overview', () => import('./routes/offer-overview.tsx'), 'OfferOverviewPage'),
  page('/publisher/offers/$offerId/setup', () => import('./routes/offer-setup.tsx'), 'OfferSetupPage'),
  page('/publisher/offers/$offerId/properties', () => import('./routes/offer-properties.tsx'), 'OfferPropertiesPage'),
  page('/publisher/offers/$offerId/listing', () => import('./routes/offer-listing.tsx'), 'OfferListingPage'),
  page('/publisher/offers/$offerId/preview', () => import('./routes/offer-preview.tsx'), 'OfferPreviewPage'),
  page('/publisher/offers/$offerId/technical', () => import('./routes/offer-technical.tsx'), 'OfferTechnicalPage'),
  page('/publisher/offers/$offerId/plans', () => import('./routes/offer-plans.tsx'), 'OfferPlansPage'),
  page('/publisher/offers/$offerId/audience', () => import('./routes/offer-audience.tsx'), 'OfferAudiencePage'),
  page('/publisher/offers/$offerId/publish', () => import('./routes/offer-publish.tsx'), 'OfferPublishPage'),
  page('/publisher/offers/$offerId/compare', () => import('./routes/offer-compare.tsx'), 'OfferComparePage'),
  page('/publisher/offers/$offerId/versions/$number', () => import('./routes/offer-version.tsx'), 'OfferVersionPage'),
  page('/previews/$productId', () => import('./routes/preview.tsx'), 'PreviewPage'),
  page('/publisher/support', () => import('./routes/support.tsx'), 'SupportPage'),
  page('/publisher/support/new', () => import('./routes/support-new.tsx'), 'NewSupportRequestPage'),
  page('/publisher/support/$requestId', () => import('./routes/support-request.tsx'), 'SupportRequestPage'),
  page('/publisher/private-offers', () => import('./routes/private-offers.tsx'), 'PrivateOffersPage'),
  page('/publisher/private-offers/new', () => import('./routes/private-offer-new.tsx'), 'NewPrivateOfferPage'),
  page('/publisher/private-offers/$privateOfferId', () => import('./routes/private-offer.tsx'), 'PrivateOfferPage'),
];

const partnerPages = [
  page('/partner/notices', () => import('./routes/partner-notices.tsx'), 'PartnerNoticesPage'),
  page('/partner/customers', () => import('./routes/customers.tsx'), 'CustomersPage'),
  page('/partner/customers/new', () => import('./routes/customer-new.tsx'), 'NewCustomerPage'),
  page('/partner/customers/$customerId/subscriptions', () => import('./routes/subscriptions.tsx'), 'SubscriptionsPage'),
  page(
    '/partner/customers/$customerId/subscriptions/$subscriptionId',
    () => import('./routes/subscription.tsx'),
    'SubscriptionPage',
  ),
  page('/partner/customers/$customerId/agreement', () => import('./routes/agreement.tsx'), 'AgreementPage'),
  page('/partner/customers/$customerId/carts/$cartId', () => import('./routes/cart.tsx'), 'CartPage'),
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

const operatorPages = [
  page('/operator/requests', () => import('./routes/requests.tsx'), 'RequestsPage'),
  page('/operator/requests/$requestId', () => import('./routes/request.tsx'), 'RequestPage'),
  page('/operator/clock', () => import('./routes/clock.tsx'), 'ClockPage'),
  page('/operator/due-work', () => import('./routes/due-work.tsx'), 'DueWorkPage'),
  page('/operator/jobs', () => import('./routes/jobs.tsx'), 'JobsPage'),
  page('/operator/mails', () => import('./routes/mails.tsx'), 'MailsPage'),
  page('/operator/mailbox', () => import('./routes/mailbox.tsx'), 'MailboxPage'),
];

const nowhere = createRoute({ getParentRoute: () => framed, path: '$', component: NotFoundPage });
const home = page('/', () => import('./routes/home.tsx'), 'HomePage');

export const router = createRouter({
  routeTree: root.addChildren([
    signIn,
    signedIn,
    store.addChildren(storePages),
    framed.addChildren([home, nowhere, ...publisherPages, ...partnerPages, ...operatorPages]),
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
