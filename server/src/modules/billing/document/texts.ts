/** The words of invoices, of the mail about them and of the standard contract’s frame, in the languages Comptoir speaks. */
import type { ChargeType } from '../domain/words.ts';

export const documentLocales = ['en', 'fr'] as const;
export type DocumentLocale = (typeof documentLocales)[number];

/** The language of ours that fits a list such as `fr-FR,fr;q=0.9`: the first we speak, else English. */
export function documentLocale(preferred: string | undefined): DocumentLocale {
  const wanted = (preferred ?? '').split(',').map((part) => part.trim().slice(0, 2).toLowerCase());
  return documentLocales.find((locale) => locale === wanted.find((word) => isOurs(word))) ?? 'en';
}

function isOurs(word: string): word is DocumentLocale {
  return documentLocales.some((locale) => locale === word);
}

const en = {
  invoice: 'Invoice',
  number: 'Invoice number',
  period: 'Billing period',
  date: 'Invoice date',
  due: 'Due date',
  from: 'From',
  billTo: 'Bill to',
  charges: 'Charges',
  credits: 'Credits',
  subtotal: 'Subtotal',
  tax: 'Tax',
  total: 'Total',
  payment: 'Payment instructions',
  pay: (total: string, seller: string, due: string, number: string, days: number) =>
    `Please pay ${total} to ${seller} by ${due}, quoting the invoice number ${number}. Payment is due within ${days} days of the invoice date.`,
  lines: 'Charges in detail',
  customer: 'Customer',
  product: 'Product',
  publisher: 'Publisher',
  by: (publisher: string) => `Publisher: ${publisher}`,
  chargePeriod: 'Period',
  quantity: 'Quantity',
  unitPrice: 'Unit price, excl. tax',
  marginApplied: (list: string) => `Private offer margin applied, list price ${list}`,
  amount: 'Amount, excl. tax',
  more: (count: number) => `${count} more lines are in the reconciliation file of this invoice.`,
  publishers: 'Publishers of the products on this invoice',
  country: 'Country',
  rates: 'Exchange rates',
  ratesNote: 'One rate for the whole month: the most recent one fixed before the month began.',
  noRates: 'Prices and invoice are in the same currency, so nothing was converted.',
  rate: 'Rate',
  rateDate: 'Fixed on',
  page: (page: number, pages: number) => `Page ${page} of ${pages}`,
  contractVersion: (day: string) => `Version of ${day}`,
  chargeTypes: {
    new: 'New purchase',
    renew: 'Renewal',
    cycleCharge: 'Billing cycle',
    addQuantity: 'Licences added',
    removeQuantity: 'Licences removed',
    cancelImmediate: 'Cancellation',
    convert: 'Trial converted',
    customerCredit: 'Credit',
  } satisfies Record<ChargeType, string>,
  usage: (meter: string, unit: string) => `Usage: ${meter}, by ${unit}`,
  trial: 'Free trial',
  mailSubject: (number: string, month: string) => `Your invoice ${number} for ${month} is ready`,
  mailText: (number: string, month: string, total: string, due: string) =>
    `Your invoice ${number} for ${month} is ready: ${total}, to be paid by ${due}.\n\nYou can find it, with its reconciliation file, under Billing > Invoices.`,
};

type Texts = typeof en;

/** `de janvier`, `d’avril`: French elides before a vowel. */
const ofMonth = (month: string): string => (/^[ao]/.test(month) ? `d’${month}` : `de ${month}`);

const fr: Texts = {
  invoice: 'Facture',
  number: 'Numéro de facture',
  period: 'Période de facturation',
  date: 'Date de facture',
  due: 'Date d’échéance',
  from: 'Émetteur',
  billTo: 'Destinataire',
  charges: 'Frais',
  credits: 'Avoirs',
  subtotal: 'Sous-total HT',
  tax: 'Taxes',
  total: 'Total TTC',
  payment: 'Instructions de paiement',
  pay: (total, seller, due, number, days) =>
    `Merci de régler ${total} à ${seller} au plus tard le ${due}, en rappelant le numéro de facture ${number}. Le paiement est dû sous ${days} jours à compter de la date de facture.`,
  lines: 'Détail des frais',
  customer: 'Client',
  product: 'Produit',
  publisher: 'Éditeur',
  by: (publisher) => `Éditeur\u00a0: ${publisher}`,
  chargePeriod: 'Période',
  quantity: 'Quantité',
  unitPrice: 'Prix unitaire HT',
  marginApplied: (list: string) => `Marge d’offre privée appliquée, prix public ${list}`,
  amount: 'Montant HT',
  more: (count) => `${count} autres lignes figurent dans le fichier de rapprochement de cette facture.`,
  publishers: 'Éditeurs des produits de cette facture',
  country: 'Pays',
  rates: 'Taux de change',
  ratesNote: 'Un taux unique pour tout le mois : le plus récent fixé avant le début du mois.',
  noRates: 'Les prix et la facture sont dans la même devise\u00a0: aucune conversion n’a été faite.',
  rate: 'Taux',
  rateDate: 'Fixé le',
  page: (page, pages) => `Page ${page} sur ${pages}`,
  contractVersion: (day) => `Version du ${day}`,
  chargeTypes: {
    new: 'Nouvel achat',
    renew: 'Renouvellement',
    cycleCharge: 'Cycle de facturation',
    addQuantity: 'Licences ajoutées',
    removeQuantity: 'Licences retirées',
    cancelImmediate: 'Annulation',
    convert: 'Essai converti',
    customerCredit: 'Avoir',
  },
  usage: (meter, unit) => `Consommation\u00a0: ${meter}, unité\u00a0: ${unit}`,
  trial: 'Essai gratuit',
  mailSubject: (number, month) => `Votre facture ${number} ${ofMonth(month)} est disponible`,
  mailText: (number, month, total, due) =>
    `Votre facture ${number} ${ofMonth(month)} est disponible\u00a0: ${total}, à régler au plus tard le ${due}.\n\nVous la trouverez, avec son fichier de rapprochement, sous Facturation > Factures.`,
};

export const texts: Readonly<Record<DocumentLocale, Texts>> = { en, fr };
