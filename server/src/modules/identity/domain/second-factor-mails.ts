/** What people are told by mail about their second factors, in French or English. */
import { plainName, writtenMoment } from '../../../kernel/index.ts';
import { personMail, tellAdministrator, type Mail } from './mails.ts';

export type SecondFactorNews = 'added' | 'removed' | 'reset';

interface Told {
  readonly news: SecondFactorNews;
  /** What the person called it; empty for a reset. */
  readonly name: string;
  readonly at: Temporal.Instant;
}

const subjects = {
  fr: {
    added: 'Un second facteur a été ajouté à votre compte',
    removed: 'Un second facteur a été retiré de votre compte',
    reset: 'Vos seconds facteurs ont été réinitialisés',
  },
  en: {
    added: 'A second factor was added to your account',
    removed: 'A second factor was removed from your account',
    reset: 'Your second factors have been reset',
  },
} as const;

export function secondFactorMail(
  person: { readonly displayName: string; readonly userPrincipalName: string },
  { news, name: typed, at }: Told,
  language: string,
): Mail {
  const { userPrincipalName: account } = person;
  const name = plainName(typed);
  return personMail(person, language, (chosen) => {
    const on = writtenMoment(at, chosen);
    return {
      fr: {
        subject: subjects.fr[news],
        text: {
          added: `Le second facteur «\u00a0${name}\u00a0» a été ajouté au compte ${account} le ${on} (UTC). Il vous sera demandé à chaque connexion.`,
          removed: `Le second facteur «\u00a0${name}\u00a0» a été retiré du compte ${account} le ${on} (UTC).`,
          reset: `Un administrateur de votre organisation a retiré tous les seconds facteurs du compte ${account} le ${on} (UTC). Toutes les connexions à ce compte ont été fermées.`,
        }[news],
        otherwise: `Si vous n’êtes pas à l’origine de ce changement, ${tellAdministrator.fr}`,
      },
      en: {
        subject: subjects.en[news],
        text: {
          added: `The second factor “${name}” was added to the account ${account} on ${on} (UTC). You will be asked for it at each sign-in.`,
          removed: `The second factor “${name}” was removed from the account ${account} on ${on} (UTC).`,
          reset: `An administrator of your organisation removed all second factors of the account ${account} on ${on} (UTC). All sign-ins to this account have been ended.`,
        }[news],
        otherwise: `If this change was not asked for by you, ${tellAdministrator.en}`,
      },
    };
  });
}
