/** What people are told by mail about their account, in French or English. */
import { frenchOrdinal, plainName } from '../../../kernel/index.ts';

interface Person {
  readonly displayName: string;
  readonly userPrincipalName: string;
}

export interface Mail {
  readonly subject: string;
  readonly text: string;
}

const momentOf = (at: Temporal.Instant) => (locale: string) =>
  at.toZonedDateTimeISO('UTC').toLocaleString(locale, { dateStyle: 'long', timeStyle: 'short' });

/** A change of password by somebody else must not go unnoticed. */
export function passwordChangedMail(
  { displayName, userPrincipalName }: Person,
  at: Temporal.Instant,
  language: string,
): Mail {
  const moment = momentOf(at);
  if (language.startsWith('fr')) {
    return {
      subject: 'Votre mot de passe a été modifié',
      text: `Bonjour ${plainName(displayName)},\n\nLe mot de passe du compte ${userPrincipalName} a été modifié le ${frenchOrdinal(moment('fr-FR'))} (UTC). Toutes les autres connexions à ce compte ont été fermées.\n\nSi vous n’êtes pas à l’origine de cette modification, prévenez immédiatement l’administrateur de votre organisation.\n`,
    };
  }
  return {
    subject: 'Your password has been changed',
    text: `Hello ${plainName(displayName)},\n\nThe password of the account ${userPrincipalName} was changed on ${moment('en-GB')} (UTC). All other sign-ins to this account have been ended.\n\nIf you did not make this change, tell your organisation’s administrator immediately.\n`,
  };
}

/** To the address that was: where forgotten passwords go must not move unnoticed. */
export function addressChangedMail(
  { displayName, userPrincipalName }: Person,
  at: Temporal.Instant,
  language: string,
): Mail {
  const moment = momentOf(at);
  if (language.startsWith('fr')) {
    return {
      subject: 'L’adresse e-mail de votre compte a été modifiée',
      text: `Bonjour ${plainName(displayName)},\n\nUn administrateur a modifié l’adresse e-mail du compte ${userPrincipalName} le ${frenchOrdinal(moment('fr-FR'))} (UTC). Les e-mails concernant ce compte, comme le lien pour un mot de passe oublié, n’arrivent plus à cette adresse.\n\nSi vous ne vous attendiez pas à cette modification, prévenez immédiatement l’administrateur de votre organisation.\n`,
    };
  }
  return {
    subject: 'The email address of your account has been changed',
    text: `Hello ${plainName(displayName)},\n\nAn administrator changed the email address of the account ${userPrincipalName} on ${moment('en-GB')} (UTC). Emails about this account, such as the link for a forgotten password, no longer come to this address.\n\nIf you did not expect this change, tell your organisation’s administrator immediately.\n`,
  };
}

/** An administrator made another password. */
export function passwordResetMail(
  { displayName, userPrincipalName }: Person,
  at: Temporal.Instant,
  language: string,
): Mail {
  const moment = momentOf(at);
  if (language.startsWith('fr')) {
    return {
      subject: 'Votre mot de passe a été réinitialisé',
      text: `Bonjour ${plainName(displayName)},\n\nUn administrateur de votre organisation a réinitialisé le mot de passe du compte ${userPrincipalName} le ${frenchOrdinal(moment('fr-FR'))} (UTC). Toutes les connexions à ce compte ont été fermées. Il vous remettra le mot de passe provisoire, que vous remplacerez à votre prochaine connexion.\n\nSi vous n’avez rien demandé, contactez-le.\n`,
    };
  }
  return {
    subject: 'Your password has been reset',
    text: `Hello ${plainName(displayName)},\n\nAn administrator of your organisation reset the password of the account ${userPrincipalName} on ${moment('en-GB')} (UTC). All sign-ins to this account have been ended. The administrator will give you the temporary password, which you will replace at your next sign-in.\n\nIf you did not ask for this, contact your administrator.\n`,
  };
}

/** Somebody, most likely the person, forgot the password. */
export function forgottenPasswordMail(
  { displayName, userPrincipalName }: Person,
  link: string,
  language: string,
): Mail {
  if (language.startsWith('fr')) {
    return {
      subject: 'Choisissez un nouveau mot de passe',
      text: `Bonjour ${plainName(displayName)},\n\nVous avez indiqué avoir oublié le mot de passe du compte ${userPrincipalName}. Pour en choisir un nouveau, ouvrez ce lien\u00a0:\n\n${link}\n\nIl ne sert qu’une fois et est valable une heure. Toutes les connexions à ce compte seront alors fermées.\n\nSi vous n’avez rien demandé, ignorez cet e-mail\u00a0: votre mot de passe reste le même.\n`,
    };
  }
  return {
    subject: 'Choose a new password',
    text: `Hello ${plainName(displayName)},\n\nYou said that you have forgotten the password of the account ${userPrincipalName}. To choose a new one, open this link:\n\n${link}\n\nIt works once and is valid for one hour. All sign-ins to this account will then be ended.\n\nIf you did not ask for this, ignore this email: your password stays the same.\n`,
  };
}
