/** What the help says, by topic. True to what the portal does today: who changes a page changes its topic. */
import { paths } from '../../paths.ts';
import { publisherAndOperatorTopics } from './other-topics.ts';
import type { Topic } from './topic.ts';

/** In the order in which they are listed, by workspace. Titles are `help.topic.…` among the portal's texts. */
export const topicIds = [
  'buy',
  'setup',
  'seats',
  'autoRenew',
  'cancel',
  'reseller',
  'billing',
  'prices',
  'support',
  'publish',
  'audience',
  'privateOffers',
  'notices',
  'clock',
  'requests',
  'verification',
] as const;
export type TopicId = (typeof topicIds)[number];

export const topics: Readonly<Record<TopicId, Topic>> = {
  verification: {
    of: 'settings',
    words: {
      en: [
        'The primary contact confirms the address by the link of an email. “Resend verification email” on the Enrolment page sends it again.',
        'Then the email domain, the employment and the company are checked. This takes 3 to 5 business days, counted with the holidays of the country; the Enrolment page shows the expected date.',
        'If the company cannot be verified, the reason stands on the Enrolment page. “Fix now” uploads documents; the data can be corrected too.',
        'If it takes longer than 5 business days, ask the operator of the programme, by answering the last email.',
      ],
      fr: [
        'Le contact principal confirme son adresse par le lien d’un e-mail. «\u00a0Renvoyer l’e-mail de vérification\u00a0», sur la page Inscription, l’envoie de nouveau.',
        'Le domaine de messagerie, l’emploi et la société sont ensuite vérifiés. Cela prend de 3 à 5 jours ouvrés, jours fériés du pays déduits\u00a0; la page Inscription affiche la date attendue.',
        'Si la société n’a pas pu être vérifiée, le motif figure sur la page Inscription. «\u00a0Corriger maintenant\u00a0» permet d’envoyer des documents\u00a0; les données peuvent aussi être corrigées.',
        'Si la vérification dure plus de 5 jours ouvrés, adressez-vous à l’opérateur du programme en répondant au dernier e-mail.',
      ],
    },
    keywords: ['vetting', 'enrol', 'enrolment', 'inscription', 'PartnerID', 'DUNS'],
    links: [{ label: 'enrolment.title', to: paths.enrolment }],
  },
  buy: {
    of: 'partner',
    words: {
      en: [
        'Open the customer under Customers, or add it. Attest that it has accepted the customer agreement: nothing can be bought until then.',
        'Choose “Order” beside the customer, open an offer in the marketplace and choose a plan under “Plans + pricing”. “Add to cart” puts it into the customer’s cart.',
        'In the cart, set the quantity, read the terms and choose “Buy”. The review shows products, quantities and totals once more before anything is ordered.',
        'Programs buy through the Partner Center API: a cart with checkout, or an order. Both are in the OpenAPI description.',
      ],
      fr: [
        'Ouvrez le client dans la rubrique Clients, ou ajoutez-le. Attestez qu’il a accepté le contrat client\u00a0: aucun achat n’est possible avant cette attestation.',
        'Choisissez «\u00a0Commander\u00a0» à côté du client, ouvrez une offre de la place de marché et choisissez un plan sous «\u00a0Plans et tarifs\u00a0». «\u00a0Ajouter au panier\u00a0» le place dans le panier du client.',
        'Dans le panier, indiquez la quantité, lisez les conditions et choisissez «\u00a0Acheter\u00a0». La vérification affiche une dernière fois les produits, les quantités et les totaux avant toute commande.',
        'Les programmes achètent par l’API de l’Espace partenaires\u00a0: un panier puis sa commande, ou une commande directe. La description OpenAPI présente les deux.',
      ],
    },
    keywords: ['purchase', 'order', 'create a subscription', 'commander', 'achat', 'créer un abonnement', 'API'],
    links: [
      { label: 'menu.customers', to: paths.customers },
      { label: 'menu.marketplace', to: paths.marketplace },
      { label: 'help.openApi', to: '/openapi/partner-center.json' },
    ],
  },
  setup: {
    of: 'partner',
    words: {
      en: [
        'A new subscription has the status “Action Needed”. Follow its link to the publisher’s site and complete the setup there.',
        'Pass on to the customer any address or information the publisher gives you. Billing starts once the publisher has assigned the licences and confirmed the setup.',
      ],
      fr: [
        'Un nouvel abonnement est à l’état «\u00a0Action nécessaire\u00a0». Suivez son lien vers le site de l’éditeur et terminez-y la configuration.',
        'Transmettez au client toute adresse ou information que l’éditeur vous communique. La facturation commence une fois que l’éditeur a attribué les licences et confirmé la configuration.',
      ],
    },
    keywords: ['activate', 'activation', 'action needed', 'provisioning', 'activer', 'approvisionnement'],
    links: [{ label: 'menu.customers', to: paths.customers }],
  },
  seats: {
    of: 'partner',
    words: {
      en: [
        'You choose the number of licences (seats) in the cart, as “Quantity”. The plan says how many one purchase may have.',
        'To change it later, open Customers > the customer > Subscriptions > the subscription, enter another “Quantity” and choose “Submit”. Licences added or removed are charged or credited for the days that remain of the billing cycle.',
      ],
      fr: [
        'Le nombre de licences se choisit dans le panier, dans le champ «\u00a0Quantité\u00a0». Le plan indique combien un achat peut en comporter.',
        'Pour le modifier ensuite, ouvrez Clients > le client > Abonnements > l’abonnement, saisissez une autre «\u00a0Quantité\u00a0» et choisissez «\u00a0Envoyer\u00a0». Les licences ajoutées ou retirées sont facturées ou remboursées pour les jours qui restent du cycle de facturation.',
      ],
    },
    keywords: [
      'seats',
      'seat',
      'quantity',
      'licences',
      'licenses',
      'users',
      'sièges',
      'utilisateurs',
      'postes',
      'augmenter',
    ],
    links: [
      { label: 'menu.customers', to: paths.customers },
      { label: 'menu.marketplace', to: paths.marketplace },
    ],
  },
  autoRenew: {
    of: 'partner',
    words: {
      en: [
        'A subscription renews automatically on the day after its term ends. Its page shows “Auto-renewal” and the end of the term.',
        'To turn it off, untick “Auto-renew” on that page and choose “Submit”: the subscription then ends with its term.',
      ],
      fr: [
        'Un abonnement se renouvelle automatiquement le lendemain de la fin de sa période. Sa page indique «\u00a0Renouvellement automatique\u00a0» et la fin de la période.',
        'Pour le désactiver, décochez «\u00a0Renouvellement automatique\u00a0» sur cette page et choisissez «\u00a0Envoyer\u00a0»\u00a0: l’abonnement se termine alors avec sa période.',
      ],
    },
    keywords: ['turn off auto-renew', 'auto-renew', 'autorenew', 'renewal', 'désactiver le renouvellement automatique'],
    links: [{ label: 'menu.customers', to: paths.customers }],
  },
  cancel: {
    of: 'partner',
    words: {
      en: [
        'A subscription billed monthly is refunded in full if it is cancelled within 24 hours, any other within 14 days. Its page shows the last moment under “Full refund until”.',
        '“Cancel subscription” on that page does it. After that time, turn auto-renew off: the subscription ends with its term, without a refund. Some publishers require steps on their own site first; their contacts are on the page of the offer.',
      ],
      fr: [
        'Un abonnement facturé au mois est intégralement remboursé s’il est annulé dans les 24\u00a0heures, tout autre abonnement dans les 14\u00a0jours. Sa page indique l’échéance sous «\u00a0Remboursement intégral jusqu’au\u00a0».',
        'Le bouton «\u00a0Annuler l’abonnement\u00a0» de cette page le permet. Passé ce délai, désactivez le renouvellement automatique\u00a0: l’abonnement se termine avec sa période, sans remboursement. Certains éditeurs exigent d’abord des démarches sur leur propre site\u00a0; leurs contacts figurent sur la page de l’offre.',
      ],
    },
    keywords: [
      'cancel',
      'cancellation',
      'annuler un abonnement',
      'refund',
      'annuler',
      'résilier',
      'résiliation',
      'rembourser',
    ],
    links: [
      { label: 'menu.customers', to: paths.customers },
      { label: 'menu.marketplace', to: paths.marketplace },
    ],
  },
  reseller: {
    of: 'partner',
    words: {
      en: [
        'An indirect provider can name the indirect reseller of a sale by its PartnerID (MPN ID). The reseller must be active in the provider’s region and have signed the partner agreement.',
        'This is done when ordering: choose the reseller in the cart, or name it through the Partner Center API, as “partnerIdOnRecord” of an order’s line or a participant of a cart’s line. Prices for a reseller are set under My prices.',
      ],
      fr: [
        'Un fournisseur indirect peut désigner le revendeur indirect d’une vente par son PartnerID (ID MPN). Le revendeur doit être actif dans la région du fournisseur et avoir signé le contrat partenaire.',
        'La désignation se fait à la commande\u00a0: choisissez le revendeur dans le panier, ou désignez-le par l’API de l’Espace partenaires («\u00a0partnerIdOnRecord\u00a0» d’une ligne de commande, ou participant d’une ligne de panier). Les prix d’un revendeur se fixent sous Mes tarifs.',
      ],
    },
    keywords: ['indirect reseller MPN ID', 'MPN', 'PartnerID', 'partner of record', 'ID MPN du revendeur indirect'],
    links: [
      { label: 'menu.prices', to: paths.prices },
      { label: 'help.openApi', to: '/openapi/partner-center.json' },
    ],
  },
  billing: {
    of: 'partner',
    words: {
      en: [
        'Billing starts when the publisher confirms the setup. After the end of each month you receive one invoice from the operator for all your customers, payable within 60 days, with a PDF and a reconciliation file.',
        'What you bill your customers is under Customer invoices, at your own prices. “Proof” shows that charges, lines, files and documents of a month agree.',
        'Programs read invoices and their lines through the Partner Center API.',
      ],
      fr: [
        'La facturation commence lorsque l’éditeur confirme la configuration. Après la fin de chaque mois, vous recevez de l’opérateur une facture pour tous vos clients, payable sous 60\u00a0jours, avec un PDF et un fichier de rapprochement.',
        'Ce que vous facturez à vos clients figure sous Factures aux clients, à vos propres tarifs. «\u00a0Preuve\u00a0» montre que les frais, les lignes, les fichiers et les documents d’un mois concordent.',
        'Les programmes lisent les factures et leurs lignes par l’API de l’Espace partenaires.',
      ],
    },
    keywords: [
      'invoice',
      'marketplace billing',
      'payment',
      'due date',
      'facture',
      'paiement',
      'échéance',
      'rapprochement',
    ],
    links: [
      { label: 'menu.invoices', to: paths.invoices },
      { label: 'menu.customerInvoices', to: paths.customerInvoices },
      { label: 'menu.proof', to: paths.proof },
      { label: 'help.openApi', to: '/openapi/partner-center.json' },
    ],
  },
  prices: {
    of: 'partner',
    words: {
      en: [
        'Under My prices you set what your customers pay for a plan, for one customer or for all of them. Until you do, they pay the list price.',
        'A saved price is never edited: a newer one replaces it from its start date. Beside what you type you see the list price, your cost and your margin. Margins that publishers grant you are under Margins.',
      ],
      fr: [
        'Sous Mes tarifs, vous fixez ce que paient vos clients pour un plan, pour un client ou pour tous. Sans tarif de votre part, ils paient le prix public.',
        'Un tarif enregistré ne se modifie pas\u00a0: un tarif plus récent le remplace à partir de sa date de début. À côté de votre saisie s’affichent le prix public, votre coût et votre marge. Les marges accordées par les éditeurs se trouvent sous Marges.',
      ],
    },
    keywords: ['own prices', 'margin', 'discount', 'list price', 'tarif', 'remise', 'prix public'],
    links: [
      { label: 'menu.prices', to: paths.prices },
      { label: 'menu.margins', to: paths.margins },
    ],
  },
  support: {
    of: 'partner',
    words: {
      en: [
        'You are your customers’ first point of contact for billing and the management of subscriptions. For technical questions, contact the publisher: its contacts, documentation and training are on the page of the offer.',
        'Technical support and service levels are those of the offer’s terms: the publisher’s own, or the standard contract of the marketplace. Outages and maintenance are under Service notices.',
      ],
      fr: [
        'Vous êtes le premier interlocuteur de vos clients pour la facturation et la gestion des abonnements. Pour les questions techniques, adressez-vous à l’éditeur\u00a0: ses contacts, sa documentation et ses formations figurent sur la page de l’offre.',
        'Le support technique et les niveaux de service sont ceux des conditions de l’offre\u00a0: celles de l’éditeur, ou le contrat standard de la place de marché. Les interruptions et les maintenances figurent sous Notifications de service.',
      ],
    },
    keywords: ['technical support', 'outage', 'terms', 'contract', 'assistance', 'panne', 'contrat', 'conditions'],
    links: [
      { label: 'menu.marketplace', to: paths.marketplace },
      { label: 'menu.serviceNotices', to: paths.partnerNotices },
      { label: 'offerProperties.terms.standard', to: paths.standardContract() },
    ],
  },
  ...publisherAndOperatorTopics,
};
