/** Words of the mails on the life of subscriptions: one mail on all that happened together. Pure. */
export type LifeMailKind =
  | 'waiting'
  | 'activated'
  | 'suspended'
  | 'reinstated'
  | 'renews'
  | 'ends'
  | 'ended'
  | 'notActivated'
  | 'notReinstated';
export type MailLanguage = 'en' | 'fr';

export interface NamedMoment {
  readonly name: string;
  /** Whose subscription it is; undefined where the account bought it for itself. */
  readonly customer?: string | undefined;
  /** Which moment that is depends on the kind: when it happened, or when it is about to. */
  readonly on: Temporal.Instant;
  /** Of what became active with a free trial: its first paid day. */
  readonly paidFrom?: Temporal.PlainDate;
}

interface Words {
  readonly one: (name: string) => string;
  readonly many: (count: number) => string;
  readonly text: string;
  readonly line: (name: string, day: string) => string;
}

const english: Readonly<Record<LifeMailKind, Words>> = {
  waiting: {
    one: (name) => `${name} waits to be set up`,
    many: (count) => `${count} subscriptions wait to be set up`,
    text: 'Nothing is billed before the publisher has confirmed the set-up. Open the subscription and go to the publisher’s site.',
    line: (name, day) => `${name}: void if it is not set up by ${day}`,
  },
  activated: {
    one: (name) => `${name} is active`,
    many: (count) => `${count} subscriptions are active`,
    text: 'The publisher has assigned the licences and confirmed the set-up.',
    line: (name, day) => `${name}: active since ${day}`,
  },
  suspended: {
    one: (name) => `${name} is suspended`,
    many: (count) => `${count} subscriptions are suspended`,
    text: 'While a subscription is suspended it cannot be used and nothing of it is billed; if it is reinstated, the billing cycles that began meanwhile are charged. What was scheduled for its renewal was dropped.',
    line: (name, day) => `${name}: ends on ${day} unless it is reinstated before`,
  },
  reinstated: {
    one: (name) => `${name} is active again`,
    many: (count) => `${count} subscriptions are active again`,
    text: 'The suspension was lifted. Billing goes on, with the billing cycles that began meanwhile.',
    line: (name, day) => `${name}: reinstated on ${day}`,
  },
  renews: {
    one: (name) => `${name} will renew`,
    many: (count) => `${count} subscriptions will renew`,
    text: 'To let a subscription end with its term, turn its automatic renewal off before that day.',
    line: (name, day) => `${name}: renews on ${day}`,
  },
  ends: {
    one: (name) => `${name} will end`,
    many: (count) => `${count} subscriptions will end`,
    text: 'Automatic renewal is off. To keep a subscription, turn it on before that day.',
    line: (name, day) => `${name}: last day ${day}`,
  },
  ended: {
    one: (name) => `${name} has ended`,
    many: (count) => `${count} subscriptions have ended`,
    text: 'The publisher was told, and nothing more is billed. A subscription that has ended cannot be reactivated.',
    line: (name, day) => `${name}: ended on ${day}`,
  },
  notActivated: {
    one: (name) => `${name} was cancelled because it was not set up`,
    many: (count) => `${count} subscriptions were cancelled because they were not set up`,
    text: 'Within 30 days of the purchase nobody completed the set-up on the publisher’s site. Nothing was billed.',
    line: (name, day) => `${name}: cancelled on ${day}`,
  },
  notReinstated: {
    one: (name) => `${name} has ended because it was not reinstated`,
    many: (count) => `${count} subscriptions have ended because they were not reinstated`,
    text: 'The suspension had lasted 30 days. A subscription that has ended cannot be reactivated.',
    line: (name, day) => `${name}: ended on ${day}`,
  },
};

const colon = '\u00a0:';
const french: Readonly<Record<LifeMailKind, Words>> = {
  waiting: {
    one: (name) => `${name} attend sa configuration`,
    many: (count) => `${count} abonnements attendent leur configuration`,
    text: 'Rien n’est facturé tant que l’éditeur n’a pas confirmé la configuration. Ouvrez l’abonnement, puis allez sur le site de l’éditeur.',
    line: (name, day) => `${name}${colon} annulé s’il n’est pas configuré avant le ${day}`,
  },
  activated: {
    one: (name) => `${name} est actif`,
    many: (count) => `${count} abonnements sont actifs`,
    text: 'L’éditeur a attribué les licences et confirmé la configuration.',
    line: (name, day) => `${name}${colon} actif depuis le ${day}`,
  },
  suspended: {
    one: (name) => `${name} est suspendu`,
    many: (count) => `${count} abonnements sont suspendus`,
    text: 'Tant qu’un abonnement est suspendu, il ne peut pas être utilisé et rien n’est facturé\u00a0; s’il est rétabli, les cycles de facturation qui ont commencé entre-temps sont facturés. Ce qui était planifié pour son renouvellement a été abandonné.',
    line: (name, day) => `${name}${colon} prend fin le ${day} s’il n’est pas rétabli avant`,
  },
  reinstated: {
    one: (name) => `${name} est de nouveau actif`,
    many: (count) => `${count} abonnements sont de nouveau actifs`,
    text: 'La suspension a été levée. La facturation reprend, avec les cycles de facturation qui ont commencé entre-temps.',
    line: (name, day) => `${name}${colon} rétabli le ${day}`,
  },
  renews: {
    one: (name) => `${name} va être renouvelé`,
    many: (count) => `${count} abonnements vont être renouvelés`,
    text: 'Pour qu’un abonnement prenne fin avec sa période, désactivez son renouvellement automatique avant cette date.',
    line: (name, day) => `${name}${colon} renouvelé le ${day}`,
  },
  ends: {
    one: (name) => `${name} va prendre fin`,
    many: (count) => `${count} abonnements vont prendre fin`,
    text: 'Le renouvellement automatique est désactivé. Pour garder un abonnement, réactivez-le avant cette date.',
    line: (name, day) => `${name}${colon} dernier jour le ${day}`,
  },
  ended: {
    one: (name) => `${name} a pris fin`,
    many: (count) => `${count} abonnements ont pris fin`,
    text: 'L’éditeur en a été informé et plus rien n’est facturé. Un abonnement qui a pris fin ne peut pas être réactivé.',
    line: (name, day) => `${name}${colon} terminé le ${day}`,
  },
  notActivated: {
    one: (name) => `${name} a été annulé, faute de configuration`,
    many: (count) => `${count} abonnements ont été annulés, faute de configuration`,
    text: 'La configuration n’a pas été terminée sur le site de l’éditeur dans les 30 jours suivant l’achat. Rien n’a été facturé.',
    line: (name, day) => `${name}${colon} annulé le ${day}`,
  },
  notReinstated: {
    one: (name) => `${name} a pris fin, faute d’avoir été rétabli`,
    many: (count) => `${count} abonnements ont pris fin, faute d’avoir été rétablis`,
    text: 'La suspension durait depuis 30 jours. Un abonnement qui a pris fin ne peut pas être réactivé.',
    line: (name, day) => `${name}${colon} terminé le ${day}`,
  },
};

const texts = { en: english, fr: french };
const regional = { en: 'en-GB', fr: 'fr-FR' };
/** More are counted, not listed. */
const mostLines = 100;

/** What an activation means for the bill: nothing yet where a free trial came first. */
const billing = {
  en: {
    paid: 'Billing has started.',
    trial: 'The free trial has started: nothing is billed before it is over.',
    both: 'Billing has started, but for free trials: of those nothing is billed before they are over.',
    line: (day: string) => `, free trial, billed from ${day} on`,
  },
  fr: {
    paid: 'La facturation a commencé.',
    trial: 'L’essai gratuit a commencé\u00a0: rien n’est facturé avant sa fin.',
    both: 'La facturation a commencé, sauf pour les essais gratuits, dont rien n’est facturé avant leur fin.',
    line: (day: string) => `, essai gratuit, facturé à partir du ${day}`,
  },
} as const;

function billingText(language: MailLanguage, about: readonly NamedMoment[]): string {
  const trials = about.filter(({ paidFrom }) => paidFrom).length;
  return billing[language][trials === 0 ? 'paid' : trials === about.length ? 'trial' : 'both'];
}

/** A day as a sentence of the language has it. */
export function dayIn(language: MailLanguage, at: Temporal.Instant): string {
  return dateIn(language, at.toZonedDateTimeISO('UTC').toPlainDate());
}

function dateIn(language: MailLanguage, day: Temporal.PlainDate): string {
  const text = day.toLocaleString(regional[language], { dateStyle: 'long' });
  return language === 'fr' && day.day === 1 ? text.replace(/^1 /, '1er ') : text;
}

const named = ({ name, customer }: NamedMoment) => (customer ? `${name} (${customer})` : name);

export function lifeMail(language: MailLanguage, kind: LifeMailKind, about: readonly NamedMoment[]) {
  const { one, many, text, line } = texts[language][kind];
  const meaning = kind === 'activated' ? `${text} ${billingText(language, about)}` : text;
  const lines = about.slice(0, mostLines).map((each) => {
    const { on, paidFrom } = each;
    const trial = kind === 'activated' && paidFrom ? billing[language].line(dateIn(language, paidFrom)) : '';
    return `- ${line(named(each), dayIn(language, on))}${trial}`;
  });
  if (about.length > mostLines) lines.push(`- … (${about.length - mostLines})`);
  return {
    subject: about.length === 1 ? one(named(about[0]!)) : many(about.length),
    text: `${meaning}\n\n${lines.join('\n')}`,
  };
}
