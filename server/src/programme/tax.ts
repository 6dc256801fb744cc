/**
 * Tax on a charge. Rates by market are not part of the programme yet: until they are, every charge carries a tax of
 * zero by the policy below, and each price path says so. Rates will be dated rows here; callers stay as they are.
 */
import { zero, type Decimal, type RuleReference } from '../kernel/index.ts';
import { rules } from './rules/index.ts';

/** The policy by which a charge carries no tax. */
export const untaxed: RuleReference = rules['G12/no-tax'];

/** Tax on an amount sold in a market (ISO2) on a day, in the amount's own currency, and the policy that decided. */
export function taxOn(
  _subtotal: Decimal,
  _market: string,
  _day: Temporal.PlainDate,
): { tax: Decimal; policy: RuleReference } {
  return { tax: zero, policy: untaxed };
}
