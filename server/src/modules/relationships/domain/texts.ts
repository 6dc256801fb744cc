/** The mail that asks a customer for a relationship, as it is proposed; the sender may change all of it but the link. */
import { requestDays } from './acceptance.ts';

/** Where the link stands in a message. */
export const linkMark = '{link}';

export interface AskingNames {
  readonly partner: string;
  /** Of a reseller that asks for both at once. */
  readonly provider?: string | undefined;
  readonly delegatedAccess: boolean;
}

export interface RequestText {
  readonly subject: string;
  readonly message: string;
}

/** In the reader's language. */
export function proposedRequest(language: 'en' | 'fr', names: AskingNames): RequestText {
  return language === 'fr' ? french(names) : english(names);
}

function english({ partner, provider, delegatedAccess }: AskingNames): RequestText {
  const who = provider ? `${partner} and its indirect provider ${provider} ask` : `${partner} asks`;
  const admin = delegatedAccess ? ' The request includes delegated administration privileges.' : '';
  return {
    subject: `${partner} requests a reseller relationship`,
    message: `Hello,

${who} to work with your company as your Cloud Solution Provider.${admin} Your present partners and subscriptions stay as they are.

To accept, a global administrator of your company opens this link and signs in. A company that has no organisation here yet creates one on the same page.

${linkMark}

The link works once, for ${requestDays} days.`,
  };
}

function french({ partner, provider, delegatedAccess }: AskingNames): RequestText {
  const who = provider
    ? `${partner} et son fournisseur indirect ${provider} souhaitent travailler`
    : `${partner} souhaite travailler`;
  const admin = delegatedAccess ? ' La demande comprend des privilèges d’administration délégués.' : '';
  return {
    subject: `${partner} demande une relation de revendeur`,
    message: `Bonjour,

${who} avec votre société en tant que fournisseur de solutions Cloud.${admin} Vos partenaires et vos abonnements actuels ne changent pas.

Pour accepter, un administrateur général de votre société ouvre ce lien et se connecte. Une société qui n’a pas encore d’organisation ici en crée une sur la même page.

${linkMark}

Le lien est valable une seule fois, pendant ${requestDays} jours.`,
  };
}
