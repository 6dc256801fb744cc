/** Family A: which partners may resell an offer, and how its publisher says so. */
import { binding, cite, filled, inferred } from './rule.ts';

export const audienceRules = {
  A1: binding(
    'La revente par les partenaires CSP est un second canal, à côté des magasins en ligne : l’éditeur y ouvre ses offres une à une, s’il le souhaite.',
    'Resale by CSP partners is a second channel alongside the online stores: a publisher opts in, offer by offer.',
    [cite('resellerAudience', '19–21')],
  ),
  A2: binding(
    'Les partenaires CSP peuvent revendre les offres SaaS transactionnelles, les machines virtuelles, les modèles de solution et les applications managées.',
    'CSP partners can resell transactable SaaS offers, virtual machines, solution templates and managed applications.',
    [cite('resellerAudience', '25–30')],
  ),
  A3: binding(
    'Les plans de machine virtuelle avec licence du client (BYOL) et les conteneurs sont revendus par tous les partenaires CSP, quel que soit le choix de l’éditeur.',
    'Bring-your-own-licence plans of virtual machines, and containers, are resold by every CSP partner, whatever the publisher chooses.',
    [cite('resellerAudience', '32–33'), cite('vmPrices')],
  ),
  A5: binding(
    'L’éditeur choisit une option parmi trois : tous les partenaires, certains partenaires qu’il sélectionne, aucun partenaire.',
    'The publisher chooses one of three options: any partner, specific partners it selects, no partner.',
    [cite('resellerAudience', '45–49')],
  ),
  A6: binding(
    'Avec l’option « Tous les partenaires », chaque partenaire CSP peut revendre l’offre à ses clients.',
    'With the option “any partner”, every CSP partner may resell the offer to its customers.',
    [cite('resellerAudience', '51–55')],
  ),
  A7: binding(
    'Avec l’option « Certains partenaires », seuls les partenaires sélectionnés par l’éditeur peuvent revendre l’offre ; il les cherche par nom ou par ID de locataire.',
    'With the option “specific partners”, only partners the publisher selected may resell the offer; it finds them by name or tenant ID.',
    [cite('resellerAudience', '57–63')],
  ),
  A8: binding(
    'La recherche de partenaires peut être filtrée par pays, par compétence et par qualification.',
    'The search for partners can be filtered by country, competency and skill.',
    [cite('resellerAudience', '67–69')],
  ),
  A10: binding(
    'Enregistrer ne suffit pas : c’est la publication qui rend l’offre disponible aux partenaires sélectionnés.',
    'Saving is not enough: publishing is what makes the offer available to the selected partners.',
    [cite('resellerAudience', '79–81')],
  ),
  A11: binding(
    'Un partenaire autorisé dans une région peut vendre l’offre à tout client de cette région.',
    'A partner authorised in a region may sell the offer to any customer of that region.',
    [cite('resellerAudience', '84')],
  ),
  A12: binding(
    'Les partenaires ajoutés à la liste d’une offre publiée sont autorisés par « Synchroniser l’audience CSP », sans nouvelle publication ; aucun partenaire n’est retiré ainsi.',
    'Partners added to the list of a published offer are authorised by “Sync CSP audience”, without publishing again; no partner is removed that way.',
    [cite('resellerAudience', '86')],
  ),
  A13: binding(
    'La liste des partenaires d’une offre s’exporte dans un fichier .csv, qu’une autre offre peut importer.',
    'An offer’s list of partners can be exported as a .csv file, which another offer can import.',
    [cite('resellerAudience', '88')],
  ),
  A14: binding(
    'Avec l’option « Aucun partenaire », l’offre est retirée du programme CSP.',
    'With the option “no partner”, the offer is not part of the CSP programme.',
    [cite('resellerAudience', '90–94')],
  ),
  A15: binding(
    'L’autorisation d’un partenaire qui a déjà revendu l’offre à un client ne peut plus être supprimée.',
    'A partner that has already resold the offer to a customer can no longer be deauthorised.',
    [cite('resellerAudience', '98')],
  ),
  A16: binding(
    'Pour retirer d’une offre publiée un partenaire qui ne l’a pas vendue, il faut une demande de support.',
    'Removing a partner that has not sold a published offer requires a support request.',
    [cite('resellerAudience', '100–111')],
  ),
  A17: binding(
    'Pour passer de « Tous les partenaires » à une autre option, il faut une demande de support.',
    'Moving from “any partner” to another option requires a support request.',
    [cite('resellerAudience', '119–130')],
  ),
  A18: binding(
    'En passant de « Tous les partenaires » à « Certains partenaires », ceux qui ont déjà revendu l’offre restent dans la liste.',
    'When an offer moves from “any partner” to “specific partners”, those that have already resold it stay on the list.',
    [cite('resellerAudience', '133')],
  ),
  A19: binding(
    'Pour passer de « Certains partenaires » à « Tous les partenaires », il faut une demande de support.',
    'Moving from “specific partners” to “any partner” requires a support request.',
    [cite('resellerAudience', '137–148')],
  ),
  A20: binding(
    'Pour passer de « Certains partenaires » à « Aucun partenaire », il faut une demande de support, et qu’aucun partenaire autorisé n’ait revendu l’offre.',
    'Moving from “specific partners” to “no partner” requires a support request, and that no authorised partner has resold the offer.',
    [cite('resellerAudience', '150–161')],
  ),
  A21: binding(
    'L’éditeur peut quitter lui-même l’option « Aucun partenaire », à tout moment.',
    'The publisher can leave the option “no partner” itself, at any time.',
    [cite('resellerAudience', '165')],
  ),
  A22: inferred(
    'Avant la première publication, l’audience se change librement ; ensuite, l’éditeur ne peut passer de « Tous les partenaires » à « Aucun partenaire » que si personne n’a revendu l’offre.',
    'Before its first publication, an offer’s audience can be changed freely; afterwards, “any partner” can become “no partner” only if nobody has resold the offer.',
    [cite('audienceTransitions'), cite('resellerAudience', '98')],
  ),
  A23: binding(
    'L’éditeur qui ouvre une offre aux partenaires CSP leur fournit des supports de vente et un contact ; les clients ne les voient jamais.',
    'A publisher that opens an offer to CSP partners provides them with sales material and a contact; customers never see these.',
    [cite('resellerAudience', '167–173')],
  ),
  A24: filled(
    'L’offre se prépare page par page : configuration, propriétés, référencement, préversion, configuration technique, plans, audience du revendeur CSP.',
    'An offer is prepared page by page: setup, properties, listing, preview, technical configuration, plans, CSP reseller audience.',
    [cite('listSaas'), cite('resellerAudience', '35–47')],
  ),
  A25: filled(
    'Une offre a un contact de support et un contact d’ingénierie ; le contact du programme CSP est facultatif et réservé aux partenaires.',
    'An offer has a support contact and an engineering contact; the CSP programme contact is optional and for partners only.',
    [cite('listSaas'), cite('resellerAudience', '23')],
  ),
  A26: filled(
    'La comparaison des versions ne montre pas les changements d’audience.',
    'The comparison of versions does not show changes to the audience.',
    [cite('compareOffers')],
  ),
  A27: filled(
    'Les programmes lisent et fixent l’audience par la ressource « reseller » de l’API d’ingestion de produits.',
    'Programs read and set the audience through the “reseller” resource of the Product Ingestion API.',
    [cite('ingestion')],
  ),
  A28: filled(
    'Une offre réservée à certains partenaires porte la mention « Exclusive » : tous la voient, seuls les partenaires sélectionnés peuvent l’acheter. Les partenaires ne voient pas une offre qui n’est ouverte à aucun d’eux.',
    'An offer for specific partners is marked “Exclusive”: all partners see it, only the selected ones can buy it. Partners do not see an offer that is open to none of them.',
    [cite('discover')],
  ),
  A29: filled(
    'Seuls les partenaires à facturation directe et les fournisseurs indirects peuvent être sélectionnés ; un revendeur indirect passe par son fournisseur.',
    'Only direct-bill partners and indirect providers can be selected; an indirect reseller buys through its provider.',
    [cite('privateOffersFaq')],
  ),
  A30: filled(
    'Une offre privée autorise automatiquement le partenaire à qui elle est faite.',
    'A private offer automatically authorises the partner it is made to.',
    [cite('privateOffersFaq')],
  ),
  A31: filled(
    'Les plans privés ne sont pas vendus par l’intermédiaire de partenaires CSP.',
    'Private plans are not sold through CSP partners.',
    [cite('privatePlans'), cite('vmPrices')],
  ),
  A32: filled(
    'Un plan se vend aux clients des pays que l’éditeur a choisis parmi les marchés de la place de marché.',
    'A plan is sold to customers in the countries its publisher has chosen among the marketplace’s markets.',
    [cite('geoAvailability')],
  ),
} as const;
