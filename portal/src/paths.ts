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

/** What a support request asks for, as its deep link carries it. */
export type LinkedChange = 'any' | 'selected' | 'none' | 'remove';

/** More partners than this are chosen on the form, because addresses have limits. */
const mostLinkedPartners = 50;

export const paths = {
  home: '/',
  signIn: '/sign-in',
  forgottenPassword: '/forgotten-password',
  welcome: '/welcome',
  signUp: '/sign-up',
  enrolment: '/enrolment',
  enrolmentStep: (kind: string, step: string) => `/enrolment?kind=${id(kind)}&step=${id(step)}`,
  enrolmentField: (kind: string, step: string, path: string) =>
    `/enrolment?kind=${id(kind)}&step=${id(step)}#profile.${path}`,
  agreements: '/account/agreements',
  agreement: (kind: string, on: string) => `/account/agreements/${id(kind)}?on=${id(on)}`,
  organization: '/account/organization',
  identifiers: '/account/identifiers',
  legalInfo: '/account/legal/company',
  programInfo: '/account/legal/programme',
  documents: '/account/legal/documents',
  security: '/account/security',
  applications: '/account/applications',
  webhooks: '/account/webhooks',
  webhook: (webhookId: string) => `/account/webhooks/${id(webhookId)}`,
  webhookDelivery: (webhookId: string, deliveryId: string) =>
    `/account/webhooks/${id(webhookId)}/deliveries/${id(deliveryId)}`,
  identityProvider: '/account/identity-provider',
  users: '/settings/users',
  newUser: '/settings/users/new',
  user: (userId: string) => `/settings/users/${id(userId)}`,
  groups: '/settings/groups',
  userInvitations: '/settings/invitations',
  signInPolicy: '/settings/security',
  store: '/store',
  storeOffer: (productId: string) => `/store/${id(productId)}`,
  storePartners: '/store/partners',
  /** The contract of offers without terms of their own; `on`: the version of that day. */
  standardContract: (on?: string) => `/standard-contract${on ? `?on=${id(on)}` : ''}`,
  help: '/help',
  billingProfile: '/settings/billing-profile',
  supportProfile: '/settings/support-profile',
  helpTopic: (topic: string) => `/help?topic=${id(topic)}`,
  offers: '/publisher/offers',
  newOffer: '/publisher/offers/new',
  offer: (offerId: string, page: OfferPageName = 'overview') => `/publisher/offers/${id(offerId)}/${page}`,
  privateOffers: '/publisher/private-offers',
  newPrivateOffer: '/publisher/private-offers/new',
  privateOffer: (privateOfferId: string) => `/publisher/private-offers/${id(privateOfferId)}`,
  usage: '/publisher/usage',
  operations: '/publisher/operations',
  operation: (deliveryId: string) => `/publisher/operations/${id(deliveryId)}`,
  tryOut: '/publisher/try-out',
  support: '/publisher/support',
  /** The form, pre-filled for an offer and a change of its audience; `partners`: tenant ids to remove. */
  supportRequest: (offerId?: string, change?: LinkedChange, partners: readonly string[] = []) => {
    const query = new URLSearchParams({
      ...(offerId ? { offer: offerId } : {}),
      ...(change ? { change } : {}),
      ...(partners.length > 0 ? { partners: partners.slice(0, mostLinkedPartners).join(',') } : {}),
    }).toString();
    return `/publisher/support/new${query ? `?${query}` : ''}`;
  },
  markets: '/publisher/markets',
  ownRequest: (requestId: string) => `/publisher/support/${id(requestId)}`,
  offerPlan: (offerId: string, planId: string) => `/publisher/offers/${id(offerId)}/plans?plan=${id(planId)}`,
  offerCompare: (offerId: string, from: string, to: string) =>
    `/publisher/offers/${id(offerId)}/compare?from=${id(from)}&to=${id(to)}`,
  offerVersion: (offerId: string, number: number) => `/publisher/offers/${id(offerId)}/versions/${number}`,
  preview: (productId: string) => `/previews/${id(productId)}`,
  publisherNotices: '/publisher/notices',
  partnerNotices: '/partner/notices',
  customers: '/partner/customers',
  newCustomer: '/partner/customers/new',
  customer: (customerId: string) => `/partner/customers/${id(customerId)}/subscriptions`,
  customerAccount: (customerId: string) => `/partner/customers/${id(customerId)}/account`,
  customerAgreement: (customerId: string) => `/partner/customers/${id(customerId)}/agreement`,
  customerUsers: (customerId: string) => `/partner/customers/${id(customerId)}/users`,
  /** What the customer delegated to the partner. */
  customerAccess: (customerId: string) => `/partner/customers/${id(customerId)}/access`,
  subscription: (customerId: string, subscriptionId: string) =>
    `/partner/customers/${id(customerId)}/subscriptions/${id(subscriptionId)}`,
  cart: (customerId: string, cartId: string) => `/partner/customers/${id(customerId)}/carts/${id(cartId)}`,
  confirmation: (customerId: string, orderId: string) =>
    `/partner/customers/${id(customerId)}/orders/${id(orderId)}/confirmation`,
  relationshipRequests: '/partner/customers/requests',
  renewals: '/partner/renewals',
  resellers: '/partner/indirect-resellers',
  resellerInvitations: '/partner/indirect-resellers/invitations',
  providers: '/partner/indirect-providers',
  providerDirectory: '/partner/providers',
  directoryEntry: '/partner/providers/own',
  resellerOverview: '/partner/overview',
  customerOverview: '/customer/overview',
  ownSubscriptions: '/customer/subscriptions',
  storeBuy: (productId: string) => `/customer/buy/${id(productId)}`,
  ownInvoices: '/customer/invoices',
  ownPurchase: (subscriptionId: string) => `/customer/purchases/${id(subscriptionId)}`,
  ownPartners: '/customer/partners',
  marketplace: '/partner/marketplace',
  marketplaceOffer: (productId: string) => `/partner/marketplace/${id(productId)}`,
  margins: '/partner/pricing/margins',
  invoices: '/partner/billing/invoices',
  invoice: (invoiceId: string) => `/partner/billing/invoices/${id(invoiceId)}`,
  prices: '/partner/billing/prices',
  customerInvoices: '/partner/billing/customer-invoices',
  customerInvoice: (invoiceId: string) => `/partner/billing/customer-invoices/${id(invoiceId)}`,
  proof: '/partner/billing/proof',
  activity: '/partner/activity',
  /** The customer's own: which partners administer it. */
  ownAccess: '/customer/access',
  accessRequest: (relationshipId: string) => `/customer/access/${id(relationshipId)}`,
  vetting: '/operator/vetting',
  vettingCase: (tenantId: string, kind: string) => `/operator/vetting/${id(tenantId)}/${id(kind)}`,
  nominations: '/operator/nominations',
  mailDomains: '/operator/mail-domains',
  cancellationPolicies: '/operator/cancellation-policies',
  requests: '/operator/requests',
  request: (requestId: string) => `/operator/requests/${id(requestId)}`,
  qualifications: '/operator/qualifications',
  customerAccounts: '/operator/customer-accounts',
  customerSubscriptions: (customerId: string) => `/operator/customer-accounts/${id(customerId)}`,
  clock: '/operator/clock',
  dueWork: '/operator/due-work',
  jobs: '/operator/jobs',
  mails: '/operator/mails',
  mailbox: '/operator/mailbox',
  rules: '/rules',
  rule: (ruleId: string) => `/rules?rule=${id(ruleId)}`,
};

/** The door, which leads back to an address. What stands behind `#` stays there: browsers send it to nobody. */
export function signInDoor(returnTo: string): string {
  const mark = returnTo.indexOf('#');
  const address = mark < 0 ? returnTo : returnTo.slice(0, mark);
  return `${paths.signIn}?${new URLSearchParams({ returnTo: address }).toString()}${mark < 0 ? '' : returnTo.slice(mark)}`;
}
