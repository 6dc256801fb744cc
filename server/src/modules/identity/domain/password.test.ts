import { expect, test } from 'vitest';
import { passwordProblem } from './password.ts';

const anna = 'anna@operator.example';

test.for(['twelve chars', 'Œuvre à quatre mains', '🦊 mange 🐔 la nuit', 'forest '.repeat(28)])(
  '%s is a password',
  (password) => {
    expect(passwordProblem(password, anna)).toBeUndefined();
  },
);

test.for([
  ['eleven char', /has 11 characters; it needs at least 12/],
  ['🦊🦊🦊🦊🦊🦊', /has 6 characters/],
  ['x'.repeat(201), /200 at most/],
  ['Anna@Operator.Example', /own name/],
  ['twelve chars\n', /cannot be typed/],
  ...[
    'aaaaaaaaaaaa',
    '🦊'.repeat(12),
    'x'.repeat(200),
    'abcabcabcabc',
    'Ab1Ab1Ab1Ab1A',
    '123456789012',
    '210987654321',
    'Azertyuiop-qsdf!',
    'Comptoir-2026!',
    'PASSWORD 12345',
    'Mot de passe 123',
  ].map((guessed) => [guessed, /too easy to guess/] as const),
] as const)('%j is none', ([password, why]) => {
  expect(passwordProblem(password, anna)?.message).toMatch(why);
});

test.for([
  'correct horse battery staple',
  'Mot-de-passe 1234',
  'password1234',
  'Administrator',
  'administrateur',
  'QWERTYUIOPAS',
  'nopqrstuvwxyz',
  'lkjhgfdsapoi',
  'abcdefabcdefabcdef',
  'abcdeabcdeabcdeab',
])('%s is too easy to guess', (password) => {
  expect(passwordProblem(password, anna)).toMatchObject({
    code: 'guessed',
    message: expect.stringMatching(/too easy to guess/),
  });
});

test.for(['abcdefg'.repeat(3), 'abcabc and more words', 'ééé ààà ùùù çççôô', '!!!!!!!!!!!!?-_=/('])(
  '%s is not made of one piece, nor a row of keys',
  (password) => {
    expect(passwordProblem(password, anna)).toBeUndefined();
  },
);

test.for([
  ['eleven char', anna, 'tooShort'],
  ['x'.repeat(201), anna, 'tooLong'],
  ['anna@operator.example', 'Anna@Operator.Example', 'ownName'],
  ['twelve chars\n', anna, 'untypable'],
  ['aaaaaaaaaaaa', anna, 'guessed'],
] as const)('%j of %s is refused as %s', ([password, name, code]) => {
  expect(passwordProblem(password, name)?.code).toBe(code);
});
