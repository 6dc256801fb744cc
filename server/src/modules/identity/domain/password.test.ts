import { expect, test } from 'vitest';
import { passwordProblem } from './password.ts';

const anna = 'anna@operator.example';

test.for(['twelve chars', 'Œuvre à quatre mains', '🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊', 'x'.repeat(200)])(
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
] as const)('%j is none', ([password, why]) => {
  expect(passwordProblem(password, anna)).toMatch(why);
});
