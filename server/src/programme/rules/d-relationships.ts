/** Family D: the indirect model and relationships with customers. */
import { binding, cite, filled } from './rule.ts';

export const relationshipRules = {
  D1: binding(
    'Le fournisseur indirect achète et revend par l’intermédiaire du revendeur indirect, auquel il apporte facturation, support et formation.',
    'The indirect provider buys and sells through the indirect reseller, to which it brings billing, support and training.',
    [cite('indirectProviders', '4–9, 47')],
  ),
  D2: binding(
    'Le fournisseur indirect invite le revendeur par un lien ; un administrateur général du revendeur l’autorise.',
    'The indirect provider invites the reseller by a link; a global admin of the reseller authorises it.',
    [cite('indirectProviders', '48–51'), cite('indirectProviderTasks')],
  ),
  D3: binding(
    'Le fournisseur autorisé commande pour les clients du revendeur et administre le compte de celui-ci, jusqu’à ce que le revendeur retire cet accès.',
    'An authorised provider orders for the reseller’s customers and administers the reseller’s account until the reseller removes that access.',
    [cite('indirectProviders', '53')],
  ),
  D4: binding(
    'Un revendeur indirect demande au client d’accepter à la fois le revendeur et son fournisseur.',
    'An indirect reseller asks the customer to accept both the reseller and its provider at once.',
    [cite('indirectProviders', '54–56')],
  ),
  D5: binding(
    'Pour commander au nom d’un client, un fournisseur indirect doit avoir sa propre relation de revendeur avec ce client.',
    'To order on behalf of a customer, an indirect provider needs its own reseller relationship with that customer.',
    [cite('indirectProviders', '58'), cite('connectCustomers')],
  ),
  D6: filled(
    'Seul un administrateur général du client accepte une demande de relation.',
    'Only a global admin of the customer accepts a relationship request.',
    [cite('requestRelationship')],
  ),
  D7: filled(
    'Un client peut retirer à son partenaire l’administration déléguée et garder la relation de revendeur.',
    'A customer can withdraw delegated administration from its partner and keep the reseller relationship.',
    [cite('connectCustomers')],
  ),
  D8: filled(
    'Une administration déléguée porte sur des rôles nommés, pour 1 à 730 jours, et la demande expire après 90 jours.',
    'Delegated administration covers named roles for 1 to 730 days, and the request expires after 90 days.',
    [cite('delegatedAdmin')],
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
  D11: filled(
    'À la commande, le partenaire confirme agir comme fournisseur indirect lorsqu’il nomme un revendeur.',
    'At order, the partner confirms that it acts as an indirect provider when it names a reseller.',
    [cite('createSubscription')],
  ),
  D12: binding(
    'Un client peut travailler avec plusieurs partenaires CSP, et conserve son locataire existant.',
    'A customer can work with several CSP partners, and keeps the tenant it already has.',
    [cite('azureInCsp', '79'), cite('multiPartner')],
  ),
  D13: binding(
    'L’accès d’un revendeur à l’abonnement Azure d’un client demande d’abord une relation de revendeur, puis un rôle donné à son groupe.',
    'A reseller’s access to a customer’s Azure subscription first needs a reseller relationship, then a role given to its group.',
    [cite('azureInCsp', '148')],
  ),
  D14: filled(
    'Mettre fin à un partenariat laisse au fournisseur et au revendeur leurs clients et leurs droits délégués.',
    'Ending a partnership leaves the provider and the reseller their customers and delegated rights.',
    [cite('indirectProviderTasks')],
  ),
  D15: filled(
    'Une relation avec un client ne prend fin que lorsqu’aucun de ses abonnements n’est actif.',
    'A relationship with a customer ends only once none of its subscriptions is active.',
    [cite('removeRelationship')],
  ),
  D16: filled(
    'Le contact de support d’un abonnement est le fournisseur indirect, ou un revendeur désigné qui a des droits délégués.',
    'The support contact of a subscription is the indirect provider, or a designated reseller with delegated rights.',
    [cite('supportContacts')],
  ),
  D17: filled(
    'Un partenaire direct qui devient revendeur indirect transfère ses clients et ses abonnements à son fournisseur.',
    'A direct partner that becomes an indirect reseller transfers its customers and subscriptions to its provider.',
    [cite('directToIndirect')],
  ),
} as const;
