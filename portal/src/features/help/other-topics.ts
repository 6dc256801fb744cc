/** What the help says to publishers and operators: the topics of partners are in topics.ts. */
import { paths } from '../../paths.ts';
import type { Topic } from './topic.ts';

export const publisherAndOperatorTopics = {
  publish: {
    of: 'publisher',
    words: {
      en: [
        'Create an offer under Offers and fill in its pages. The menu shows how much each page still needs; nothing is published until you review and publish.',
        'A published version never changes: further changes are made in the draft and published as the next version.',
      ],
      fr: [
        'Créez une offre sous Offres, puis remplissez ses pages. Le menu indique ce qui manque encore à chacune\u00a0; rien n’est publié avant la vérification et la publication.',
        'Une version publiée ne change plus\u00a0: les modifications se font dans le brouillon, puis sont publiées comme version suivante.',
      ],
    },
    keywords: ['create an offer', 'version', 'draft', 'créer une offre', 'publier', 'brouillon'],
    links: [{ label: 'menu.offers', to: paths.offers }],
  },
  audience: {
    of: 'publisher',
    words: {
      en: [
        'On the page “CSP reseller audience” of an offer you decide which partners may resell it: any, those that you select, or none.',
        'Changes that a live offer does not allow you to make alone are asked for under Support, and the operator decides.',
      ],
      fr: [
        'Sur la page «\u00a0Audience du revendeur CSP\u00a0» d’une offre, vous décidez quels partenaires peuvent la revendre\u00a0: tous, ceux que vous choisissez, ou aucun.',
        'Les modifications qu’une offre publiée ne permet pas de faire seul se demandent sous Support\u00a0; l’opérateur en décide.',
      ],
    },
    keywords: ['CSP', 'resell', 'partners', 'revendeurs', 'revendre', 'partenaires'],
    links: [
      { label: 'menu.offers', to: paths.offers },
      { label: 'menu.support', to: paths.support },
    ],
  },
  privateOffers: {
    of: 'publisher',
    words: {
      en: [
        'A private offer gives chosen partners a margin on your plans for a time. It is prepared as a draft and then submitted.',
      ],
      fr: [
        'Une offre privée accorde à des partenaires choisis une marge sur vos plans pour une durée donnée. Préparez-la en brouillon, puis soumettez-la.',
      ],
    },
    keywords: ['margin', 'discount', 'marge', 'remise'],
    links: [{ label: 'menu.privateOffers', to: paths.privateOffers }],
  },
  notices: {
    of: 'publisher',
    words: {
      en: ['Tell the partners of an offer about outages, maintenance and changes under Service notices.'],
      fr: [
        'Annoncez aux partenaires d’une offre les interruptions, maintenances et changements sous Notifications de service.',
      ],
    },
    keywords: ['outage', 'maintenance', 'panne', 'interruption'],
    links: [{ label: 'menu.serviceNotices', to: paths.publisherNotices }],
  },
  clock: {
    of: 'operator',
    words: {
      en: [
        'In a sandbox the clock is moved by hand, and only forward. Everything due on the way is done first, in its order.',
        'What fails or takes too long stands under Due work.',
      ],
      fr: [
        'Dans un bac à sable, l’horloge s’avance à la main, sans retour en arrière. Tout ce qui arrive à échéance dans l’intervalle est traité d’abord, dans l’ordre.',
        'Ce qui échoue ou dure trop longtemps figure sous Travaux à échéance.',
      ],
    },
    keywords: ['time', 'date', 'month end', 'temps', 'fin de mois'],
    links: [
      { label: 'menu.clock', to: paths.clock },
      { label: 'menu.dueWork', to: paths.dueWork },
    ],
  },
  requests: {
    of: 'operator',
    words: {
      en: [
        'What publishers ask for, such as changes of the audience of a live offer, is under Requests. You accept or decline each; the publisher sees your answer.',
      ],
      fr: [
        'Ce que demandent les éditeurs, par exemple modifier l’audience d’une offre publiée, figure sous Demandes. Vous acceptez ou refusez chacune\u00a0; l’éditeur voit votre réponse.',
      ],
    },
    keywords: ['audience', 'approve', 'accepter', 'refuser'],
    links: [
      { label: 'menu.requests', to: paths.requests },
      { label: 'menu.rules', to: paths.rules },
    ],
  },
} as const satisfies Readonly<Record<string, Topic>>;
