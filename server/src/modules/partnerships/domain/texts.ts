/** The mail that invites a reseller, as it is proposed to the provider, which may change all of it but the link. */

import { invitationDays } from './acceptance.ts';

export interface InvitationText {
  readonly subject: string;
  /** With `{link}` where the link stands. */
  readonly message: string;
}

/** Where the link stands in a message. */
export const linkMark = '{link}';

/** In the reader's language. */
export function proposedText(language: 'en' | 'fr', providerName: string): InvitationText {
  return language === 'fr' ? french(providerName) : english(providerName);
}

const english = (provider: string): InvitationText => ({
  subject: `${provider} invites you to work together`,
  message: `Hello,

${provider} would like to be your indirect provider in the Cloud Solution Provider programme. Once you authorise it, ${provider} can place orders and add subscriptions for your customers, and is an administrator of your organisation’s account until you remove that access.

To accept, a global administrator of your company opens this link and signs in:

${linkMark}

The link works once, for ${invitationDays} days.`,
});

const french = (provider: string): InvitationText => ({
  subject: `${provider} vous propose un partenariat`,
  message: `Bonjour,

${provider} souhaite devenir votre fournisseur indirect dans le programme Fournisseur de solutions Cloud. Une fois autorisé, ${provider} pourra passer des commandes et ajouter des abonnements pour vos clients, et administrera le compte de votre organisation tant que vous ne lui aurez pas retiré cet accès.

Pour accepter, un administrateur général de votre société ouvre ce lien et se connecte\u00a0:

${linkMark}

Le lien est valable une seule fois, pendant ${invitationDays} jours.`,
});
