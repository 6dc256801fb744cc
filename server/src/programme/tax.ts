/**
 * Tax on a charge. Rates by market are not part of the programme yet: until they are, every charge carries a tax of
 * zero by the policy below, and each price path says so. Rates will be dated rows here; callers stay as they are.
 */
import { zero, type Decimal } from '../kernel/index.ts';

export interface TaxPolicy {
  readonly id: string;
  readonly source: string;
  /** First day the policy is in force. */
  readonly since: string;
}

export const noTaxYet: TaxPolicy = {
  id: 'G12/no-tax',
  source: 'G12: tax is computed by market; no market has a rate yet, so TaxTotal is 0 (docs/decisions/0006)',
  since: '2021-01-01',
};

/** Tax on an amount sold in a market (ISO2) on a day, in the amount's own currency, and the policy that decided. */
export function taxOn(
  _subtotal: Decimal,
  _market: string,
  _day: Temporal.PlainDate,
): { tax: Decimal; policy: TaxPolicy } {
  return { tax: zero, policy: noTaxYet };
}
