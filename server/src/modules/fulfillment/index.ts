/** The only door to a purchase's set-up. */
export { purchaseForeign, type FulfillmentFaultCode } from './faults.ts';
export {
  activatePurchase,
  activationLink,
  purchaseOf,
  purchasesOf,
  resolveToken,
  wishChange,
  wishEnd,
  type Purchase,
} from './service.ts';
export type { FulfillmentTables } from './tables.ts';
export { saasWebhooks } from './tasks.ts';
