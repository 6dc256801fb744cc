/** The words of invoices, of the mail about them and of the standard contract’s frame, in the languages Comptoir speaks. */
import type { DocumentKind } from '../domain/document-kind.ts';
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

/** What differs between an invoice and a credit note. */
interface KindTexts {
  readonly title: string;
  readonly number: string;
  readonly date: string;
  readonly mailSubject: (number: string, month: string) => string;
}

/** A part of a cycle, as text where the reader's language matters. */
interface Prorated {
  readonly price: string;
  readonly first: string;
  readonly last: string;
  readonly remaining: number;
  readonly days: number;
}

const en = {
  kinds: {
    invoice: {
      title: 'Invoice',
      number: 'Invoice number',
      date: 'Invoice date',
      mailSubject: (number, month) => `Your invoice ${number} for ${month} is ready`,
    },
    creditNote: {
      title: 'Credit note',
      number: 'Credit note number',
      date: 'Credit note date',
      mailSubject: (number, month) => `Your credit note ${number} for ${month} is ready`,
    },
  } satisfies Record<DocumentKind, KindTexts>,
  period: 'Billing period',
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
  nothingToPay: 'Nothing to pay',
  nothingDue: 'The total is zero: there is nothing to pay.',
  credited: (total: string, seller: string) =>
    `${seller} credits you ${total}, which is taken off your balance. There is nothing to pay.`,
  lines: 'Charges in detail',
  customer: 'Customer',
  product: 'Product',
  publisher: 'Publisher',
  by: (publisher: string) => `Publisher: ${publisher}`,
  chargePeriod: 'Period',
  quantity: 'Quantity',
  unitPrice: 'Unit price, excl. tax',
  marginApplied: (list: string) => `Private offer margin applied, list price ${list}`,
  changed: (type: string, before: boolean) => `${type}: ${before ? 'quantity before, given back' : 'quantity after'}`,
  otherPlan: (before: boolean) => `Other plan: ${before ? 'plan before, given back' : 'plan taken'}`,
  prorated: ({ price, first, last, remaining, days }: Prorated) =>
    `Prorated: ${remaining} of ${days} days; the cycle ${first} – ${last} costs ${price}`,
  reference: (id: string) => `Reference ${id}`,
  convertedAt: (rate: string, day: string) => `Converted at ${rate}, fixed on ${day}`,
  amount: 'Amount, excl. tax',
  more: (count: number) => `${count} more lines are in the reconciliation file.`,
  publishers: 'Publishers of these products',
  country: 'Country',
  rates: 'Exchange rates',
  ratesNote:
    'Each charge is converted at the most recent rate fixed before the month in which it was due. A change or a cancellation keeps the rate of its billing cycle.',
  noRates: 'Prices and amounts are in the same currency, so nothing was converted.',
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
  mailText: (number: string, month: string, total: string, due: string) =>
    `Your invoice ${number} for ${month} is ready: ${total}, to be paid by ${due}.`,
  mailNothing: (number: string, month: string) =>
    `Your invoice ${number} for ${month} is ready. Its total is zero: there is nothing to pay.`,
  mailCredit: (number: string, month: string, total: string) =>
    `Your credit note ${number} for ${month} is ready: ${total} in your favour. There is nothing to pay.`,
  mailWhere: 'The document and its reconciliation file are under Billing > Invoices.',
  mailWhereOwn: 'The document is under Invoices.',
};

type Texts = Omit<typeof en, 'kinds'> & { readonly kinds: Readonly<Record<DocumentKind, KindTexts>> };

/** `de janvier`, `d’avril`: French elides before a vowel. */
const ofMonth = (month: string): string => (/^[ao]/.test(month) ? `d’${month}` : `de ${month}`);

const fr: Texts = {
  kinds: {
    invoice: {
      title: 'Facture',
      number: 'Numéro de facture',
      date: 'Date de facture',
      mailSubject: (number, month) => `Votre facture ${number} ${ofMonth(month)} est disponible`,
    },
    creditNote: {
      title: 'Avoir',
      number: 'Numéro d’avoir',
      date: 'Date de l’avoir',
      mailSubject: (number, month) => `Votre avoir ${number} ${ofMonth(month)} est disponible`,
    },
  },
  period: 'Période de facturation',
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
  nothingToPay: 'Aucun paiement',
  nothingDue: 'Le total est nul\u00a0: vous n’avez rien à payer.',
  credited: (total, seller) => `${seller} vous crédite de ${total}, déduits de votre solde. Vous n’avez rien à payer.`,
  lines: 'Détail des frais',
  customer: 'Client',
  product: 'Produit',
  publisher: 'Éditeur',
  by: (publisher) => `Éditeur\u00a0: ${publisher}`,
  chargePeriod: 'Période',
  quantity: 'Quantité',
  unitPrice: 'Prix unitaire HT',
  marginApplied: (list: string) => `Marge d’offre privée appliquée, prix public ${list}`,
  changed: (type, before) => `${type}\u00a0: ${before ? 'quantité précédente, créditée' : 'nouvelle quantité'}`,
  otherPlan: (before) => `Autre plan\u00a0: ${before ? 'plan précédent, crédité' : 'plan choisi'}`,
  prorated: ({ price, first, last, remaining, days }) =>
    `Au prorata\u00a0: ${remaining} ${remaining === 1 ? 'jour' : 'jours'} sur ${days}\u00a0; le cycle ${first} – ${last} coûte ${price}`,
  reference: (id) => `Référence ${id}`,
  convertedAt: (rate, day) => `Converti au taux ${rate}, fixé le ${day}`,
  amount: 'Montant HT',
  more: (count) => `${count} autres lignes figurent dans le fichier de rapprochement.`,
  publishers: 'Éditeurs de ces produits',
  country: 'Pays',
  rates: 'Taux de change',
  ratesNote:
    'Chaque montant est converti au taux le plus récent fixé avant le mois où il est devenu exigible. Une modification ou une annulation garde le taux de son cycle de facturation.',
  noRates: 'Les prix et les montants sont dans la même devise\u00a0: aucune conversion n’a été faite.',
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
  mailText: (number, month, total, due) =>
    `Votre facture ${number} ${ofMonth(month)} est disponible\u00a0: ${total}, à régler au plus tard le ${due}.`,
  mailNothing: (number, month) =>
    `Votre facture ${number} ${ofMonth(month)} est disponible. Son total est nul\u00a0: vous n’avez rien à payer.`,
  mailCredit: (number, month, total) =>
    `Votre avoir ${number} ${ofMonth(month)} est disponible\u00a0: ${total} en votre faveur. Vous n’avez rien à payer.`,
  mailWhere: 'Le document et son fichier de rapprochement sont sous Facturation > Factures.',
  mailWhereOwn: 'Le document est sous Factures.',
};

export const texts: Readonly<Record<DocumentLocale, Texts>> = { en, fr };
