/** Family B: enrolment, accounts and their data. */
import { binding, cite, filled } from './rule.ts';

export const accountRules = {
  B5: binding(
    'Une inscription demande la raison sociale, l’adresse, le contact principal et les coordonnées du support.',
    'An enrolment asks for the legal name, address, primary contact and support details.',
    [cite('indirectProviders', '22–24')],
  ),
  B9: binding(
    'Sans PartnerID associé au compte, ni signature du contrat de partenariat ni transaction.',
    'Without a PartnerID associated with the account there is no partner agreement and no transaction.',
    [cite('indirectProviders', '32')],
  ),
  B10: filled(
    'Un compte CSP a un PartnerID de localisation, et un seul.',
    'A CSP account has one location PartnerID, and only one.',
    [cite('locations')],
  ),
  B17: binding(
    'Un partenaire vend après avoir signé le contrat de partenariat, ce que fait un administrateur général.',
    'A partner sells once it has signed the partner agreement, which a global administrator does.',
    [cite('indirectProviders', '32, 39'), cite('partnerAgreement')],
  ),
  B22: filled(
    'Dans certains pays, un client donne le numéro d’immatriculation de son organisation et un numéro de téléphone.',
    'In some countries a customer gives its organisation’s registration number and a phone number.',
    [cite('registrationIds')],
  ),
  B24: filled(
    'Un compte restreint ou suspendu n’achète rien et n’ajoute pas de client ; les abonnements existants continuent.',
    'A restricted or suspended account buys nothing and adds no customers; existing subscriptions go on.',
    [cite('restricted'), cite('indirectProviders', '40')],
  ),
  B27: filled(
    'Un client a un vrai nom de société, et une adresse e-mail qui n’est ni celle de Microsoft ni celle du partenaire.',
    'A customer has a real company name, and a mail address that is neither Microsoft’s nor the partner’s.',
    [cite('companyNames')],
    { since: '2021-09-22' },
  ),
  'B27/address': filled(
    'L’adresse d’un client a ce que son pays demande : État, code postal.',
    'A customer’s address has what its country asks for: state, postal code.',
    [cite('createCustomer')],
  ),
  'B27/culture': filled(
    'La culture et la langue d’un client sont de celles de son pays.',
    'A customer’s culture and language are among those of its country.',
    [cite('createCustomer')],
  ),
} as const;
