/** Family H: who supports whom, and who sees what. */
import { binding, cite } from './rule.ts';

export const supportRules = {
  H4: binding(
    'L’éditeur assure le support technique de son offre et informe les partenaires ; le partenaire répond de la facturation et du compte du client.',
    'The publisher gives technical support for its offer and informs partners; the partner answers for the customer’s billing and account.',
    [cite('productSupport', '37–47'), cite('resellerAudience', '23')],
  ),
  H9: binding(
    'Chacun voit ce qui le concerne : jamais les clients les supports et prix des partenaires, jamais l’éditeur le prix de revente.',
    'Each sees what concerns it: customers never partners’ material and prices, the publisher never the resale price.',
    [cite('resellerAudience', '169'), cite('directToIndirect')],
  ),
} as const;
