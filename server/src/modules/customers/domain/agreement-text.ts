/** Texts of the customer agreements, and of the mail that tells the customer. Comptoir's own words, short on purpose. Pure. */
import { frenchOrdinal, plainName } from '../../../kernel/index.ts';
import type { AgreementTemplate, AgreementType, DocumentLanguage } from './agreements.ts';

interface Words {
  readonly titles: Readonly<Record<AgreementType, string>>;
  readonly for: string;
  readonly clauses: readonly (readonly [heading: string, text: string])[];
  readonly template: string;
}

const english: Words = {
  titles: {
    MicrosoftCloudAgreement: 'Cloud agreement',
    MicrosoftCustomerAgreement: 'Customer agreement',
  },
  for: 'Country of the customer:',
  clauses: [
    [
      'Parties',
      'This agreement is between the operator of this marketplace and the customer. The customer accepts it before the first purchase, either directly or through its partner, which attests who accepted it and on which day.',
    ],
    [
      'Purchases',
      'The partner buys for the customer, sets the customer’s price and bills the customer. The partner and the customer agree on price and payment between themselves.',
    ],
    [
      'Products of publishers',
      'A product of another publisher is licensed by that publisher under the terms shown with its offer. The publisher provides technical support for it.',
    ],
    [
      'Support',
      'The partner is the first point of contact for questions about billing and the management of subscriptions.',
    ],
    ['Duration', 'This agreement remains in force for as long as the customer has a subscription bought under it.'],
  ],
  template: 'Template',
};

const french: Words = {
  titles: {
    MicrosoftCloudAgreement: 'Contrat cloud',
    MicrosoftCustomerAgreement: 'Contrat client',
  },
  for: 'Pays du client\u00a0:',
  clauses: [
    [
      'Parties',
      'Ce contrat lie l’opérateur de cette place de marché et le client. Le client l’accepte avant le premier achat, soit directement, soit par l’intermédiaire de son partenaire, qui atteste qui l’a accepté et à quelle date.',
    ],
    [
      'Achats',
      'Le partenaire achète pour le compte du client, fixe le prix que celui-ci paie et le lui facture. Le partenaire et le client conviennent entre eux du prix et du paiement.',
    ],
    [
      'Produits des éditeurs',
      'L’éditeur d’un produit en concède l’usage aux conditions indiquées avec son offre. Il en assure le support technique.',
    ],
    [
      'Support',
      'Le partenaire est le premier interlocuteur du client pour la facturation et la gestion des abonnements.',
    ],
    ['Durée', 'Ce contrat reste en vigueur tant que le client dispose d’un abonnement acheté à ses conditions.'],
  ],
  template: 'Modèle',
};

const words: Readonly<Record<DocumentLanguage, Words>> = { 'en-US': english, 'fr-FR': french };

/** The agreement as one HTML document that needs nothing else. `country`: two letters. */
export function agreementHtml(template: AgreementTemplate, language: DocumentLanguage, country: string): string {
  const said = words[language];
  const title = said.titles[template.type];
  const place = new Intl.DisplayNames(language, { type: 'region' }).of(country) ?? country;
  const clauses = said.clauses.map(
    ([heading, text], index) => `<h2>${index + 1}. ${escaped(heading)}</h2>\n<p>${escaped(text)}</p>`,
  );
  return `<!doctype html>
<html lang="${language}">
<head><meta charset="utf-8"><title>${escaped(title)}</title>
<style>body{font:16px/1.5 system-ui,sans-serif;max-width:40rem;margin:3rem auto;padding:0 1rem;color:#222;background:#fff}h1{font-size:1.6rem}h2{font-size:1.1rem}footer{margin-top:2rem;color:#595959;font-size:.85rem}</style></head>
<body>
<main>
<h1>${escaped(title)}</h1>
<p>${escaped(said.for)} ${escaped(place)}</p>
${clauses.join('\n')}
</main>
<footer>${escaped(said.template)} ${escaped(template.id)} · ${template.versionRank}</footer>
</body>
</html>
`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

export interface ConfirmationFacts {
  readonly partnerName: string;
  readonly companyName: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly type: AgreementType;
  /** UTC day. */
  readonly dateAgreed: Temporal.PlainDate;
}

/** What the customer's contact reads when a partner attests the agreement (rule F6); French for French customers. */
export function confirmationMail(facts: ConfirmationFacts, language: string): { subject: string; text: string } {
  const { partnerName, firstName, lastName } = facts;
  const [name, companyName] = [plainName(`${firstName} ${lastName}`), plainName(facts.companyName)];
  const day = (locale: string) => facts.dateAgreed.toLocaleString(locale, { dateStyle: 'long' });
  if (language === 'fr') {
    const title = french.titles[facts.type].toLowerCase();
    return {
      subject: `${partnerName} a attesté votre acceptation du ${title}`,
      text: `Bonjour ${name},\n\n${partnerName} a attesté que vous avez accepté le ${title} pour ${companyName} le ${frenchOrdinal(day('fr-FR'))}.\nSi ce n’est pas le cas, adressez-vous à ${partnerName}.\n`,
    };
  }
  const title = english.titles[facts.type].toLowerCase();
  return {
    subject: `${partnerName} has attested your acceptance of the ${title}`,
    text: `Hello ${name},\n\n${partnerName} has attested that you accepted the ${title} for ${companyName} on ${day('en-GB')}.\nIf you did not, please contact ${partnerName}.\n`,
  };
}
