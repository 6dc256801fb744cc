/** What people are told by mail about their account, in French or English. */

interface Person {
  readonly displayName: string;
  readonly userPrincipalName: string;
}

/** Whoever changes a stranger's password must not go unnoticed. */
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
      text: `Bonjour ${displayName},\n\nLe mot de passe du compte ${userPrincipalName} a été modifié le ${moment('fr-FR')} (UTC). Toutes les autres connexions de ce compte ont été fermées.\n\nSi vous n’êtes pas à l’origine de cette modification, prévenez sans attendre l’administrateur de votre organisation.\n`,
    };
  }
  return {
    subject: 'Your password was changed',
    text: `Hello ${displayName},\n\nThe password of the account ${userPrincipalName} was changed on ${moment('en-GB')} (UTC). All its other sign-ins were ended.\n\nIf this was not you, tell your organisation’s administrator at once.\n`,
  };
}
