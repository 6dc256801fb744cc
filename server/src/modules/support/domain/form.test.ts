import { expect, test } from 'vitest';
import { formProblems, requiredSections, titles, type FilledForm } from './form.ts';

const filled: FilledForm = {
  productVersion: 'liveOfferManagement',
  category: 'saas',
  problem: 'updateExistingOffer',
  title: titles.en,
  description: 'Please take Azur off.',
  contact: { name: 'Ada', email: 'ada@isv.example', phone: '' },
};
const wrong = (changes: Partial<FilledForm>) =>
  formProblems({ ...filled, ...changes }, 'saas').map(({ path, code }) => `${path} ${code}`);

test('AUD-48 The prescribed title is taken in either language, with either apostrophe', () => {
  for (const title of ['Deauthorize CSP', 'Supprimer l’autorisation CSP', "Supprimer l'autorisation CSP"]) {
    expect(wrong({ title })).toEqual([]);
  }
  expect(wrong({ title: 'Remove a partner' })).toEqual(['title TitleDiffers']);
});

test('AUD-43 AUD-44 AUD-45 AUD-46 A pre-filled selection that was changed is refused where it is', () => {
  expect(wrong({ productVersion: 'billing', category: 'container', problem: 'newOffer' })).toEqual([
    'productVersion SelectionChanged',
    'category SelectionChanged',
    'problem SelectionChanged',
  ]);
  expect(formProblems({ ...filled, category: 'virtualMachine' }, 'virtualMachine')).toEqual([]);
});

test('AUD-48 Every required section that is empty is told at once', () => {
  const contact = { name: ' ', email: '', phone: '' };
  expect(wrong({ title: '', description: ' \n', contact })).toEqual([
    'title SectionEmpty',
    'description SectionEmpty',
    'contact.name SectionEmpty',
    'contact.email SectionEmpty',
  ]);
  expect(wrong({ title: '', description: '', contact })).toEqual(
    requiredSections.map((path) => `${path} SectionEmpty`),
  );
  expect(wrong({ contact: { ...filled.contact, email: 'ada at isv' } })).toEqual(['contact.email EmailMalformed']);
});
