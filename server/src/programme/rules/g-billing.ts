/** Family G: charges, invoices and taxes. */
import { cite, filled, inferred } from './rule.ts';

export const billingRules = {
  G3: filled(
    'La facture d’un mois civil est disponible au plus tard le 8 du mois suivant.',
    'The invoice of a calendar month is available by the 8th of the next month.',
    [cite('billingOverview')],
  ),
  G4: filled(
    'Une facture se paie dans les soixante jours de sa date.',
    'An invoice is due sixty days after its date.',
    [cite('billingOverview')],
  ),
  G5: filled(
    'Une facture porte son numéro, sa période, sa date, son échéance et ses montants ; suivent ses lignes avec leur éditeur, et le taux de change.',
    'An invoice has its number, period, date, due date and amounts; then its lines with their publisher, and the exchange rate.',
    [cite('readBill'), cite('billingOverview')],
  ),
  G6: filled(
    'D’une offre SaaS, le partenaire paie la licence ; une ligne à zéro est un essai ou une licence du client.',
    'Of a SaaS offer the partner pays the licence; a line of zero is a trial or the customer’s own licence.',
    [cite('readBill')],
  ),
  G7: filled(
    'À chaque facture correspond un fichier de rapprochement, avec une ligne par frais.',
    'With every invoice comes a reconciliation file, with one row for each charge.',
    [cite('invoiceFiles'), cite('azureInCsp', '130')],
  ),
  G8: filled(
    'Chaque ligne dit le genre de frais : nouveau, renouvellement, cycle, ajout, retrait, annulation.',
    'Every line says the kind of charge: new, renewal, cycle, addition, removal, cancellation.',
    [cite('invoiceFiles')],
  ),
  G9: filled(
    'Le prix unitaire converti est arrondi à l’unité monétaire inférieure, puis multiplié par la quantité.',
    'The converted unit price is rounded down to the smallest currency unit, then multiplied by the quantity.',
    [cite('invoiceFiles')],
  ),
  G11: filled(
    'Un cycle mensuel commence au jour de l’achat ; acheté un dernier jour du mois, il suit les derniers jours.',
    'A monthly cycle begins on the day of purchase; bought on a last day of a month, it follows the last days.',
    [cite('readBill')],
  ),
  G12: filled('La taxe se calcule selon le marché du client.', 'Tax is computed by the customer’s market.', [
    cite('readBill'),
  ]),
  'G12/no-tax': inferred(
    'Aucun marché n’a encore de taux : la taxe de chaque ligne est de zéro.',
    'No market has a rate yet: the tax on every line is zero.',
    [cite('chargesAndInvoices')],
    { since: '2021-01-01' },
  ),
} as const;
