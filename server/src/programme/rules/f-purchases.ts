/** Family F: marketplace purchases, from finding an offer to its margin. */
import { binding, cite, filled, inferred } from './rule.ts';

export const purchaseRules = {
  F1: binding(
    'La page d’une offre donne aux partenaires les contacts de l’éditeur, sa documentation et ses supports.',
    'The page of an offer gives partners the publisher’s contacts, documentation and material.',
    [cite('productSupport', '51–53'), cite('discover')],
  ),
  F2: filled(
    'La place de marché peut être filtrée et propose une recherche par mots ; les prix d’un pays s’exportent, un essai gratuit sur une ligne à part.',
    'The marketplace can be filtered and searched by words; the prices of a country can be exported, with a free trial on a row of its own.',
    [cite('discover')],
  ),
  F3: filled(
    'Un plan s’achète pour un mois, un an, deux ans ou trois ans, avec un seul cycle de facturation par durée.',
    'A plan is bought for one month, one year, two years or three years, with a single billing cycle per term.',
    [cite('discover'), cite('planSaas')],
  ),
  'F3/dimensions': filled(
    'Seul un plan forfaitaire a des dimensions mesurées : trente au plus par offre, communes à tous ses plans.',
    'Only a flat-rate plan has metered dimensions: at most thirty per offer, shared by all its plans.',
    [cite('metering')],
  ),
  F4: filled(
    'Un plan peut être limité à un par client, ou ne plus être vendu par son éditeur.',
    'A plan can be limited to one per customer, or no longer be sold by its publisher.',
    [cite('purchase'), cite('createSubscription')],
  ),
  F5: binding(
    'Les offres SaaS s’achètent ici ; ce qui est facturé à l’usage se déploie sur l’abonnement Azure du client.',
    'SaaS offers are bought here; what is billed by usage is deployed on the customer’s Azure subscription.',
    [cite('manageProducts', '31'), cite('purchase')],
  ),
  F6: filled(
    'Avant toute commande, le client doit avoir accepté le contrat client ; le partenaire l’atteste, à une date qui n’est ni dans le futur ni antérieure au contrat.',
    'Before any order, the customer must have accepted the customer agreement; the partner attests this, with a date that is neither in the future nor before there was the agreement.',
    [cite('confirmAgreement')],
  ),
  'F6/account': filled(
    'Rien n’est acheté pour un client dont le compte est en cours d’examen, refusé ou inconnu ; un compte jamais examiné ne s’oppose à rien.',
    'Nothing is bought for a customer whose account is under review, not allowed or unknown; one that was never reviewed stands against nothing.',
    [cite('validationStatus')],
  ),
  'F6/qualification': filled(
    'Un client est qualifié une fois pour l’enseignement, le secteur public ou une entité d’État, après vérification ; celui du cloud du secteur public n’a aucune autre qualification.',
    'A customer is qualified once for education, government or as a state-owned entity, after vetting; one of the government community cloud has no other qualification.',
    [cite('customerQualification')],
  ),
  F8: filled(
    'L’éditeur fournit au client le contrat de son offre quand il en faut un.',
    'The publisher supplies the customer with its offer’s own agreement where one is needed.',
    [cite('contracts')],
  ),
  'F8/standard-contract': inferred(
    'Une offre sans conditions propres est vendue sous le contrat standard de la place de marché, que chacun peut lire et télécharger ; la version du jour de l’achat s’applique.',
    'An offer without terms of its own is sold under the standard contract of the marketplace, which anyone can read and download; the version of the day of purchase applies.',
    [cite('standardContract'), cite('contracts')],
  ),
  F10: binding(
    'L’éditeur fournit un lien personnalisé et un code qui identifient l’achat : son site doit donc avoir une adresse pour les recevoir.',
    'The publisher provides a personalised link and a code that identify the purchase, so its site needs an address to receive them.',
    [cite('manageProducts', '60–62')],
  ),
  F11: binding(
    'Le lien de l’éditeur se trouve sur la page de confirmation, sur la page des abonnements du client et par l’API.',
    'The publisher’s link is found on the confirmation page, on the customer’s Subscriptions page and through the API.',
    [cite('manageProducts', '64–70')],
  ),
  F12: binding(
    'Un abonnement qui demande encore une action porte l’état « Action nécessaire ».',
    'A subscription that still needs an action has the status “Action Needed”.',
    [cite('manageProducts', '41')],
  ),
  F13: binding(
    'Le partenaire donne à l’éditeur les renseignements demandés, et au client les adresses dont il a besoin.',
    'The partner gives the publisher the information it asks for, and the customer the addresses it needs.',
    [cite('manageProducts', '72–78')],
  ),
  F14: binding(
    'La facturation commence quand l’éditeur a attribué les licences et confirmé la mise en service.',
    'Billing starts once the publisher has assigned the licences and confirmed that setup is complete.',
    [cite('manageProducts', '80–84'), cite('saasLifeCycle')],
  ),
  F15: filled(
    'Dans un achat par CSP, le client est le bénéficiaire et le partenaire l’acheteur, seul à pouvoir changer le plan et la quantité.',
    'In a CSP purchase, the customer is the beneficiary and the partner the purchaser; only the partner can change the plan and the quantity.',
    [cite('saasLifeCycle')],
  ),
  F17: binding(
    'Sur la page d’un abonnement, le partenaire change le surnom, le nombre de licences, le renouvellement automatique et le revendeur indirect, et annule\u00a0; l’éditeur peut demander d’autres étapes avant.',
    'On the page of a subscription, the partner changes the nickname, the number of licences, auto-renew and the indirect reseller, and cancels; the publisher may ask for other steps first.',
    [cite('manageProducts', '35–56')],
  ),
  F18: binding(
    'Le champ Quantité augmente ou diminue les licences d’un abonnement.',
    'The Quantity field increases or decreases the licences of a subscription.',
    [cite('manageProducts', '98–108')],
  ),
  F20: filled(
    'Un changement de plan ou de quantité attend l’éditeur ; son refus garde l’ancienne valeur, et dix secondes de silence valent accord.',
    'A change of plan or quantity waits for the publisher; its refusal keeps the old value, and ten seconds of silence are agreement.',
    [cite('saasLifeCycle')],
  ),
  F21: binding(
    'Un abonnement peut être annulé pendant un délai qui dépend de sa facturation, mensuelle ou annuelle.',
    'A subscription can be cancelled within a period that depends on whether it is billed monthly or annually.',
    [cite('manageProducts', '88')],
  ),
  F22: filled(
    'Un abonnement annulé dans les 24 heures s’il est facturé au mois, dans les 14 jours sinon, est remboursé intégralement.',
    'A subscription cancelled within 24 hours if billed monthly, or within 14 days otherwise, is refunded in full.',
    [cite('createSubscription')],
  ),
  'F22/window-start': inferred(
    'Le délai d’annulation court du début de la période payée\u00a0: l’activation par l’éditeur, puis chaque renouvellement.',
    'The cancellation window runs from the start of the paid term: the activation by the publisher, then each renewal.',
    [cite('subscriptionChanges')],
  ),
  F23: filled(
    'Le remboursement d’un abonnement SaaS annulé dans les délais est intégral\u00a0; l’usage n’est jamais remboursé.',
    'The refund of a SaaS subscription cancelled in time is full; usage is never refunded.',
    [cite('createSubscription')],
    { since: '2021-10-01' },
  ),
  F24: filled(
    'Un abonnement se renouvelle automatiquement le lendemain de la fin de sa période ; toutes les dates sont en temps universel (UTC).',
    'A subscription renews automatically on the day after its term ends; all dates are in UTC.',
    [cite('createSubscription')],
  ),
  'F24/renewal-price': filled(
    'Le prix d’un abonnement ne change pas pendant sa période ; son renouvellement prend le prix publié, une baisse dès le premier du mois suivant, une hausse le premier d’un mois, quatre-vingt-dix jours au plus tôt après sa publication.',
    'The price of a subscription does not change during its term; its renewal takes the published price: a decrease from the first of the next month, an increase from the first of a month at least ninety days after it was published.',
    [cite('priceChanges')],
  ),
  F25: filled(
    'Un essai gratuit de trente jours s’applique automatiquement ; la période achetée commence ensuite.',
    'A free trial of thirty days applies automatically; the purchased term then begins.',
    [cite('planSaas')],
  ),
  F26: filled(
    'Une offre privée accorde une marge à des partenaires désignés, à partir de sa soumission ou du 1er d’un mois et jusqu’à la fin d’un mois ; une fois soumise, elle ne peut plus être modifiée.',
    'A private offer gives named partners a margin, from its submission or the first of a month until the end of a month; once submitted, it can no longer be edited.',
    [cite('privateOffers')],
  ),
  F27: filled(
    'Le partenaire paie le prix public moins la marge, la plus élevée s’il y en a plusieurs ; aucune marge ne porte sur l’infrastructure Azure.',
    'The partner pays the list price minus the margin, the highest one if there are several; no margin applies to Azure infrastructure.',
    [cite('privateOffers'), cite('privateOffersFaq')],
  ),
  F28: filled(
    'Un partenaire voit toutes les marges qui lui sont accordées, avec leurs clients et leurs dates.',
    'A partner sees every margin granted to it, with its customers and dates.',
    [cite('margins')],
  ),
} as const;
