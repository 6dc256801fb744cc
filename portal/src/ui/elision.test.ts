import { createIntl } from 'react-intl';
import { expect, test } from 'vitest';
import { elided } from './elision.ts';

function say(language: string, message: string, values: Record<string, string>): string {
  const intl = createIntl({ locale: language, messages: { text: message } });
  return elided(language, message, values, (given) => intl.formatMessage({ id: 'text' }, given));
}

test.each([
  ['le site de {name}', 'Atelier Logiciel', 'le site d’Atelier Logiciel'],
  ['Licences de {name}', 'Élise', 'Licences d’Élise'],
  ['De {name} à {name}', 'Ivry', 'D’Ivry à Ivry'],
  ['une fois que {name} a répondu', 'Atelier Logiciel', 'une fois qu’Atelier Logiciel a répondu'],
  ['Qu’il attende que {name} réponde', 'Boréal', 'Qu’il attende que Boréal réponde'],
  ['Clients de {name}', 'Boréal', 'Clients de Boréal'],
  ['Clients de {name}', 'Banque de Elche', 'Clients de Banque de Elche'],
  ['la somme est de {name}', '11,00 €', 'la somme est de 11,00 €'],
  ['un mode {name}', 'actif', 'un mode actif'],
  ['« {name} »', 'Puerto de Azul', '« Puerto de Azul »'],
])('In French “%s” with “%s” is “%s”', (message, name, french) => {
  expect(say('fr', message, { name })).toBe(french);
});

test('English stays as it is', () => {
  expect(say('en', 'Puerto de {name}', { name: 'Azul' })).toBe('Puerto de Azul');
});
