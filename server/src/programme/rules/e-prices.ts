/** Family E: Azure in the programme, and prices. */
import { cite, filled } from './rule.ts';

export const priceRules = {
  E27: filled(
    'Le taux de change d’un mois est fixé deux jours ouvrables avant la fin du mois précédent et vaut pour tous ses achats.',
    'The exchange rate of a month is fixed two business days before the end of the month before, for all its purchases.',
    [cite('billingOverview')],
  ),
} as const;
