import { expect, test } from 'vitest';
import { nearest } from './spelling.ts';

const titles = ['pilote', 'projets', 'harbour', 'dashboards', 'releve', 'planning', 'plan', 'vault'];

test.each([
  ['plote', ['pilote']],
  ['pliote', ['pilote']],
  ['harbor', ['harbour']],
  ['dashbord', ['dashboards']],
  ['plannning', ['planning']],
  ['porjest', ['projets']],
  ['valt', ['vault']],
  ['default', []],
  ['xyzzyxyz', []],
])('%s may have meant %j', (word, meant) => {
  expect(nearest(word, titles)).toEqual(meant);
});

test('The words with the fewest wrong letters are meant, five at most', () => {
  expect(nearest('cart', ['carton', 'card', 'chart'])).toEqual(['carton']);
  const alike = ['aline', 'bline', 'cline', 'dline', 'eline', 'fline'];
  expect(nearest('gline', alike)).toEqual(alike.slice(0, 5));
  expect(nearest('word', [])).toEqual([]);
});
