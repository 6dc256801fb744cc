/** Family D: the indirect model and relationships with customers. */
import { binding, cite, filled } from './rule.ts';

export const relationshipRules = {
  D5: binding(
    'Pour commander au nom d’un client, un fournisseur indirect doit avoir sa propre relation de revendeur avec ce client.',
    'To order on behalf of a customer, an indirect provider needs its own reseller relationship with that customer.',
    [cite('indirectProviders', '58'), cite('connectCustomers')],
  ),
  D7: filled(
    'Un client peut retirer à son partenaire l’administration déléguée et garder la relation de revendeur.',
    'A customer can withdraw delegated administration from its partner and keep the reseller relationship.',
    [cite('connectCustomers')],
  ),
  D9: filled(
    'Les partenaires à facturation directe et les fournisseurs indirects commandent ; un revendeur indirect s’adresse à son fournisseur.',
    'Direct-bill partners and indirect providers place orders; an indirect reseller turns to its provider.',
    [cite('directToIndirect'), cite('azureInCsp', '105, 142–148')],
  ),
  D10: binding(
    'Le revendeur inscrit sur une commande est un revendeur indirect actif du programme.',
    'The reseller on record of an order is an active indirect reseller of the programme.',
    [cite('manageProducts', '53'), cite('indirectProviderTasks')],
  ),
  D12: binding(
    'Un client peut travailler avec plusieurs partenaires CSP, et conserve son locataire existant.',
    'A customer can work with several CSP partners, and keeps the tenant it already has.',
    [cite('azureInCsp', '79'), cite('multiPartner')],
  ),
} as const;
