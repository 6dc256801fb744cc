/** What somebody is told who is invited to an organisation, in French or English. */
import { writtenDay, writtenLanguageOf } from '../../../kernel/index.ts';
import type { Mail } from './mails.ts';

export interface InvitationWords {
  /** Who invites. */
  readonly inviter: string;
  readonly organisation: string;
  /** Empty when nobody said it. */
  readonly displayName: string;
  readonly link: string;
  readonly until: Temporal.Instant;
}

export function invitationMail(words: InvitationWords, language: string): Mail {
  const { inviter, organisation, displayName, link, until } = words;
  if (writtenLanguageOf(language) === 'fr') {
    return {
      subject: `${inviter} vous invite à rejoindre ${organisation}`,
      text: `Bonjour${displayName ? ` ${displayName}` : ''},\n\n${inviter} vous invite à rejoindre l’organisation ${organisation} dans Comptoir. Pour créer votre compte, ouvrez ce lien et choisissez un mot de passe\u00a0:\n\n${link}\n\nLe lien vous est personnel, ne sert qu’une fois et est valable jusqu’au ${writtenDay(until, 'fr')}.\n\nSi vous n’attendiez pas cette invitation, ignorez cet e-mail\u00a0: aucun compte ne sera créé.\n`,
    };
  }
  return {
    subject: `${inviter} invites you to join ${organisation}`,
    text: `Hello${displayName ? ` ${displayName}` : ''},\n\n${inviter} invites you to join the organisation ${organisation} in Comptoir. To create your account, open this link and choose a password:\n\n${link}\n\nThe link is personal, works once and is valid until ${writtenDay(until, 'en')}.\n\nIf you did not expect this invitation, ignore this email: no account will be created.\n`,
  };
}
