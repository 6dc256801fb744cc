/** What can go wrong with carts, orders and subscriptions. */
import { faultMaker, type FaultKind } from '../../kernel/index.ts';

/** Every code, and how it is to be understood. */
const kinds = {
  AccountNotAllowed: 'forbidden',
  AccountUnderReview: 'forbidden',
  AccountUnknown: 'forbidden',
  AddOnUnrelated: 'invalid',
  AgreementMissing: 'forbidden',
  AzurePlanUnknown: 'invalid',
  CartNotFound: 'notFound',
  CartAlreadyOrdered: 'invalid',
  CartChanged: 'conflict',
  CatalogueItemUnknown: 'invalid',
  CatalogueItemOutdated: 'notFound',
  CurrencyNotSupported: 'invalid',
  CustomTermEndRefused: 'invalid',
  LineNumbersWrong: 'invalid',
  NotInMarket: 'invalid',
  NotPurchasable: 'forbidden',
  OrderNotFound: 'notFound',
  ParticipantNotSupported: 'invalid',
  PartnerAgreementMissing: 'forbidden',
  PartnerMayNotSell: 'forbidden',
  PromotionUnknown: 'invalid',
  ProvisioningContextRefused: 'invalid',
  QuantityNotAllowed: 'invalid',
  ReferenceCustomerDiffers: 'invalid',
  RegionNotServed: 'forbidden',
  RelationshipHasSubscriptions: 'invalid',
  ResellerAgreementMissing: 'forbidden',
  ResellerIsProvider: 'notFound',
  ResellerNotConnected: 'invalid',
  ResellerNotIndirect: 'invalid',
  ResellerUnknown: 'notFound',
  SubscriptionEnded: 'notFound',
  SubscriptionNotFound: 'notFound',
  SubscriptionSuspended: 'invalid',
  TermNotOffered: 'invalid',
} as const satisfies Record<string, FaultKind>;
export type SubscriptionFaultCode = keyof typeof kinds;

export const subscriptionFault = faultMaker(kinds);
