import { describe, expect, test } from 'vitest';
import en from '../../i18n/en.json' with { type: 'json' };
import fr from '../../i18n/fr.json' with { type: 'json' };
import { findTopics } from './search.ts';
import { topicIds, topics } from './topics.ts';

const texts = { en, fr } as const;
const find = (typed: string, language: 'en' | 'fr' = 'en') =>
  findTopics(typed, language, (id) => texts[language][`help.topic.${id}`]);

describe('the help', () => {
  test.each([
    ['seats', 'seats'],
    ['turn off auto-renew', 'autoRenew'],
    ['indirect reseller MPN ID', 'reseller'],
    ['cancel', 'cancel'],
    ['sièges', 'seats'],
    ['annuler un abonnement', 'cancel'],
    ['désactiver le renouvellement automatique', 'autoRenew'],
    ['ID MPN du revendeur indirect', 'reseller'],
  ])('SUB-26 “%s” is found first, whichever language the portal speaks', (typed, topic) => {
    expect(find(typed, 'en')[0]).toBe(topic);
    expect(find(typed.toUpperCase(), 'fr')[0]).toBe(topic);
  });

  test('French words are found with and without their accents', () => {
    expect(find('résilier', 'fr')[0]).toBe('cancel');
    expect(find('resiliation', 'fr')[0]).toBe('cancel');
    expect(find('Facture', 'fr')[0]).toBe('billing');
    expect(find('licences utilisateurs', 'fr')).toContain('seats');
  });

  test('What nothing is about finds nothing, and an empty search every topic', () => {
    expect(find('zeppelin')).toEqual([]);
    expect(find('  ')).toEqual(topicIds);
  });

  test('SUB-24 SUB-25 BIL-24 Buying leads to customers, marketplace and the API, billing to the invoices', () => {
    const leadsTo = (id: 'buy' | 'billing') => topics[id].links.map(({ to }) => to);
    expect(leadsTo('buy')).toEqual(['/partner/customers', '/partner/marketplace', '/openapi/partner-center.json']);
    expect(leadsTo('billing')).toContain('/partner/billing/invoices');
  });

  test('Each topic is written in both languages, typeset as each asks', () => {
    for (const id of topicIds) {
      const { words } = topics[id];
      expect(words.fr.length, id).toBe(words.en.length);
      for (const text of words.fr) expect(text, id).not.toMatch(/'| [:;!?»]|« /);
      for (const text of words.en) expect(text, id).not.toMatch(/'|\u00a0/);
    }
  });
});
