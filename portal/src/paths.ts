/** Every address of the portal, in one place. */
const id = encodeURIComponent;

export const offerPageNames = [
  'overview',
  'setup',
  'properties',
  'listing',
  'preview',
  'technical',
  'plans',
  'audience',
  'publish',
] as const;
export type OfferPageName = (typeof offerPageNames)[number];

export const paths = {
  home: '/',
  signIn: '/sign-in',
  offers: '/publisher/offers',
  newOffer: '/publisher/offers/new',
  offer: (offerId: string, page: OfferPageName = 'overview') => `/publisher/offers/${id(offerId)}/${page}`,
  customers: '/partner/customers',
  newCustomer: '/partner/customers/new',
  customer: (customerId: string) => `/partner/customers/${id(customerId)}/subscriptions`,
  customerAgreement: (customerId: string) => `/partner/customers/${id(customerId)}/agreement`,
  subscription: (customerId: string, subscriptionId: string) =>
    `/partner/customers/${id(customerId)}/subscriptions/${id(subscriptionId)}`,
  cart: (customerId: string, cartId: string) => `/partner/customers/${id(customerId)}/carts/${id(cartId)}`,
  confirmation: (customerId: string, orderId: string) =>
    `/partner/customers/${id(customerId)}/orders/${id(orderId)}/confirmation`,
  marketplace: '/partner/marketplace',
  marketplaceOffer: (productId: string) => `/partner/marketplace/${id(productId)}`,
  invoices: '/partner/billing/invoices',
  invoice: (invoiceId: string) => `/partner/billing/invoices/${id(invoiceId)}`,
  prices: '/partner/billing/prices',
  customerInvoices: '/partner/billing/customer-invoices',
  customerInvoice: (invoiceId: string) => `/partner/billing/customer-invoices/${id(invoiceId)}`,
  proof: '/partner/billing/proof',
  clock: '/operator/clock',
  jobs: '/operator/jobs',
  mailbox: '/operator/mailbox',
};
