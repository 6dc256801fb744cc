/** What people are told by mail while their company enrols, in French or English. Pure. */
import { writtenDay as day, type WrittenLanguage } from '../../../kernel/index.ts';

export interface MailText {
  readonly subject: string;
  readonly text: string;
}

/** Who is written to, about which company, as plain names; and where its page is. */
export interface About {
  readonly name: string;
  readonly companyName: string;
  /** Page of the portal that goes on from there. */
  readonly link: string;
}

type Texts = Readonly<Record<WrittenLanguage, MailText>>;

/**
 * `link` leads to the page where the address is confirmed and a password chosen. Whoever asked is unknown, and so is whether
 * the address is its own: nothing that was typed stands in these two (decision 0086).
 */
export function signUpMail({ link }: Pick<About, 'link'>): Texts {
  return {
    en: {
      subject: 'Finish your work account',
      text: `Hello,\n\nA work account was requested with this address. Confirm the address and choose a password here:\n\n${link}\n\nThe link works once, for 24 hours. If you did not request an account, do nothing: none is created.\n`,
    },
    fr: {
      subject: 'Terminez la création de votre compte professionnel',
      text: `Bonjour,\n\nUn compte professionnel a été demandé avec cette adresse. Confirmez l’adresse et choisissez un mot de passe ici\u00a0:\n\n${link}\n\nLe lien fonctionne une seule fois, pendant 24 heures. Si vous n’avez pas demandé de compte, ne faites rien\u00a0: aucun compte n’est créé.\n`,
    },
  };
}

/** The address has an account; the page that was filled in says nothing of it. */
export function signUpKnownMail({ link }: Pick<About, 'link'>): Texts {
  return {
    en: {
      subject: 'You already have a work account',
      text: `Hello,\n\nA work account was requested with this address, but you already have one. Sign in with it:\n\n${link}\n\nIf it was not you, you do not need to do anything.\n`,
    },
    fr: {
      subject: 'Vous avez déjà un compte professionnel',
      text: `Bonjour,\n\nUn compte professionnel a été demandé avec cette adresse, mais vous en avez déjà un. Connectez-vous avec celui-ci\u00a0:\n\n${link}\n\nSi vous n’êtes pas à l’origine de cette demande, vous n’avez rien à faire.\n`,
    },
  };
}

export function confirmMail({ name, companyName, link }: About): Texts {
  return {
    en: {
      subject: `Confirm your email address for ${companyName}`,
      text: `Hello ${name},\n\n${companyName} is enrolling in the partner programme and has named you as its primary contact. Please confirm that this is your address:\n\n${link}\n\nThe link works for 7 days. The review of the company begins once you have confirmed. If you know nothing of this, do nothing.\n`,
    },
    fr: {
      subject: `Confirmez votre adresse e-mail pour ${companyName}`,
      text: `Bonjour ${name},\n\n${companyName} s’inscrit au programme partenaire et vous a désigné comme contact principal. Confirmez que cette adresse est la vôtre\u00a0:\n\n${link}\n\nLe lien fonctionne pendant 7 jours. La vérification de la société commence après votre confirmation. Si cela ne vous concerne pas, ne faites rien.\n`,
    },
  };
}

export function reviewBegunMail(
  { name, companyName, link }: About,
  expected: { readonly from: Temporal.PlainDate; readonly by: Temporal.PlainDate },
): Texts {
  return {
    en: {
      subject: `${companyName}: verification has begun`,
      text: `Hello ${name},\n\nThank you for confirming your address. We are verifying ${companyName}, which takes 3 to 5 business days: expect our decision between ${day(expected.from, 'en')} and ${day(expected.by, 'en')}.\n\nFollow it here: ${link}\n`,
    },
    fr: {
      subject: `${companyName}\u00a0: la vérification a commencé`,
      text: `Bonjour ${name},\n\nMerci d’avoir confirmé votre adresse. Nous vérifions ${companyName}, ce qui prend de 3 à 5 jours ouvrés\u00a0: notre décision est attendue entre le ${day(expected.from, 'fr')} et le ${day(expected.by, 'fr')}.\n\nSuivez-la ici\u00a0: ${link}\n`,
    },
  };
}

export function approvedMail({ name, companyName, link }: About, hasPartnerId: boolean): Texts {
  const next = hasPartnerId
    ? {
        en: 'A global administrator now views and accepts the agreement on the Agreements page:',
        fr: 'Un administrateur général peut maintenant afficher et accepter le contrat sur la page Contrats\u00a0:',
      }
    : {
        en: 'One thing is missing: a PartnerID. Until one is associated, the agreement cannot be accepted and nothing can be ordered. Associate it here:',
        fr: 'Il manque un PartnerID. Tant qu’aucun n’est associé, le contrat ne peut pas être accepté et rien ne peut être commandé. Associez-le ici\u00a0:',
      };
  return {
    en: {
      subject: `${companyName}: verification completed`,
      text: `Hello ${name},\n\n${companyName} has been verified. ${next.en}\n\n${link}\n`,
    },
    fr: {
      subject: `${companyName}\u00a0: vérification terminée`,
      text: `Bonjour ${name},\n\n${companyName} a été vérifiée. ${next.fr}\n\n${link}\n`,
    },
  };
}

/** Of a company that was verified before: another name or address. */
export function changeVerifiedMail({ name, companyName, link }: About): Texts {
  return {
    en: {
      subject: `${companyName}: change verified`,
      text: `Hello ${name},\n\nThe new name or address of ${companyName} has been verified and applies from now on:\n\n${link}\n`,
    },
    fr: {
      subject: `${companyName}\u00a0: modification vérifiée`,
      text: `Bonjour ${name},\n\nLe nouveau nom ou la nouvelle adresse de ${companyName} a été vérifié et s’applique désormais\u00a0:\n\n${link}\n`,
    },
  };
}

export function rejectedMail({ name, companyName, link }: About, reason: string): Texts {
  return {
    en: {
      subject: `${companyName}: verification rejected`,
      text: `Hello ${name},\n\nWe could not verify ${companyName}. Reason:\n\n${reason}\n\nChoose “Fix now” to correct the data or to upload documents; the verification then goes on:\n\n${link}\n`,
    },
    fr: {
      subject: `${companyName}\u00a0: vérification refusée`,
      text: `Bonjour ${name},\n\nNous n’avons pas pu vérifier ${companyName}. Motif\u00a0:\n\n${reason}\n\nChoisissez «\u00a0Corriger maintenant\u00a0» pour corriger les données ou envoyer des documents\u00a0; la vérification reprend ensuite\u00a0:\n\n${link}\n`,
    },
  };
}

export function reopenedMail({ name, companyName, link }: About, by: Temporal.PlainDate): Texts {
  return {
    en: {
      subject: `${companyName}: verification goes on`,
      text: `Hello ${name},\n\nWe have received what you sent and go on verifying ${companyName}. Expect our decision by ${day(by, 'en')}.\n\n${link}\n`,
    },
    fr: {
      subject: `${companyName}\u00a0: la vérification reprend`,
      text: `Bonjour ${name},\n\nNous avons reçu votre envoi et poursuivons la vérification de ${companyName}. Notre décision est attendue au plus tard le ${day(by, 'fr')}.\n\n${link}\n`,
    },
  };
}

export function activeMail({ name, companyName, link }: About): Texts {
  return {
    en: {
      subject: `${companyName} is active in the programme`,
      text: `Hello ${name},\n\nThe agreement has been accepted, and ${companyName} is active in the programme.\n\n${link}\n`,
    },
    fr: {
      subject: `${companyName} participe au programme`,
      text: `Bonjour ${name},\n\nLe contrat a été accepté et ${companyName} est active dans le programme.\n\n${link}\n`,
    },
  };
}

/** To the administrators of the company whose location it is. */
export function codeUsedMail({ name, companyName, link }: About, mpnId: string): Texts {
  return {
    en: {
      subject: `Another account now uses your PartnerID ${mpnId}`,
      text: `Hello ${name},\n\n${companyName} has used an association code of your organisation: from now on it uses the PartnerID ${mpnId}. If you did not give the code to this company, tell the operator of the programme at once.\n\nCheck your identifiers here: ${link}\n`,
    },
    fr: {
      subject: `Un autre compte utilise désormais votre PartnerID ${mpnId}`,
      text: `Bonjour ${name},\n\n${companyName} a utilisé un code d’association de votre organisation\u00a0: cette société utilise désormais le PartnerID ${mpnId}. Si vous ne lui avez pas remis ce code, prévenez immédiatement l’opérateur du programme.\n\nVérifiez vos identificateurs ici\u00a0: ${link}\n`,
    },
  };
}

export function nominatedMail({ name, companyName, link }: About): Texts {
  return {
    en: {
      subject: `${companyName} has been nominated as an indirect provider`,
      text: `Hello ${name},\n\nThe operator of the programme has nominated ${companyName} as an indirect provider. A global administrator can now enrol it:\n\n${link}\n`,
    },
    fr: {
      subject: `${companyName} a été nommée fournisseur indirect`,
      text: `Bonjour ${name},\n\nL’opérateur du programme a nommé ${companyName} fournisseur indirect. Un administrateur général peut maintenant l’inscrire\u00a0:\n\n${link}\n`,
    },
  };
}
