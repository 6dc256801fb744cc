/** Family C: regional markets and currencies. */
import { binding, cite, filled } from './rule.ts';

export const marketRules = {
  C1: filled(
    'Le programme est ouvert dans les pays de sa liste, groupés en régions.',
    'The programme is open in the countries of its list, grouped in regions.',
    [cite('regionalMarkets')],
    { since: '2023-08-17' },
  ),
  C2: binding(
    'Le siège d’un revendeur indirect détermine ses fournisseurs possibles et les régions où il exerce.',
    'The place of an indirect reseller decides which providers it can work with and in which regions.',
    [cite('indirectProviders', '60')],
  ),
  C3: binding(
    'Un partenaire vend dans tous les pays de son marché, même sans y avoir de bureau.',
    'A partner sells in all countries of its market, even where it has no office.',
    [cite('azureInCsp', '97'), cite('resellerAudience', '84')],
  ),
  C4: filled(
    'Un partenaire n’a de clients que dans sa région ; c’est le pays du locataire du client qui compte.',
    'A partner has customers in its own region only; what counts is the country of the customer’s tenant.',
    [cite('regionalMarkets'), cite('azureInCsp', '97')],
  ),
  C6: binding(
    'La devise d’un partenaire vient de son contrat avec l’opérateur, celle d’un client de son contrat avec le partenaire.',
    'A partner’s currency comes from its contract with the operator, a customer’s from its contract with the partner.',
    [cite('azureInCsp', '124'), cite('billingOverview')],
  ),
  C7: filled(
    'Une région peut réunir des pays de devises différentes : en Europe, l’euro côtoie la livre, les couronnes et le franc suisse.',
    'A region may join countries with different currencies: in Europe the euro stands beside the pound, the crowns and the Swiss franc.',
    [cite('regionalMarkets')],
  ),
  C8: filled(
    'Les pays, leur région et leur devise changent avec le temps : la liste est datée.',
    'Countries, their region and their currency change over time: the list has dates.',
    [cite('regionalMarkets')],
  ),
  C11: filled(
    'Un prix saisi en dollars est converti une seule fois, au premier enregistrement, dans la devise de chaque marché.',
    'A price typed in US dollars is converted once, when first saved, into the currency of each market.',
    [cite('geoAvailability')],
  ),
} as const;
