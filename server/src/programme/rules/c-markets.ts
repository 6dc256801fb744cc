/** Family C: regional markets and currencies. */
import { binding, cite, filled } from './rule.ts';

export const marketRules = {
  C1: filled(
    'Le programme est ouvert dans les pays de sa liste, groupés en régions.',
    'The programme is open in the countries on its list, grouped into regions.',
    // No beginning: the grouping of 2018 is that of the lists since (decision 0003).
    [cite('regionalMarkets')],
  ),
  C2: binding(
    'Le siège d’un revendeur indirect détermine les fournisseurs avec lesquels il peut travailler et les régions où il exerce.',
    'An indirect reseller’s location determines which providers it can work with and in which regions.',
    [cite('indirectProviders', '60')],
  ),
  C3: binding(
    'Un partenaire vend dans tous les pays de son marché, même sans y avoir de bureau.',
    'A partner sells in all countries of its market, even where it has no office.',
    [cite('azureInCsp', '97'), cite('resellerAudience', '84')],
  ),
  C4: filled(
    'Un partenaire n’a de clients que dans sa région ; c’est le pays du locataire du client qui la détermine.',
    'A partner can have customers only in its own region; what counts is the country of the customer’s tenant.',
    [cite('regionalMarkets'), cite('azureInCsp', '97')],
  ),
  C5: filled(
    'Vendre dans une autre région demande un autre compte CSP et un autre contrat de partenariat.',
    'Selling in another region needs another CSP account and another partner agreement.',
    [cite('regionalMarkets')],
  ),
  C6: binding(
    'La devise d’un partenaire vient de son contrat avec l’opérateur, celle d’un client de son contrat avec le partenaire.',
    'A partner’s currency comes from its contract with the operator, a customer’s from its contract with the partner.',
    [cite('azureInCsp', '124'), cite('billingOverview')],
  ),
  C7: filled(
    'Une région peut réunir des pays de devises différentes : en Europe, l’euro côtoie la livre, les couronnes et le franc suisse.',
    'A region can include countries with different currencies: in Europe the euro exists alongside the pound, the crowns and the Swiss franc.',
    [cite('regionalMarkets')],
  ),
  C8: filled(
    'Les pays, leur région et leur devise changent avec le temps : la liste est datée.',
    'Countries, their region and their currency change over time: the list is dated.',
    [cite('regionalMarkets')],
  ),
  C9: filled(
    'Dans l’Union européenne et l’AELE, les autres revendeurs de la chaîne sont déclarés à la commande : d’abord le principal, puis cinq au plus.',
    'In the European Union and EFTA, the other resellers of the chain are declared with the order: the main one first, then five at most.',
    [cite('createSubscription')],
  ),
  C10: filled(
    'Le lien d’une demande de relation désigne le partenaire, son PartnerID et, s’il y a lieu, le fournisseur indirect.',
    'The link of a relationship request names the partner, its PartnerID and, where there is one, the indirect provider.',
    [cite('regionalMarkets')],
  ),
  C11: filled(
    'Un prix saisi en dollars est converti une seule fois, au premier enregistrement, dans la devise de chaque marché.',
    'A price entered in US dollars is converted once, when first saved, into the currency of each market.',
    [cite('geoAvailability')],
  ),
} as const;
