/** Family B: enrolment, accounts and their data. */
import { binding, cite, filled } from './rule.ts';

export const accountRules = {
  B5: binding(
    'Une inscription demande la raison sociale, l’adresse, le contact principal et les coordonnées du support.',
    'An enrolment asks for the legal name, address, primary contact and support details.',
    [cite('indirectProviders', '22–24')],
  ),
  B9: binding(
    'Sans PartnerID associé à son compte, un partenaire ne peut ni signer le contrat partenaire ni effectuer de transaction.',
    'Without a PartnerID associated with its account, a partner can neither sign the partner agreement nor make transactions.',
    [cite('indirectProviders', '32')],
  ),
  B10: filled(
    'Un compte CSP a un PartnerID de localisation, et un seul.',
    'A CSP account has one location PartnerID, and only one.',
    [cite('locations')],
  ),
  B17: binding(
    'Un partenaire ne peut vendre qu’après la signature du contrat partenaire par un administrateur général.',
    'A partner can sell only once a global admin has signed the partner agreement.',
    [cite('indirectProviders', '32, 39'), cite('partnerAgreement')],
  ),
  B22: filled(
    'Dans certains pays, un client fournit le numéro d’immatriculation de son organisation et un numéro de téléphone.',
    'In some countries, a customer provides its organisation’s registration number and a phone number.',
    [cite('registrationIds')],
  ),
  B24: filled(
    'Un compte restreint ou suspendu ne peut ni acheter ni ajouter de clients ; les abonnements existants continuent.',
    'A restricted or suspended account can neither buy nor add customers; existing subscriptions continue.',
    [cite('restricted'), cite('indirectProviders', '40')],
  ),
  B27: filled(
    'Un client a un vrai nom de société et une adresse e-mail qui n’appartient ni à Microsoft ni au partenaire.',
    'A customer has a real company name, and an email address that belongs neither to Microsoft nor to the partner.',
    [cite('companyNames')],
    { since: '2021-09-22' },
  ),
  'B27/address': filled(
    'L’adresse d’un client comporte ce que son pays exige, dans la forme de ce pays : État, code postal, téléphone.',
    'A customer’s address contains what its country requires, in that country’s form: state, postal code, phone number.',
    [cite('createCustomer')],
  ),
  'B27/culture': filled(
    'La culture et la langue d’un client font partie de celles de son pays.',
    'A customer’s culture and language are among those of its country.',
    [cite('createCustomer')],
  ),
} as const;
