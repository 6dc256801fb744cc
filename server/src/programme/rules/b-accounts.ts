/** Family B: enrolment, accounts and their data. */
import { binding, cite, filled } from './rule.ts';

export const accountRules = {
  B1: binding(
    'Depuis octobre 2020, une société qui entre dans le programme s’inscrit comme revendeur indirect.',
    'Since October 2020, a company that joins the programme enrols as an indirect reseller.',
    [cite('indirectProviders', '15'), cite('directRequirements')],
    { since: '2020-10-01' },
  ),
  B2: binding(
    'Une société déjà présente dans le programme peut n’avoir que les coordonnées de son support à fournir.',
    'A company already in the programme may only need to give its customer support contact.',
    [cite('indirectProviders', '12–13')],
  ),
  B3: binding(
    'L’inscription se fait avec un compte professionnel d’administrateur général, créé pendant l’inscription s’il n’existe pas.',
    'Enrolment needs the work account of a global admin, which is created during enrolment if there is none.',
    [cite('indirectProviders', '16–17, 28')],
  ),
  B4: binding(
    'Le PartnerID est lié directement au compte CSP ; l’ancien site d’adhésion n’existe plus depuis mai 2022.',
    'The PartnerID is linked to the CSP account directly; the former membership site was retired in May 2022.',
    [cite('indirectProviders', '18–21')],
    { since: '2022-05-01' },
  ),
  B5: binding(
    'Une inscription demande la raison sociale, l’adresse, le contact principal et les coordonnées du support.',
    'An enrolment asks for the legal name, address, primary contact and support details.',
    [cite('indirectProviders', '22–24')],
  ),
  B6: binding(
    'L’inscription commence par une page d’accueil qui énumère les informations nécessaires.',
    'Enrolment starts on a welcome page that lists the information needed.',
    [cite('indirectProviders', '26–27')],
  ),
  B7: binding(
    'Le PartnerID associé à un compte CSP existe et se trouve dans le même pays que ce compte.',
    'The PartnerID associated with a CSP account exists and is in the same country as that account.',
    [cite('indirectProviders', '29'), cite('agreementFaq')],
  ),
  B8: binding(
    'Le PartnerID à associer est de type Localisation ; s’il n’y en a pas dans le pays, l’ajout d’une localisation en crée un.',
    'The PartnerID to associate is of type Location; if there is none in the country, adding a location creates one.',
    [cite('indirectProviders', '30–32')],
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
  B11: binding(
    'La société est recherchée par son numéro DUNS ou saisie manuellement.',
    'The company is looked up by its DUNS number or entered manually.',
    [cite('indirectProviders', '33–34')],
  ),
  B12: binding(
    'Dans certains pays, une adresse saisie manuellement est vérifiée ; la forme postale est proposée, jamais imposée.',
    'In some countries, an address entered manually is validated; the postal form is suggested, never imposed.',
    [cite('indirectProviders', '35'), cite('accountSetUp')],
  ),
  B13: binding(
    'L’adresse e-mail du contact principal est celle de la société, et non d’une messagerie grand public.',
    'The primary contact’s email address belongs to the company, not to a free mail service.',
    [cite('indirectProviders', '36'), cite('verification')],
  ),
  B14: binding(
    'La vérification ne se poursuit qu’après confirmation de l’adresse e-mail par le contact principal.',
    'Verification continues only after the primary contact has confirmed the email address.',
    [cite('indirectProviders', '38'), cite('verification')],
  ),
  B15: binding(
    'La vérification prend de 3 à 5 jours ouvrés ; au-delà, la société s’adresse à l’assistance.',
    'Verification takes 3 to 5 business days; after that, the company turns to support.',
    [cite('indirectProviders', '39')],
  ),
  B16: filled(
    'La vérification porte successivement sur l’adresse e-mail, le domaine, l’emploi et la société ; une société refusée peut fournir des documents.',
    'Verification covers the email address, the domain, employment and the company in turn; a rejected company can provide documents.',
    [cite('verification')],
  ),
  B17: binding(
    'Un partenaire ne peut vendre qu’après la signature du contrat partenaire par un administrateur général.',
    'A partner can sell only once a global admin has signed the partner agreement.',
    [cite('indirectProviders', '32, 39'), cite('partnerAgreement')],
  ),
  B18: binding(
    'Un revendeur indirect est actif une fois la société vérifiée, le PartnerID associé et le contrat signé.',
    'An indirect reseller is active once the company is verified, the PartnerID associated and the agreement signed.',
    [cite('indirectProviders', '40'), cite('partnerAgreement')],
  ),
  B19: binding(
    'Terminer la configuration et ajouter des utilisateurs demande le rôle d’agent administrateur.',
    'Finishing the set-up and adding users requires the admin agent role.',
    [cite('indirectProviders', '41–44')],
  ),
  B20: filled(
    'Une candidature comporte le PartnerID, l’adresse complète et l’adresse e-mail professionnelle de l’administrateur.',
    'An application contains the PartnerID, the full address and the administrator’s work email address.',
    [cite('enrolling')],
  ),
  B21: filled(
    'Un même locataire n’est pas à la fois revendeur indirect et partenaire à facturation directe, et un partenaire ne se vend rien à lui-même.',
    'A tenant is not both an indirect reseller and a direct-bill partner, and a partner sells nothing to itself.',
    [cite('enrolling'), cite('supportedRelationships')],
  ),
  B22: filled(
    'Dans certains pays, un client fournit le numéro d’immatriculation de son organisation et un numéro de téléphone.',
    'In some countries, a customer provides its organisation’s registration number and a phone number.',
    [cite('registrationIds')],
  ),
  B23: filled(
    'Un partenaire à facturation directe a été revendeur indirect pendant douze mois et remplit les conditions de chiffre d’affaires et de support.',
    'A direct-bill partner has been an indirect reseller for twelve months and meets the revenue and support requirements.',
    [cite('directRequirements')],
  ),
  B24: filled(
    'Un compte restreint ou suspendu ne peut ni acheter ni ajouter de clients ; les abonnements existants continuent.',
    'A restricted or suspended account can neither buy nor add customers; existing subscriptions continue.',
    [cite('restricted'), cite('indirectProviders', '40')],
  ),
  B25: filled(
    'Un revendeur indirect dont le chiffre d’affaires annuel est trop faible perd son autorisation et peut se réinscrire un an plus tard.',
    'An indirect reseller with too little revenue in a year loses its authorisation and can enrol again a year later.',
    [cite('resellerRequirement')],
    { since: '2024-04-01' },
  ),
  B26: binding(
    'Un fournisseur indirect est nommé par l’opérateur ; personne ne s’inscrit comme tel de lui-même.',
    'An indirect provider is nominated by the operator; nobody enrols as one on their own.',
    [cite('azureInCsp', '114')],
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
  B28: binding('Chaque page indique les rôles qu’elle exige.', 'Each page names the roles that it requires.', [
    cite('indirectProviders', '2'),
    cite('manageProducts', '28–29'),
    cite('productSupport', '28–29'),
  ]),
  B29: filled(
    'Un nouvel utilisateur reçoit un mot de passe montré une seule fois et le change à sa première connexion.',
    'A new user receives a password that is shown once and changes it at the first sign-in.',
    [cite('userAccounts')],
  ),
  B30: filled(
    'Chaque utilisateur d’un partenaire se connecte avec un second facteur lorsque son organisation l’exige.',
    'Every user of a partner signs in with a second factor where the organisation requires it.',
    [cite('securityRequirements')],
  ),
} as const;
