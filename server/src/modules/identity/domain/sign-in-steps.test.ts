import { expect, test } from 'vitest';
import { nextStep, type SignInFacts } from './sign-in-steps.ts';

const nothing: SignInFacts = {
  chosen: false,
  mustChangePassword: false,
  provedTwice: false,
  hasSecondFactor: false,
  secondFactorRequired: false,
  codesToRead: false,
  external: false,
};
const step = (facts: Partial<SignInFacts>) => nextStep({ ...nothing, ...facts });

test('B29 B30 Who has a second factor uses it before anything else, who needs one sets it up last', () => {
  expect(step({})).toBeUndefined();
  expect(step({ hasSecondFactor: true, mustChangePassword: true, secondFactorRequired: true })).toBe('secondFactor');
  expect(step({ hasSecondFactor: true, provedTwice: true, mustChangePassword: true })).toBe('password');
  expect(step({ mustChangePassword: true, secondFactorRequired: true })).toBe('password');
  expect(step({ secondFactorRequired: true })).toBe('enrol');
  expect(step({ secondFactorRequired: true, provedTwice: true, hasSecondFactor: true })).toBeUndefined();
});

test('Recovery codes are read before the sign-in goes on', () => {
  expect(step({ hasSecondFactor: true, provedTwice: true, codesToRead: true })).toBe('recovery');
});

test('Who was proved twice elsewhere is asked for nothing more', () => {
  expect(step({ secondFactorRequired: true, provedTwice: true })).toBeUndefined();
});

test('Who came by the organisation’s identity provider changes no password of ours, and shows a second factor all the same', () => {
  expect(step({ external: true, mustChangePassword: true })).toBeUndefined();
  expect(step({ external: true, mustChangePassword: true, secondFactorRequired: true })).toBe('enrol');
  expect(step({ external: true, secondFactorRequired: true, provedTwice: true })).toBeUndefined();
});

test('A click on one of the sandbox’s people stands for all of it', () => {
  const all = { hasSecondFactor: true, mustChangePassword: true, secondFactorRequired: true };
  expect(step({ ...all, chosen: true })).toBeUndefined();
});
