/** What people are told by mail about their account, in French or English. */
import { plainName, writtenLanguageOf, writtenMoment, type WrittenLanguage } from '../../../kernel/index.ts';

interface Person {
  readonly displayName: string;
  readonly userPrincipalName: string;
}

export interface Mail {
  readonly subject: string;
  readonly text: string;
}

interface Words {
  readonly subject: string;
  readonly text: string;
  /** What to do when it was not expected. */
  readonly otherwise: string;
}

const hello = { en: 'Hello', fr: 'Bonjour' } as const;
export const tellAdministrator = {
  en: 'tell your organisation’s administrator immediately.',
  fr: 'prévenez immédiatement l’administrateur de votre organisation.',
} as const;

/** The frame of all of them: a greeting, what happened, and what to do when it was not expected. */
export function personMail(
  { displayName }: Pick<Person, 'displayName'>,
  language: string,
  words: (language: WrittenLanguage) => Readonly<Record<WrittenLanguage, Words>>,
): Mail {
  const chosen = writtenLanguageOf(language);
  const { subject, text, otherwise } = words(chosen)[chosen];
  return { subject, text: `${hello[chosen]} ${plainName(displayName)},\n\n${text}\n\n${otherwise}\n` };
}

/** A change of password by somebody else must not go unnoticed. */
export function passwordChangedMail(person: Person, at: Temporal.Instant, language: string): Mail {
  const { userPrincipalName: account } = person;
  return personMail(person, language, (chosen) => ({
    fr: {
      subject: 'Votre mot de passe a été modifié',
      text: `Le mot de passe du compte ${account} a été modifié le ${writtenMoment(at, chosen)} (UTC). Toutes les autres connexions à ce compte ont été fermées.`,
      otherwise: `Si vous n’êtes pas à l’origine de cette modification, ${tellAdministrator.fr}`,
    },
    en: {
      subject: 'Your password has been changed',
      text: `The password of the account ${account} was changed on ${writtenMoment(at, chosen)} (UTC). All other sign-ins to this account have been ended.`,
      otherwise: `If you did not make this change, ${tellAdministrator.en}`,
    },
  }));
}

/** To the address that was: where forgotten passwords go must not move unnoticed. */
export function addressChangedMail(person: Person, at: Temporal.Instant, language: string): Mail {
  const { userPrincipalName: account } = person;
  return personMail(person, language, (chosen) => ({
    fr: {
      subject: 'L’adresse e-mail de votre compte a été modifiée',
      text: `Un administrateur a modifié l’adresse e-mail du compte ${account} le ${writtenMoment(at, chosen)} (UTC). Les e-mails concernant ce compte, comme le lien pour un mot de passe oublié, n’arrivent plus à cette adresse.`,
      otherwise: `Si vous ne vous attendiez pas à cette modification, ${tellAdministrator.fr}`,
    },
    en: {
      subject: 'The email address of your account has been changed',
      text: `An administrator changed the email address of the account ${account} on ${writtenMoment(at, chosen)} (UTC). Emails about this account, such as the link for a forgotten password, no longer come to this address.`,
      otherwise: `If you did not expect this change, ${tellAdministrator.en}`,
    },
  }));
}

/** An administrator made another password. */
export function passwordResetMail(person: Person, at: Temporal.Instant, language: string): Mail {
  const { userPrincipalName: account } = person;
  return personMail(person, language, (chosen) => ({
    fr: {
      subject: 'Votre mot de passe a été réinitialisé',
      text: `Un administrateur de votre organisation a réinitialisé le mot de passe du compte ${account} le ${writtenMoment(at, chosen)} (UTC). Toutes les connexions à ce compte ont été fermées. Il vous remettra le mot de passe provisoire, que vous remplacerez à votre prochaine connexion.`,
      otherwise: 'Si vous n’avez rien demandé, contactez-le.',
    },
    en: {
      subject: 'Your password has been reset',
      text: `An administrator of your organisation reset the password of the account ${account} on ${writtenMoment(at, chosen)} (UTC). All sign-ins to this account have been ended. The administrator will give you the temporary password, which you will replace at your next sign-in.`,
      otherwise: 'If you did not ask for this, contact your administrator.',
    },
  }));
}

/** Somebody, most likely the person, forgot the password. */
export function forgottenPasswordMail(person: Person, link: string, language: string): Mail {
  const { userPrincipalName: account } = person;
  return personMail(person, language, () => ({
    fr: {
      subject: 'Choisissez un nouveau mot de passe',
      text: `Vous avez indiqué avoir oublié le mot de passe du compte ${account}. Pour en choisir un nouveau, ouvrez ce lien\u00a0:\n\n${link}\n\nIl ne sert qu’une fois et est valable une heure. Toutes les connexions à ce compte seront alors fermées.`,
      otherwise: 'Si vous n’avez rien demandé, ignorez cet e-mail\u00a0: votre mot de passe reste le même.',
    },
    en: {
      subject: 'Choose a new password',
      text: `You said that you have forgotten the password of the account ${account}. To choose a new one, open this link:\n\n${link}\n\nIt works once and is valid for one hour. All sign-ins to this account will then be ended.`,
      otherwise: 'If you did not ask for this, ignore this email: your password stays the same.',
    },
  }));
}
