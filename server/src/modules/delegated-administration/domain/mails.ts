/** What both sides of a delegated administration are told by mail, in French or English. */
import { writtenDay as day, type WrittenLanguage as Language } from '../../../kernel/index.ts';

export interface Told {
  readonly partner: string;
  readonly customer: string;
  readonly displayName: string;
  readonly days: number;
  /** Names of the roles in the reader's language. */
  readonly roles: readonly string[];
  readonly link: string;
  /** Until when a request can be answered, or when the relationship ends or ended. */
  readonly at: Temporal.Instant;
  readonly extends: boolean;
}

export interface MailText {
  readonly subject: string;
  readonly text: string;
}

const listed = (roles: readonly string[]) => roles.map((role) => `- ${role}`).join('\n');

/** To the customer: a partner asks. */
export function requestMail(told: Told, language: Language): MailText {
  const { partner, displayName, days, roles, link, at } = told;
  if (language === 'fr') {
    return {
      subject: `${partner} demande à administrer votre organisation`,
      text: `${partner} vous demande des rôles d’administration dans votre organisation («\u00a0${displayName}\u00a0»), pour ${days} ${days === 1 ? 'jour' : 'jours'}\u00a0:\n\n${listed(roles)}\n\nUn administrateur général peut lire et approuver la demande ici\u00a0:\n${link}\n\nElle expire le ${day(at, language)}. N’approuvez que si vous attendiez cette demande.\n`,
    };
  }
  return {
    subject: `${partner} asks to administer your organisation`,
    text: `${partner} asks for administrator roles in your organisation (“${displayName}”), for ${days} ${days === 1 ? 'day' : 'days'}:\n\n${listed(roles)}\n\nA global administrator can read and approve the request here:\n${link}\n\nIt expires on ${day(at, language)}. Approve it only if you expected it.\n`,
  };
}

/** To the partner: the customer approved. */
export function approvedMail(told: Told, language: Language): MailText {
  const { customer, displayName, link, at } = told;
  if (language === 'fr') {
    return {
      subject: `${customer} a approuvé votre demande d’administration`,
      text: `${customer} a approuvé «\u00a0${displayName}\u00a0». La relation est active jusqu’au ${day(at, language)}.\n\nAttribuez maintenant les rôles à vos groupes\u00a0; avant cela, personne ne les possède\u00a0:\n${link}\n`,
    };
  }
  return {
    subject: `${customer} approved your request to administer it`,
    text: `${customer} approved “${displayName}”. The relationship is active until ${day(at, language)}.\n\nNow give the roles to your groups; until then nobody has them:\n${link}\n`,
  };
}

/** To both: it ends, or extends itself, in `inDays` days. */
export function noticeMail(told: Told, inDays: number, language: Language): MailText {
  const { partner, customer, displayName, link, at } = told;
  const when = day(at, language);
  if (language === 'fr') {
    const soon = inDays === 1 ? 'dans un jour' : `dans ${inDays} jours`;
    const what = told.extends
      ? `sera prolongée de six mois le ${when}. Pour l’éviter, mettez-y fin ou désactivez la prolongation`
      : `prend fin le ${when}. Les abonnements et la relation de revendeur demeurent`;
    return {
      subject: `Administration déléguée «\u00a0${displayName}\u00a0»\u00a0: ${told.extends ? 'prolongation' : 'fin'} ${soon}`,
      text: `L’administration déléguée «\u00a0${displayName}\u00a0» de ${customer} par ${partner} ${what}.\n\n${link}\n`,
    };
  }
  const soon = inDays === 1 ? 'in one day' : `in ${inDays} days`;
  const what = told.extends
    ? `will be extended by six months on ${when}. To avoid that, end it or switch the extension off`
    : `ends on ${when}. Subscriptions and the reseller relationship stay`;
  return {
    subject: `Delegated administration “${displayName}” ${told.extends ? 'is extended' : 'ends'} ${soon}`,
    text: `The delegated administration “${displayName}” of ${customer} by ${partner} ${what}.\n\n${link}\n`,
  };
}

export type Ending = 'expired' | 'extended' | 'partner' | 'customer';

const frenchEndings: Readonly<Record<Ending, (told: Told, when: string) => string>> = {
  expired: (_told, when) => `est arrivée à son terme le ${when}`,
  extended: (_told, when) => `a été prolongée jusqu’au ${when}`,
  partner: ({ partner }, when) => `a été résiliée par ${partner} le ${when}`,
  customer: ({ customer }, when) => `a été résiliée par ${customer} le ${when}`,
};
const englishEndings: Readonly<Record<Ending, (told: Told, when: string) => string>> = {
  expired: (_told, when) => `expired on ${when}`,
  extended: (_told, when) => `was extended until ${when}`,
  partner: ({ partner }, when) => `was ended by ${partner} on ${when}`,
  customer: ({ customer }, when) => `was ended by ${customer} on ${when}`,
};

/** It ended, or was extended, and why. */
export function endingMail(told: Told, ending: Ending, language: Language): MailText {
  const { partner, customer, displayName, link, at } = told;
  const when = day(at, language);
  if (language === 'fr') {
    const stays = ending === 'extended' ? '' : ' La relation de revendeur et les abonnements demeurent.';
    return {
      subject: `L’administration déléguée «\u00a0${displayName}\u00a0» ${ending === 'extended' ? 'est prolongée' : 'a pris fin'}`,
      text: `L’administration déléguée «\u00a0${displayName}\u00a0» de ${customer} par ${partner} ${frenchEndings[ending](told, when)}.${stays}\n\n${link}\n`,
    };
  }
  const stays = ending === 'extended' ? '' : ' The reseller relationship and the subscriptions stay.';
  return {
    subject: `Delegated administration “${displayName}” ${ending === 'extended' ? 'is extended' : 'has ended'}`,
    text: `The delegated administration “${displayName}” of ${customer} by ${partner} ${englishEndings[ending](told, when)}.${stays}\n\n${link}\n`,
  };
}
