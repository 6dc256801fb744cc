/** What a provider is told by mail of the answer to its invitation, in French or English. Names are plain (`plainName`). */

interface MailText {
  readonly subject: string;
  readonly text: string;
}

export interface Answered {
  readonly reseller: string;
  readonly link: string;
}

/** The reseller authorised the provider (rule D3). */
export function authorizedMail({ reseller, link }: Answered, language: 'en' | 'fr'): MailText {
  return language === 'fr'
    ? {
        subject: `${reseller} vous a autorisé comme fournisseur indirect`,
        text: `${reseller} vous a autorisé comme fournisseur indirect. Vous pouvez commander pour ceux de ses clients qui vous ont accepté aussi, et vous administrez le compte de son organisation tant que cet accès ne vous est pas retiré.\n\nVos revendeurs\u00a0:\n${link}\n`,
      }
    : {
        subject: `${reseller} authorised you as its indirect provider`,
        text: `${reseller} authorised you as its indirect provider. You can order for those of its customers that accepted you as well, and you administer its organisation’s account until it removes that access.\n\nYour resellers:\n${link}\n`,
      };
}

/** The company does not want it. */
export function declinedMail({ reseller, link }: Answered, language: 'en' | 'fr'): MailText {
  return language === 'fr'
    ? {
        subject: `${reseller} a refusé votre invitation`,
        text: `${reseller} a refusé votre invitation à un partenariat. Rien n’a changé, et le lien n’est plus valable.\n\nVos invitations\u00a0:\n${link}\n`,
      }
    : {
        subject: `${reseller} declined your invitation`,
        text: `${reseller} declined your invitation to a partnership. Nothing has changed, and the link counts no more.\n\nYour invitations:\n${link}\n`,
      };
}
