/** Family H: who supports whom, and who sees what. */
import { binding, cite } from './rule.ts';

export const supportRules = {
  H4: binding(
    'L’éditeur assure le support technique de son offre et informe les partenaires ; le partenaire est responsable de la facturation et du compte du client.',
    'The publisher provides technical support for its offer and informs partners; the partner is responsible for the customer’s billing and account.',
    [cite('productSupport', '37–47'), cite('resellerAudience', '23')],
  ),
  H9: binding(
    'Chacun ne voit que ce qui le concerne : les clients ne voient ni les supports ni les prix des partenaires, et l’éditeur ne voit pas le prix de revente.',
    'Each party sees only what concerns it: customers never see partners’ material and prices, and the publisher never sees the resale price.',
    [cite('resellerAudience', '169'), cite('directToIndirect')],
  ),
} as const;
