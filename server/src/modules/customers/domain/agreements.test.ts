import { expect, test } from 'vitest';
import { agreementHtml, confirmationMail } from './agreement-text.ts';
import { agreementTemplates, agreementTypes, findTemplate, purchaseAgreement, wrongDay } from './agreements.ts';

const now = Temporal.Instant.from('2026-11-21T08:00:00Z');

test('F6 An agreement is dated on a day that has begun, and not before the programme', () => {
  const codeOf = (dated: string, agreedAt?: string) =>
    wrongDay(
      {
        dateAgreed: Temporal.PlainDate.from(dated),
        ...(agreedAt ? { agreedAt: Temporal.Instant.from(agreedAt) } : {}),
      },
      now,
    )?.code;
  expect(codeOf('2026-11-21')).toBeUndefined();
  expect(codeOf('2026-11-22')).toBe('AgreementDateInFuture');
  expect(codeOf('2026-11-22', '2026-11-21T08:00:00Z')).toBeUndefined();
  expect(codeOf('2014-01-01')).toBeUndefined();
  expect(codeOf('2013-12-31')).toBe('AgreementDateTooEarly');
  expect(codeOf('1900-01-01')).toBe('AgreementDateTooEarly');
});

test('Template ids are compared as they are written', () => {
  expect(findTemplate('117a77b0-9360-443b-8795-c6dedc750cf9')?.type).toBe('MicrosoftCustomerAgreement');
  expect(findTemplate('117A77B0-9360-443B-8795-C6DEDC750CF9')).toBeUndefined();
});

test('The text of every template is a whole document in both languages', () => {
  for (const template of agreementTemplates) {
    expect(agreementHtml(template, 'en-US', 'FR')).toMatch(/<html lang="en-US">[\s\S]*France[\s\S]*<\/html>/);
    expect(agreementHtml(template, 'fr-FR', 'DE')).toMatch(/<html lang="fr-FR">[\s\S]*Allemagne[\s\S]*<\/html>/);
  }
});

test('The customer reads in its own language who attested what for which day', () => {
  const facts = {
    partnerName: 'Nordlicht',
    companyName: 'Librairie du Port',
    firstName: 'Ada',
    lastName: 'L.',
    type: 'MicrosoftCustomerAgreement' as const,
    dateAgreed: Temporal.PlainDate.from('2026-11-21'),
  };
  expect(confirmationMail(facts, 'fr').text).toContain('Nordlicht a attesté');
  expect(confirmationMail(facts, 'fr').text).toContain('21 novembre 2026');
  expect(confirmationMail(facts, 'de').text).toContain('21 November 2026');
});

test('F6 The templates are those that existing clients know, and a purchase asks for the customer agreement', () => {
  expect(agreementTemplates.map(({ id, type, versionRank }) => `${id} ${type} ${versionRank}`)).toEqual([
    '998b88de-aa99-4388-a42c-1b3517d49490 MicrosoftCloudAgreement 0',
    '117a77b0-9360-443b-8795-c6dedc750cf9 MicrosoftCustomerAgreement 1',
  ]);
  expect(agreementTypes).toEqual(['MicrosoftCloudAgreement', 'MicrosoftCustomerAgreement']);
  expect(purchaseAgreement).toBe('MicrosoftCustomerAgreement');
});

test('The text has five chapters, numbered from one, names its template, and takes no markup from outside', () => {
  const template = { ...agreementTemplates[1]!, id: '<b a="1">&', versionRank: 7 };
  const chapters = (html: string) => [...html.matchAll(/<h2>(.*?)<\/h2>/g)].map(([, heading]) => heading);
  const [english, french] = [agreementHtml(template, 'en-US', 'FR'), agreementHtml(template, 'fr-FR', 'FR')];
  expect(chapters(english)).toEqual([
    '1. Parties',
    '2. Purchases',
    '3. Products of publishers',
    '4. Support',
    '5. Duration',
  ]);
  expect(chapters(french)).toEqual(['1. Parties', '2. Achats', '3. Produits des éditeurs', '4. Support', '5. Durée']);
  expect(english).toContain('<footer>Template &lt;b a=&quot;1&quot;&gt;&amp; · 7</footer>');
  expect(french).toContain('<footer>Modèle &lt;b a=&quot;1&quot;&gt;&amp; · 7</footer>');
  // A country without a name of its own is written by its code.
  expect(agreementHtml(template, 'en-US', 'QM')).toContain('Country of the customer: QM');
});

test('The mail says the title in the middle of its sentences, in small letters, and the first of a month as French does', () => {
  const facts = {
    partnerName: 'Nordlicht',
    companyName: 'Librairie du Port',
    firstName: 'Ada',
    lastName: 'L.',
    type: purchaseAgreement,
    dateAgreed: Temporal.PlainDate.from('2026-12-01'),
  };
  expect(confirmationMail(facts, 'fr').subject).toBe('Nordlicht a attesté votre acceptation du contrat client');
  expect(confirmationMail(facts, 'en').subject).toBe(
    'Nordlicht has attested your acceptance of the customer agreement',
  );
  expect(confirmationMail(facts, 'fr').text).toContain('le 1er décembre 2026.');
  expect(confirmationMail(facts, 'en').text).toContain('on 1 December 2026.');
});
