/** What a partner is told by mail of the answer to its request, in French or English. Names are plain (`plainName`). */

export interface Answered {
  readonly customer: string;
  /** The partner of the other tier that the customer took on at once. */
  readonly other: string | undefined;
  readonly delegatedAccess: boolean;
  readonly link: string;
}

interface MailText {
  readonly subject: string;
  readonly text: string;
}

/** The customer took the partner on. */
export function acceptedMail({ customer, other, delegatedAccess, link }: Answered, language: 'en' | 'fr'): MailText {
  if (language === 'fr') {
    const both = other ? `, avec ${other}` : '';
    const access = delegatedAccess ? ' Cette société vous a aussi confié l’administration déléguée.' : '';
    return {
      subject: `${customer} a accepté votre demande`,
      text: `${customer} vous a accepté comme partenaire${both}.${access}\n\nVoir le client\u00a0:\n${link}\n`,
    };
  }
  const both = other ? `, together with ${other}` : '';
  const access = delegatedAccess ? ' It also granted you the delegated administration.' : '';
  return {
    subject: `${customer} accepted your request`,
    text: `${customer} accepted you as its partner${both}.${access}\n\nSee the customer:\n${link}\n`,
  };
}

/** The company does not want it. */
export function declinedMail({ customer, link }: Pick<Answered, 'customer' | 'link'>, language: 'en' | 'fr'): MailText {
  return language === 'fr'
    ? {
        subject: `${customer} a refusé votre demande`,
        text: `${customer} a refusé votre demande de relation de revendeur. Rien n’a changé, et le lien n’est plus valable.\n\nVos demandes\u00a0:\n${link}\n`,
      }
    : {
        subject: `${customer} declined your request`,
        text: `${customer} declined your request for a reseller relationship. Nothing has changed, and the link counts no more.\n\nYour requests:\n${link}\n`,
      };
}
