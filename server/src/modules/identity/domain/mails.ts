/** What people are told by mail about their account, in French or English. */
import { frenchOrdinal } from '../../../kernel/index.ts';

interface Person {
  readonly displayName: string;
  readonly userPrincipalName: string;
}

/** A change of password by somebody else must not go unnoticed. */
export function passwordChangedMail(
  { displayName, userPrincipalName }: Person,
  at: Temporal.Instant,
  language: string,
): { readonly subject: string; readonly text: string } {
  const moment = (locale: string) =>
    at.toZonedDateTimeISO('UTC').toLocaleString(locale, { dateStyle: 'long', timeStyle: 'short' });
  if (language.startsWith('fr')) {
    return {
      subject: 'Votre mot de passe a été modifié',
      text: `Bonjour ${displayName},\n\nLe mot de passe du compte ${userPrincipalName} a été modifié le ${frenchOrdinal(moment('fr-FR'))} (UTC). Toutes les autres connexions à ce compte ont été fermées.\n\nSi vous n’êtes pas à l’origine de cette modification, prévenez immédiatement l’administrateur de votre organisation.\n`,
    };
  }
  return {
    subject: 'Your password has been changed',
    text: `Hello ${displayName},\n\nThe password of the account ${userPrincipalName} was changed on ${moment('en-GB')} (UTC). All other sign-ins to this account have been ended.\n\nIf you did not make this change, tell your organisation’s administrator immediately.\n`,
  };
}
