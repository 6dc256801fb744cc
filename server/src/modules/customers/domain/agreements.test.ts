import { expect, test } from 'vitest';
import { agreementHtml, confirmationMail } from './agreement-text.ts';
import { agreementTemplates, dateAgreedVerdict, findTemplate } from './agreements.ts';

const now = Temporal.Instant.from('2026-11-21T08:00:00Z');

test('An agreement is dated on a day that has begun', () => {
  expect(dateAgreedVerdict(Temporal.PlainDate.from('2026-11-21'), now).allowed).toBe(true);
  expect(dateAgreedVerdict(Temporal.PlainDate.from('1999-01-01'), now).allowed).toBe(true);
  expect(dateAgreedVerdict(Temporal.PlainDate.from('2026-11-22'), now)).toMatchObject({
    allowed: false,
    rule: { id: 'F6' },
  });
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
  expect(confirmationMail(facts, 'de').text).toContain('November 21, 2026');
});
