/** Names that a charge prints of what was sold, as they are now. */
import type { SoldItem } from '../../../kernel/index.ts';
import type { Work } from '../../../platform/work.ts';
import { customerNames } from '../../customers/index.ts';
import type { PurchasableItem } from '../../offers/index.ts';

export type SoldNames = Pick<
  SoldItem,
  'customerName' | 'customerDomain' | 'customerCountry' | 'publisherName' | 'productName' | 'skuName'
>;

interface SoldTo {
  readonly subscription_id: string;
  readonly customer_tenant_id: string;
}

/** Reads the customers of these rows at once; what it returns names one of the rows and the plan it is for. */
export async function soldNames(
  work: Work,
  rows: readonly SoldTo[],
): Promise<(row: SoldTo, item: PurchasableItem) => SoldNames> {
  const customers = await customerNames(work, [...new Set(rows.map((row) => row.customer_tenant_id))]);
  return (row, { publisherName, offerName: productName, planName: skuName }) => {
    const customer = customers.get(row.customer_tenant_id);
    if (!customer) throw new Error(`customer ${row.customer_tenant_id} of subscription ${row.subscription_id} is gone`);
    const { name: customerName, domain: customerDomain, country: customerCountry } = customer;
    return { customerName, customerDomain, customerCountry, publisherName, productName, skuName };
  };
}
