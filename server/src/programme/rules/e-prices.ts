/** Family E: Azure in the programme, and prices. */
import { cite, filled } from './rule.ts';

export const priceRules = {
  E27: filled(
    'Le taux de change d’un mois est fixé deux jours ouvrés avant la fin du mois précédent et vaut pour tous ses achats.',
    'A month’s exchange rate is fixed two business days before the end of the previous month and applies to all its purchases.',
    [cite('billingOverview')],
  ),
} as const;
