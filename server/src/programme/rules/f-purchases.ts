/** Family F: marketplace purchases, from finding an offer to its margin. */
import { binding, cite, filled } from './rule.ts';

export const purchaseRules = {
  F1: binding(
    'La page d’une offre donne aux partenaires les contacts de l’éditeur, sa documentation et ses supports.',
    'The page of an offer gives partners the publisher’s contacts, documentation and material.',
    [cite('productSupport', '51–53'), cite('discover')],
  ),
  F2: filled(
    'La place de marché se filtre et se fouille par mots ; les prix d’un pays s’exportent, un essai gratuit sur une ligne à part.',
    'The marketplace is filtered and searched by words; the prices of a country are exported, a free trial on a row of its own.',
    [cite('discover')],
  ),
  F3: filled(
    'Un plan s’achète pour un mois, un an, deux ans ou trois ans, avec un seul cycle de facturation par durée.',
    'A plan is bought for one month, one, two or three years, with one billing cycle for each term.',
    [cite('discover'), cite('planSaas')],
  ),
  'F3/dimensions': filled(
    'Seul un plan à prix fixe a des dimensions mesurées, trente au plus par offre, que tous ses plans partagent.',
    'Only a flat-price plan has metered dimensions, thirty at most in an offer, shared by all its plans.',
    [cite('metering')],
  ),
  F4: filled(
    'Un plan peut être limité à un par client, ou n’être plus vendu par son éditeur.',
    'A plan may be limited to one for each customer, or no longer be sold by its publisher.',
    [cite('purchase'), cite('createSubscription')],
  ),
  F5: binding(
    'Les offres SaaS s’achètent ici ; ce qui est facturé à l’usage se déploie sur l’abonnement Azure du client.',
    'SaaS offers are bought here; what is billed by usage is deployed on the customer’s Azure subscription.',
    [cite('manageProducts', '31'), cite('purchase')],
  ),
  F6: filled(
    'Avant toute commande, le client a accepté le contrat client ; le partenaire l’atteste, à une date qui n’est pas à venir.',
    'Before any order the customer has accepted the customer agreement; the partner attests it, with a date that is not in the future.',
    [cite('confirmAgreement')],
  ),
  F8: filled(
    'L’éditeur fournit au client le contrat de son offre quand il en faut un.',
    'The publisher supplies the customer with its offer’s own agreement where one is needed.',
    [cite('contracts')],
  ),
  F10: binding(
    'L’éditeur fournit un lien personnalisé et un code qui identifient l’achat : son site en a donc l’adresse.',
    'The publisher provides a personalised link and a code that identify the purchase, so its site has an address for them.',
    [cite('manageProducts', '60–62')],
  ),
  F11: binding(
    'Le lien de l’éditeur se trouve sur la page de confirmation, sur la page des abonnements du client et par l’API.',
    'The publisher’s link is found on the confirmation page, on the customer’s Subscriptions page and through the API.',
    [cite('manageProducts', '64–70')],
  ),
  F12: binding(
    'Un abonnement sur lequel il reste à agir porte l’état « Action nécessaire ».',
    'A subscription that needs something more has the status “Action Needed”.',
    [cite('manageProducts', '41')],
  ),
  F13: binding(
    'Le partenaire donne à l’éditeur les renseignements demandés, et au client les adresses dont il a besoin.',
    'The partner gives the publisher the information it asks for, and the customer the addresses it needs.',
    [cite('manageProducts', '72–78')],
  ),
  F14: binding(
    'La facturation commence quand l’éditeur a attribué les licences et confirmé la mise en service.',
    'Billing starts once the publisher has assigned the licences and confirmed that set-up is complete.',
    [cite('manageProducts', '80–84'), cite('saasLifeCycle')],
  ),
  F15: filled(
    'Dans un achat par CSP, le client est bénéficiaire et le partenaire acheteur ; lui seul change plan et quantité.',
    'In a CSP purchase the customer is the beneficiary and the partner the purchaser, who alone changes plan and quantity.',
    [cite('saasLifeCycle')],
  ),
  F21: binding(
    'Un abonnement s’annule pendant un délai qui dépend de sa facturation, mensuelle ou annuelle.',
    'A subscription can be cancelled within a period that depends on monthly or annual billing.',
    [cite('manageProducts', '88')],
  ),
  F22: filled(
    'Annulé dans les 24 heures quand il est facturé au mois, dans les 14 jours sinon, un abonnement est remboursé en entier.',
    'Cancelled within 24 hours when billed monthly, within 14 days otherwise, a subscription is refunded in full.',
    [cite('createSubscription')],
  ),
  F24: filled(
    'Un abonnement se renouvelle de lui-même le lendemain de son terme ; toutes les dates sont en temps universel.',
    'A subscription renews by itself on the day after its term ends; all dates are UTC.',
    [cite('createSubscription')],
  ),
  F25: filled(
    'Un essai gratuit de trente jours s’applique de lui-même ; ensuite commence la durée achetée.',
    'A free trial of thirty days applies by itself; then the bought term begins.',
    [cite('planSaas')],
  ),
  F26: filled(
    'Une offre privée accorde une marge à des partenaires nommés, à partir d’aujourd’hui ou d’un premier du mois et jusqu’à la fin d’un mois ; une fois soumise, elle ne change plus.',
    'A private offer gives named partners a margin, from now or the first of a month until the end of a month; once submitted it does not change.',
    [cite('privateOffers')],
  ),
  F27: filled(
    'Le partenaire paie le prix catalogue moins la marge, la plus forte s’il y en a plusieurs ; l’infrastructure Azure n’en a jamais.',
    'The partner pays the list price less the margin, the higher one where there are several; Azure infrastructure never has one.',
    [cite('privateOffers'), cite('privateOffersFaq')],
  ),
  F28: filled(
    'Un partenaire voit toutes les marges qui lui sont accordées, avec leurs clients et leurs dates.',
    'A partner sees every margin it was given, with its customers and dates.',
    [cite('margins')],
  ),
} as const;
