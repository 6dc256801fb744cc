/** Family G: charges, invoices and taxes. */
import { binding, cite, filled, inferred } from './rule.ts';

export const billingRules = {
  G1: binding(
    'L’opérateur facture chaque mois le partenaire, qui facture ses clients à ses propres prix\u00a0; un fournisseur indirect fixe aussi les prix de ses revendeurs et les facture.',
    'The operator bills the partner every month, and the partner bills its customers at its own prices; an indirect provider also sets the prices of its resellers and bills them.',
    [cite('azureInCsp', '120, 130, 142–144'), cite('indirectProviders', '5–8')],
  ),
  G3: filled(
    'La facture d’un mois civil est disponible au plus tard le 8 du mois suivant.',
    'The invoice for a calendar month is available by the 8th of the following month.',
    [cite('billingOverview')],
  ),
  G4: filled(
    'Une facture est payable dans les soixante jours suivant sa date.',
    'An invoice is due sixty days after its date.',
    [cite('billingOverview')],
  ),
  G5: filled(
    'Une facture indique son numéro, sa période, sa date, son échéance et ses montants ; viennent ensuite ses lignes avec leur éditeur, et le taux de change.',
    'An invoice shows its number, period, date, due date and amounts; then its lines with their publishers, and the exchange rate.',
    [cite('readBill'), cite('billingOverview')],
  ),
  G6: filled(
    'Pour une offre SaaS, le partenaire paie la licence ; une ligne à zéro correspond à un essai ou à une licence apportée par le client.',
    'For a SaaS offer, the partner pays for the licence; a line of zero is a trial or a licence the customer brings.',
    [cite('readBill')],
  ),
  G7: filled(
    'À chaque facture correspond un fichier de rapprochement, avec une ligne pour chacun de ses frais.',
    'Every invoice comes with a reconciliation file, with one row per charge.',
    [cite('invoiceFiles'), cite('azureInCsp', '130')],
  ),
  G8: filled(
    'Chaque ligne indique le type de frais : nouveau, renouvellement, cycle, ajout, retrait, annulation.',
    'Every line states the type of charge: new, renewal, cycle, addition, removal, cancellation.',
    [cite('invoiceFiles')],
  ),
  G9: filled(
    'Le prix unitaire converti est arrondi à l’unité monétaire inférieure, puis multiplié par la quantité.',
    'The converted unit price is rounded down to the smallest currency unit, then multiplied by the quantity.',
    [cite('invoiceFiles')],
  ),
  G10: filled(
    'Un changement de licences en cours de cycle rembourse toute l’ancienne quantité et facture toute la nouvelle, au prorata des jours qui restent, jour du changement compris.',
    'A change of licences within a cycle refunds the whole old quantity and charges the whole new one, in proportion to the days that remain, the day of the change included.',
    [cite('readBill')],
  ),
  G11: filled(
    'Un cycle mensuel commence le jour de l’achat ; si c’est le dernier jour d’un mois, il suit le dernier jour de chaque mois.',
    'A monthly cycle begins on the day of purchase; if that is the last day of a month, it follows the last day of each month.',
    [cite('readBill')],
  ),
  G12: filled(
    'La taxe est calculée selon le marché du client.',
    'Tax is calculated according to the customer’s market.',
    [cite('readBill')],
  ),
  'G12/no-tax': inferred(
    'Aucun marché n’a encore de taux : la taxe de chaque ligne est nulle.',
    'No market has a rate yet: the tax on every line is zero.',
    [cite('chargesAndInvoices')],
    { since: '2021-01-01' },
  ),
} as const;
