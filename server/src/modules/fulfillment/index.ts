/** The only door to a purchase's set-up. */
export type { FulfillmentFaultCode } from './faults.ts';
export { activatePurchase, activationLink, purchaseOf, purchasesOf, resolveToken, type Purchase } from './service.ts';
export type { FulfillmentTables } from './tables.ts';
