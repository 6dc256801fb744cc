/** The documents that rules stand in, by what they are called: Microsoft's public pages, and our own decisions. */

export const languages = ['en', 'fr'] as const;
export type Language = (typeof languages)[number];

interface Document {
  readonly title: Readonly<Record<Language, string>>;
  /** `source`: one of the five documents the programme is built from; `microsoft`: another public page; `decision`: ours. */
  readonly origin: 'source' | 'microsoft' | 'decision';
  /** The page's own date, `YYYY-MM-DD`, where it has one. */
  readonly date?: string;
}

const page =
  (origin: Document['origin']) =>
  (fr: string, en: string, date?: string): Document => ({ title: { fr, en }, origin, ...(date ? { date } : {}) });
const source = page('source');
const microsoft = page('microsoft');
const decision = page('decision');

const documents = {
  // The source documents.
  resellerAudience: source(
    'Programme des fournisseurs de solution Cloud',
    'Cloud Solution Provider program',
    '2020-07-14',
  ),
  indirectProviders: source(
    'Découvrir comment devenir partenaire de fournisseurs indirects dans le programme Fournisseur de solutions Cloud',
    'Learn how to partner with indirect providers in the Cloud Solution Provider program',
  ),
  azureInCsp: source('Azure dans CSP', 'Azure in CSP'),
  manageProducts: source(
    'Gérer les produits de la place de marché commerciale pour vos clients',
    'Manage commercial marketplace products for your customers',
    '2019-11-20',
  ),
  productSupport: source(
    'Prise en charge des produits de la place de marché commerciale',
    'Support for commercial marketplace products',
    '2019-11-20',
  ),
  // Other public pages of Microsoft.
  billingOverview: microsoft(
    'Vue d’ensemble de la facturation dans l’Espace partenaires',
    'Overview of Partner Center billing',
    '2023-01-11',
  ),
  companyNames: microsoft(
    'Valider les noms de sociétés et les adresses e-mail',
    'Validate company names and email addresses',
    '2023-01-11',
  ),
  compareOffers: microsoft(
    'Mettre à jour une offre existante sur la place de marché commerciale',
    'Update an existing offer in the commercial marketplace',
  ),
  confirmAgreement: microsoft(
    'Confirmer que le client a accepté le Contrat client Microsoft',
    'Confirm customer has accepted the Microsoft Customer Agreement',
    '2023-04-28',
  ),
  connectCustomers: microsoft('Se connecter avec vos clients', 'Connect with your customers', '2023-10-23'),
  contracts: microsoft(
    'Contrats des partenaires CSP qui exercent sur la place de marché commerciale',
    'Contracts for CSP partners doing business in the commercial marketplace',
    '2023-07-31',
  ),
  createCustomer: microsoft('Créer un client', 'Create a customer', '2023-07-28'),
  createSubscription: microsoft('Gérer les abonnements des clients', 'Manage customer subscriptions', '2023-10-19'),
  customerQualification: microsoft(
    'Mettre à jour la qualification d’un client de manière asynchrone',
    'Update a customer’s qualification asynchronously',
  ),
  directToIndirect: microsoft(
    'Passer de partenaire à facturation directe à revendeur indirect',
    'Transition from Cloud Solution Provider direct-bill partner to indirect reseller',
    '2021-10-07',
  ),
  discover: microsoft('Découvrir les offres de la place de marché', 'Discover marketplace offers', '2022-08-21'),
  geoAvailability: microsoft(
    'Disponibilité géographique et devises de la place de marché commerciale',
    'Geographic availability and currency support for the commercial marketplace',
    '2023-05-31',
  ),
  indirectProviderTasks: microsoft(
    'Devenir partenaire de revendeurs indirects dans le programme Fournisseur de solutions Cloud',
    'Partner with indirect resellers in the Cloud Solution Provider program',
    '2023-09-15',
  ),
  ingestion: microsoft(
    'API d’ingestion de produits pour la place de marché commerciale',
    'Product Ingestion API for the commercial marketplace',
  ),
  invoiceFiles: microsoft('Utiliser les fichiers de rapprochement', 'Use the reconciliation files', '2023-10-12'),
  listSaas: microsoft(
    'Configurer les détails du référencement d’une offre SaaS',
    'Configure SaaS offer listing details',
    '2022-03-16',
  ),
  locations: microsoft(
    'Gérer les localisations de votre compte partenaire',
    'Manage locations in your partner account',
    '2023-04-27',
  ),
  margins: microsoft('Découvrir les marges de la place de marché', 'Discover marketplace margins', '2023-07-31'),
  metering: microsoft(
    'API de facturation à l’usage de la place de marché',
    'Marketplace metered billing APIs',
    '2022-07-07',
  ),
  multiPartner: microsoft(
    'Prise en charge des clients qui souhaitent travailler avec plusieurs partenaires',
    'Multi-partner support for customers who want to work with more than one partner',
    '2023-09-26',
  ),
  partnerAgreement: microsoft(
    'En savoir plus sur le Contrat Partenaire Microsoft pour les partenaires du programme CSP',
    'Learn about the Microsoft Partner Agreement (MPA) for CSP program partners',
    '2022-02-22',
  ),
  planSaas: microsoft(
    'Planifier une offre SaaS pour la place de marché commerciale',
    'Plan a SaaS offer for the Microsoft commercial marketplace',
  ),
  priceChanges: microsoft(
    'Modifier les prix d’offres actives de la place de marché commerciale',
    'Changing prices in active commercial marketplace offers',
  ),
  privateOffers: microsoft(
    'Offres privées des éditeurs aux partenaires CSP',
    'ISV to CSP partner private offers',
    '2022-04-28',
  ),
  privateOffersFaq: microsoft(
    'Questions fréquentes sur les offres privées des éditeurs aux partenaires',
    'Independent Software Vendor (ISV) to Partner private offers FAQ',
    '2022-02-15',
  ),
  privatePlans: microsoft(
    'Plans privés sur la place de marché commerciale',
    'Private plans in the Microsoft commercial marketplace',
  ),
  purchase: microsoft(
    'Acheter des offres de la place de marché commerciale',
    'Purchase commercial marketplace offers',
    '2023-07-31',
  ),
  readBill: microsoft(
    'Comprendre votre facture et votre fichier de rapprochement',
    'Understand your bill and reconciliation file',
    '2022-07-18',
  ),
  regionalMarkets: microsoft(
    'Marchés régionaux et devises du programme Fournisseur de solutions Cloud où vous pouvez vendre des offres CSP',
    'Cloud Solution Provider program regional markets and currencies where you can sell CSP offers',
    '2023-08-17',
  ),
  registrationIds: microsoft(
    'Informations sur les numéros d’immatriculation',
    'Registration ID number information',
    '2021-05-10',
  ),
  restricted: microsoft(
    'Capacités restreintes des partenaires à facturation directe',
    'Restricted direct-bill capabilities',
    '2022-08-18',
  ),
  saasLifeCycle: microsoft('Gérer le cycle de vie d’un abonnement SaaS', 'Managing the SaaS subscription life cycle'),
  validationStatus: microsoft(
    'Récupérer l’état de validation d’un client',
    'Retrieve the validation status of a customer',
  ),
  vmPrices: microsoft(
    'Configurer les prix et la disponibilité d’une offre de machine virtuelle',
    'Configure pricing and availability for a virtual machine offer',
  ),
  accountSetUp: microsoft(
    'Configurer votre compte de l’Espace partenaires',
    'Set up your Partner Center account',
    '2023-06-27',
  ),
  agreementFaq: microsoft(
    'Contrat Partenaire Microsoft : questions des fournisseurs indirects',
    'Microsoft Partner Agreement: FAQ for indirect providers',
    '2022-02-22',
  ),
  delegatedAdmin: microsoft(
    'Privilèges d’administration délégués granulaires (GDAP)',
    'Granular delegated admin privileges (GDAP)',
  ),
  directRequirements: microsoft(
    'Conditions d’inscription des partenaires à facturation directe',
    'Requirements for new direct-bill partners',
    '2023-04-24',
  ),
  enrolling: microsoft(
    'S’inscrire au programme Fournisseur de solutions Cloud',
    'Enroll in the Cloud Solution Provider program',
    '2021-08-18',
  ),
  removeRelationship: microsoft(
    'Supprimer une relation avec un client',
    'Remove a relationship with a customer',
    '2021-11-01',
  ),
  requestRelationship: microsoft(
    'Demander une relation avec un client',
    'Request a relationship with a customer',
    '2023-09-20',
  ),
  resellerRequirement: microsoft(
    'Nouvelle condition pour les revendeurs indirects',
    'New requirement for indirect resellers',
    '2023-10-02',
  ),
  securityRequirements: microsoft(
    'Exigences de sécurité des partenaires',
    'Partner security requirements',
    '2023-10-13',
  ),
  supportContacts: microsoft('Attribuer des contacts de support', 'Assign support contacts', '2023-09-26'),
  supportedRelationships: microsoft(
    'Relations entre partenaires prises en charge dans le programme',
    'Supported partner relationships in the CSP program',
    '2023-01-11',
  ),
  userAccounts: microsoft(
    'Créer des comptes d’utilisateur et définir leurs autorisations',
    'Create user accounts and set permissions',
  ),
  verification: microsoft(
    'Vérification de votre compte : étapes et réponses',
    'Account verification: steps and responses',
    '2023-05-26',
  ),
  // Our own decisions, where the documents are silent.
  chargesAndInvoices: decision(
    'Décision 0006 : frais, factures et preuve',
    'Decision 0006: charges, invoices and the proof',
  ),
  subscriptionChanges: decision(
    'Décision 0084 : ce que coûte un changement d’abonnement',
    'Decision 0084: what a change of a subscription costs',
  ),
  standardContract: decision('Décision 0058 : le contrat standard', 'Decision 0058: the standard contract'),
  audienceTransitions: decision(
    'Décision 0013 : passage d’une option d’audience à une autre',
    'Decision 0013: transitions between audience options',
  ),
} as const satisfies Record<string, Document>;

export type DocumentId = keyof typeof documents;

/** A place in a document. */
export interface Citation {
  readonly document: DocumentId;
  /** Lines of the source document as it was given, e.g. `25–30`. */
  readonly lines?: string;
}

export function cite(document: DocumentId, lines?: string): Citation {
  return { document, ...(lines ? { lines } : {}) };
}

export function documentOf(citation: Citation): Document {
  return documents[citation.document];
}

/** “Azure in CSP”, line 97 · « Azure dans CSP », ligne 97. */
export function citationText(citation: Citation, language: Language): string {
  const title = documentOf(citation).title[language];
  const { lines } = citation;
  if (language === 'fr')
    return `«\u00a0${title}\u00a0»${lines ? `, ${several(lines) ? 'lignes' : 'ligne'}\u00a0${lines}` : ''}`;
  return `“${title}”${lines ? `, ${several(lines) ? 'lines' : 'line'} ${lines}` : ''}`;
}

const several = (lines: string) => /[–,]/.test(lines);
